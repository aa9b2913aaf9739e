import { writeForEach } from './one-for-each.ts'
import type { ScriptTarget, TargetInput, TargetOutput } from './script-target.ts'
import { SCRIPT } from './texts.ts'

export const PIXEL_DATA = '(7FE0,0010)'

/** The output of a writer, with a row that says that redaction regions are not in it, where the target is not CTP. */
export function writeWithRegions(writer: ScriptTarget, input: TargetInput): TargetOutput {
  const output = writeForEach(writer, input)
  const regions = input.regions?.length ?? 0
  if (regions === 0 || writer.name === 'ctp') return output
  const row = {
    path: PIXEL_DATA,
    decision: regionWords(regions),
    target: writer.name,
    expressed: 'no',
    why: SCRIPT.regions.unsaid,
  } as const
  return { ...output, expressibility: [row, ...output.expressibility] }
}

export function regionWords(regions: number): string {
  return SCRIPT.regions.redact(regions)
}
