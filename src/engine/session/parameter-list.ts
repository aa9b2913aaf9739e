import type { Tag } from '../../core/dicom/tag.ts'
import type { PhysicalParameterKind } from '../../core/knowledge/physical-parameters.ts'
import { readCsv } from '../reports/read-csv.ts'

const KINDS: readonly PhysicalParameterKind[] = ['physical', 'coded', 'structure']

/** A user's own list of physical parameters: CSV with a column `tag` and, where it matters, `kind`. */
export type ParameterList = (tag: Tag) => PhysicalParameterKind | undefined

/** @returns undefined where no list is named and the shipped one holds */
export function readParameterList(file: string, read: (file: string) => string): ParameterList | undefined {
  if (file === '') return undefined
  const kinds = new Map<Tag, PhysicalParameterKind>()
  for (const row of readCsv(read(file)) ?? []) {
    const digits = (row['tag'] ?? '').replace(/[(),\s]/g, '')
    if (/^[0-9A-Fa-f]{8}$/.test(digits)) kinds.set(parseInt(digits, 16), KINDS.find((kind) => kind === row['kind']) ?? 'physical')
  }
  return (tag) => kinds.get(tag)
}
