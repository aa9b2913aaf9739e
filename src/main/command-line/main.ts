import { parseArgs } from 'node:util'
import { createEngine } from '../../engine/engine.ts'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { Command, CommandFailure, Terminal } from './command.ts'
import { COMMANDS, LATER } from './commands/index.ts'
import { commandHelp, overview } from './help.ts'
import { terminalJob } from './progress-line.ts'

const EXIT: Readonly<Record<CommandFailure['code'], number>> = {
  usage: 2,
  'not-found': 1,
  refused: 1,
  busy: 1,
  io: 1,
  cancelled: 130,
  bug: 1,
}

const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

/** The streams of this process. */
const TERMINAL: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
}

/**
 * `tagbench` from its arguments to its exit code: 0 done, 1 failed, 2 wrong usage, 3 the gate is closed, 130 cancelled.
 */
export async function main(
  args: readonly string[],
  machine: { readonly workerEntry: string },
  terminal: Terminal = TERMINAL,
): Promise<number> {
  const api = createEngine(machine)
  try {
    return await run(args, api, terminal)
  } catch {
    // The text of an unexpected error may hold a value of a file, so it is not printed.
    terminal.err('tagbench: an unexpected fault stopped this command. Nothing was half-written; please report what you did.\n')
    return 1
  } finally {
    await api.shutdown()
  }
}

/** Runs one command against an engine. */
export async function run(args: readonly string[], api: CurationApi, terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview())
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    terminal.out('tagbench 0.1.0\n')
    return 0
  }
  const command = COMMANDS.find((one) => one.name === name)
  if (command === undefined) {
    terminal.err(
      LATER.has(name)
        ? `tagbench: ${name} is not there yet; it comes with a later version.\n`
        : `tagbench: there is no command of that name. See tagbench --help.\n`,
    )
    return 2
  }
  return runCommand(command, rest, api, terminal)
}

async function runCommand(command: Command, args: readonly string[], api: CurationApi, terminal: Terminal): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: { ...command.options, ...COMMON }, allowPositionals: true, strict: true })
  } catch (error) {
    terminal.err(`tagbench ${command.name}: ${wrongOption(error)} See tagbench ${command.name} --help.\n`)
    return 2
  }
  if (parsed.values['help'] === true) {
    terminal.out(commandHelp(command))
    return 0
  }
  const json = parsed.values['json'] === true
  const job = terminalJob(terminal)
  const interrupt = (): void => job.cancel()
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    const result = await command.run({ api, terminal, job, options: parsed.values, positionals: parsed.positionals, json })
    job.finish()
    if (!result.ok) {
      terminal.err(`tagbench ${command.name}: ${result.failure.message}\n`)
      if (json) terminal.out(`${JSON.stringify({ error: result.failure })}\n`)
      return EXIT[result.failure.code]
    }
    if (result.value.json !== null) terminal.out(json ? `${JSON.stringify(result.value.json)}\n` : result.value.text)
    return result.value.exitCode
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

/** What is wrong with the options, without repeating a value that may be a patient's. */
function wrongOption(error: unknown): string {
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      return `${/'(-[^']*)'/.exec(error.message)?.[1] ?? 'One option'} is not an option here.`
    if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      return `${/'(-[^' ]*)/.exec(error.message)?.[1] ?? 'An option'} lacks its value, or takes none.`
  }
  return 'The options cannot be read.'
}
