import type { ParseArgsOptionsConfig } from 'node:util'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { Job } from '../../contract/job.ts'

/** Where a command reads and writes: the real streams in a terminal, arrays in tests. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Whether standard error is a terminal that a bar can be drawn on. */
  readonly interactive: boolean
}

/** What a command is given to work with. */
export interface CommandContext {
  readonly api: CurationApi
  readonly terminal: Terminal
  readonly job: Job
  /** Values of the options, as `parseArgs` gives them. */
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
  /** `--json`: one object on standard output and nothing else there. */
  readonly json: boolean
}

/** What a command answers: text or an object for standard output, and its exit code (0 done, 1 what was looked at is broken, 3 the gate is closed). */
export interface Answer {
  readonly exitCode: 0 | 1 | 3
  /** Printed as it is, unless `--json` is asked for. */
  readonly text: string
  readonly json: AnswerObject
}

/** Null where the command has printed its answer itself, because it goes on. */
type AnswerObject = Readonly<Record<string, unknown>> | readonly unknown[] | null

/** A command of `tagbench`. */
export interface Command {
  readonly name: string
  /** One line for the overview. */
  readonly summary: string
  readonly usage: string
  readonly example: string
  readonly options: ParseArgsOptionsConfig
  /** A sentence for each option, in the order of the help. */
  readonly optionHelp: Readonly<Record<string, string>>
  run(context: CommandContext): Promise<CommandResult>
}

export type CommandResult = { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly failure: CommandFailure }

export interface CommandFailure {
  readonly code: 'usage' | 'not-found' | 'refused' | 'busy' | 'io' | 'cancelled' | 'bug'
  readonly message: string
}

/** `--project DIR`, which nearly every command takes. */
export const PROJECT_OPTION = { project: { type: 'string' } } as const satisfies ParseArgsOptionsConfig

/** The text value of an option, or undefined. */
export function text(context: CommandContext, name: string): string | undefined {
  const value = context.options[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of an option that may be given several times. */
export function texts(context: CommandContext, name: string): readonly string[] {
  const value = context.options[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export function flag(context: CommandContext, name: string): boolean {
  return context.options[name] === true
}

export function usage(message: string): CommandResult {
  return { ok: false, failure: { code: 'usage', message } }
}

export function answer(textOut: string, json: Answer['json'], exitCode: 0 | 1 | 3 = 0): CommandResult {
  return { ok: true, value: { exitCode, text: textOut, json } }
}
