import { existsSync } from 'node:fs'
import type { CurationApi } from '../../../contract/curation-api.ts'
import { counted } from '../../../core/words.ts'
import type { ScriptSource } from '../../../contract/script-answers.ts'
import { csvText } from '../../../engine/reports/csv.ts'
import { writeAtomically } from '../../../engine/files/atomic-write.ts'
import { answer, text, type CommandContext, type CommandResult } from '../command.ts'

/** A file, or a script that comes with the program by its name; a file of that name goes first. */
export async function sourceOf(context: CommandContext, named: string): Promise<ScriptSource> {
  if (existsSync(named)) return { file: named }
  const presets = await context.api.presetScripts({}, context.job)
  return presets.ok && presets.value.some(({ name }) => name === named) ? { preset: named } : { file: named }
}

type InputOf<K extends keyof CurationApi> = Parameters<CurationApi[K]>[0]

/** `--check`: every fault with its place. A broken script ends with 1. */
export async function checkOne(
  context: CommandContext,
  source: ScriptSource,
  target: InputOf<'checkScript'>['target'],
): Promise<CommandResult> {
  const result = await context.api.checkScript({ source, target }, context.job)
  if (!result.ok) return result
  const { notes } = result.value
  const faults = notes.filter(({ severity }) => severity === 'fault').length
  const lines = notes.map(({ line, column, severity, message }) => `${line}:${column}: ${severity}: ${message}`)
  const sum =
    faults === 0
      ? `The script can be read; ${counted(notes.length, 'warning')}.`
      : `${counted(faults, 'fault')}, ${counted(notes.length - faults, 'warning')}.`
  return answer(`${[...lines, sum].join('\n')}\n`, { faults, notes }, faults === 0 ? 0 : 1)
}

/** `--simulate`: elements whose fate under the engine is not the decided one, as CSV. */
export async function simulateOne(context: CommandContext, input: InputOf<'simulateScript'>): Promise<CommandResult> {
  const result = await context.api.simulateScript(input, context.job)
  if (!result.ok) return result
  const { differences, instances, refused, refusedBecause } = result.value
  const rows = differences.map(({ path, decision, simulated, why }) => [path, decision, simulated, why])
  const out = text(context, 'out')
  const weaker = differences.filter((one) => one.weaker).length
  const sum = `${counted(differences.length, 'element')} treated otherwise than decided, ${weaker} of them more weakly; ${instances} made-up instances, ${refused} not written by the engine${refused === 0 ? '' : ` (${refusedBecause.join('; ')})`}.`
  context.terminal.err(`${sum}\n`)
  if (out === undefined)
    return answer([...csvText(COLUMNS, rows, { guard: true })].join(''), { differences, instances, refused, refusedBecause, weaker })
  const written = writeAtomically(out, csvText(COLUMNS, rows, { guard: true }))
  return written.ok ? answer(`wrote ${out}\n`, { file: out, differences, instances, refused, refusedBecause, weaker }) : written
}

const COLUMNS = ['path', 'decision', 'simulated', 'why'] as const

/** `--diff`: what two scripts say differently, in words. */
export async function compareTwo(context: CommandContext, input: InputOf<'compareScripts'>): Promise<CommandResult> {
  const result = await context.api.compareScripts(input, context.job)
  if (!result.ok) return result
  const { differences } = result.value
  const lines = differences.map(({ path, name, one, other, values, files }) => {
    const reach = values === undefined || files === undefined ? '' : `, ${counted(values, 'value')} in ${counted(files, 'file')}`
    return `${path}${name === '' ? '' : ` ${name}`}: ${one === '' ? 'not spoken of' : one} → ${other === '' ? 'not spoken of' : other}${reach}`
  })
  return answer(lines.length === 0 ? 'The scripts say the same.\n' : `${lines.join('\n')}\n`, { differences })
}

/** `--import`: what was recorded, and what could not be read as a decision. */
export async function importOne(context: CommandContext, input: InputOf<'importScript'>): Promise<CommandResult> {
  const result = await context.api.importScript(input, context.job)
  if (!result.ok) return result
  const { recorded, openReviews, unread } = result.value
  const lines = [
    `Recorded ${counted(recorded, 'decision')}; ${counted(openReviews, 'element')} still to be reviewed.`,
    ...(unread.length === 0 ? [] : ['Not read as decisions:']),
    ...unread.map(({ line, what, why }) => `  ${line > 0 ? `line ${line}: ` : ''}${what}: ${why}`),
  ]
  return answer(`${lines.join('\n')}\n`, { recorded, openReviews, unread })
}
