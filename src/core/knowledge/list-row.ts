import type { PathText } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'
import type { ListKind } from './statement.ts'

/** One row of a published list, as it is used. */
export interface ListedStatement {
  readonly path: PathText
  readonly name: string
  /** The VR that the word is for; undefined where it is for any. */
  readonly vr: VR | undefined
  /** The VR as the list has it: `OW/OB`, and empty where it gives none. */
  readonly vrText: string
  /** In the list's own words, with stray case and blanks put right. */
  readonly word: string
}

/** What was wrong with a row: one word for machines, one sentence for people. */
export interface Remark {
  readonly problem: Problem
  readonly message: string
}

export const PROBLEMS = [
  'lost-quote',
  'stray-case',
  'stray-blank',
  'empty-creator',
  'unnamed-block',
  'no-disposition',
  'unknown-word',
  'double-disposition',
  'repeated',
  'unknown-vr',
  'no-path',
  'broken-line',
] as const
export type Problem = (typeof PROBLEMS)[number]

/** A row with its fate: used as it stands, repaired, or rejected; of the last two with the reasons. */
export interface ReadRow {
  readonly line: number
  readonly fate: 'used' | 'repaired' | 'rejected'
  readonly remarks: readonly Remark[]
  /** Absent where the row was rejected. */
  readonly statement?: ListedStatement
}

/** A list that was read, every row of it accounted for. */
export interface ReadList {
  readonly kind: ListKind
  readonly rows: readonly ReadRow[]
}

/** The statements of the rows that can be used. */
export function statementsOf({ rows }: ReadList): readonly ListedStatement[] {
  return rows.flatMap(({ statement }) => statement ?? [])
}
