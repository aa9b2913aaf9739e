import type { PrivateElementRow, PrivateState } from '../../../contract/private-answers.ts'
import { NEEDS } from './block-words.ts'

/** An element with the group it was put into when the block was opened; it stays there though it is decided meanwhile. */
export interface PlacedRow {
  readonly row: PrivateElementRow
  readonly need: PrivateState
}

export interface NeedLine {
  readonly kind: 'group'
  readonly need: PrivateState
  readonly folded: boolean
  readonly elements: number
  /** How many of them are not settled now. */
  readonly open: number
  readonly retained: number
  readonly deleted: number
}

export interface ElementLine {
  readonly kind: 'element'
  readonly row: PrivateElementRow
}

export type BlockLine = NeedLine | ElementLine

/** Rows by what they need, each where it stands; within a group in the order of the block. */
export function placed(rows: readonly PrivateElementRow[]): readonly PlacedRow[] {
  return NEEDS.flatMap((need) => rows.filter(({ state }) => state === need).map((row) => ({ row, need })))
}

/** The same elements as they stand now, in the places that they had. Those that are new come where they belong. */
export function renewed(before: readonly PlacedRow[], rows: readonly PrivateElementRow[]): readonly PlacedRow[] {
  const now = new Map(rows.map((row) => [row.row.element.path, row]))
  const there = new Set(before.map(({ row }) => row.row.element.path))
  const kept = before.flatMap(({ row, need }) => {
    const renewedRow = now.get(row.row.element.path)
    return renewedRow === undefined ? [] : [{ row: renewedRow, need }]
  })
  const added = placed(rows.filter((row) => !there.has(row.row.element.path)))
  return added.length === 0 ? kept : NEEDS.flatMap((need) => [...kept, ...added].filter((one) => one.need === need))
}

/**
 * The open element to go to next: the nearest further on; where there is none, from the other end the first of those
 * before, but for what was seen and passed over.
 */
export function openInTurn(
  above: readonly PrivateElementRow[],
  below: readonly PrivateElementRow[],
  { back, seen }: { readonly back: boolean; readonly seen: ReadonlySet<string> },
): string | undefined {
  const [further, before] = back ? [above.toReversed(), below.toReversed()] : [below, above]
  const unseen = before.filter(({ row }) => !seen.has(row.element.path))
  return [...further, ...unseen].find(({ state }) => state !== 'settled')?.row.element.path
}

/** The lines of the grid: the head of each group, and its elements unless it is folded. */
export function linesOf(rows: readonly PlacedRow[], folded: ReadonlySet<PrivateState>): readonly BlockLine[] {
  return NEEDS.flatMap((need): readonly BlockLine[] => {
    const own = rows.filter((one) => one.need === need).map(({ row }) => row)
    if (own.length === 0) return []
    const decided = (decision: string): number =>
      own.filter(({ state, choice }) => state === 'settled' && choice?.decision === decision).length
    const head: NeedLine = {
      kind: 'group',
      need,
      folded: folded.has(need),
      elements: own.length,
      open: own.filter(({ state }) => state !== 'settled').length,
      retained: decided('retain'),
      deleted: decided('delete'),
    }
    return head.folded ? [head] : [head, ...own.map((row): ElementLine => ({ kind: 'element', row }))]
  })
}
