import type { Command } from './command.ts'
import { COMMANDS } from './commands/index.ts'

/** All commands, a line each. */
export function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    'tagbench: curate a DICOM collection before it is published.',
    '',
    'Usage: tagbench COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'Every command takes --help and --json.',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the gate is closed, 130 cancelled.',
    '',
  ].join('\n')
}

/** One command with its options and an example. */
export function commandHelp(command: Command): string {
  const names = Object.keys(command.optionHelp)
  const width = Math.max(...names.map((name) => name.length), 4) + 2
  return [
    `tagbench ${command.name}: ${command.summary}`,
    '',
    `Usage: tagbench ${command.usage}`,
    '',
    ...names.map((name) => `  ${`--${name}`.padEnd(width)}  ${command.optionHelp[name] ?? ''}`),
    `  ${'--json'.padEnd(width)}  one JSON object on standard output and nothing else there`,
    '',
    'Example:',
    `  ${command.example}`,
    '',
  ].join('\n')
}
