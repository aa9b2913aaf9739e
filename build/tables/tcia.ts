import { readCsv, type Row } from './sources.ts'

/** TCIA's Private Tag Knowledge Base; its rows are keyed by path and VR. */
export const TCIA = 'tcia-private-tag-kb.csv.gz'

type TciaRow = Row<'depth' | 'path' | 'leaf_group' | 'leaf_creator' | 'leaf_element' | 'vr' | 'name' | 'disposition'>

let rows: readonly TciaRow[] | undefined

export function tciaRows(): readonly TciaRow[] {
  rows ??= readCsv(TCIA, ['depth', 'path', 'leaf_group', 'leaf_creator', 'leaf_element', 'vr', 'name', 'disposition'])
  return rows
}

/** The most restrictive word first: deleted, not decided, left to what is around it, treated, kept. */
const RESTRICTIVE = ['d', '', 'na', 'h', 'o', 'oi', 'k']

function mostRestrictive(found: readonly TciaRow[]): string {
  const words = found.map((row) => row.disposition)
  const unknown = words.find((word) => !RESTRICTIVE.includes(word))
  if (unknown !== undefined) throw new Error(`TCIA has a new disposition ${unknown}`)
  return RESTRICTIVE.find((word) => words.includes(word)) ?? ''
}

/** What TCIA says of one element, as fields of a table. */
export interface Disposition {
  /** Where the VRs, or spellings of the creator that differ in case, have different words: the most restrictive. */
  readonly word: string
  /** `OB=d,SH=k` where the VRs have different words; a word of `-` is none. Empty where one word holds for all. */
  readonly byVr: string
}

export function disposition(found: readonly TciaRow[]): Disposition {
  const byVr = [...Map.groupBy(found, (row) => row.vr)].map(([vr, same]) => [vr, mostRestrictive(same)] as const)
  const mixed = new Set(byVr.map(([, word]) => word)).size > 1
  return {
    word: mostRestrictive(found),
    byVr: mixed
      ? byVr
          .filter(([vr]) => vr !== '')
          .map(([vr, word]) => `${vr}=${word || '-'}`)
          .sort()
          .join(',')
      : '',
  }
}
