import type { Tag } from '../../core/dicom/tag.ts'
import type { PhysicalParameterKind } from '../../core/knowledge/physical-parameters.ts'
import { readCsv } from '../reports/read-csv.ts'

const KINDS: readonly PhysicalParameterKind[] = ['physical', 'coded', 'structure']

/** A user's own list of physical parameters: CSV with a column `tag` and, where it matters, `kind`. */
export type ParameterList = (tag: Tag) => PhysicalParameterKind | undefined

/** The list that a profile names is no longer there: nothing says any more which parameters are physical. */
export class ParameterListGone extends Error {
  /** As the machine has it: whoever goes on without what it refuses does so without this. */
  readonly code = 'ENOENT'
}

/**
 * @param read gives the text of a file, and throws where it is not there
 * @returns undefined where no list is named and the shipped one holds
 * @throws ParameterListGone
 */
export function readParameterList(file: string, read: (file: string) => string): ParameterList | undefined {
  if (file === '') return undefined
  let text: string
  try {
    text = read(file)
  } catch {
    throw new ParameterListGone()
  }
  const kinds = kindsIn(text)
  return (tag) => kinds.get(tag)
}

/** Whether a text names a parameter at all; one that does not is some other file. */
export function isParameterList(text: string): boolean {
  return kindsIn(text).size > 0
}

function kindsIn(text: string): ReadonlyMap<Tag, PhysicalParameterKind> {
  const kinds = new Map<Tag, PhysicalParameterKind>()
  for (const row of readCsv(text) ?? []) {
    const digits = (row['tag'] ?? '').replace(/[(),\s]/g, '')
    if (/^[0-9A-Fa-f]{8}$/.test(digits)) kinds.set(parseInt(digits, 16), KINDS.find((kind) => kind === row['kind']) ?? 'physical')
  }
  return kinds
}
