import type { Operation } from '../operation.ts'
import type { TargetInput } from '../script-target.ts'
import { ctpRows, type CtpRow } from '../ctp/rows.ts'
import { removedInstead, wordContext, wordingOfRow, type Wording } from '../wording.ts'
import { narrowed } from './narrow.ts'
import { dicomEditPath } from './path-text.ts'
import { DICOMEDIT } from './texts.ts'

/** What one DicomEdit script does to each element, before it is printed. */
export interface DicomEditPlan {
  readonly rows: readonly CtpRow[]
  readonly wordings: ReadonlyMap<CtpRow, Wording>
  /** The Sequence around a row that goes, though the row itself was to be treated. */
  goneWith(row: CtpRow): CtpRow | undefined
  readonly additions: readonly Operation[]
}

export function dicomEditPlan(input: TargetInput): DicomEditPlan {
  const context = wordContext(input)
  const rows = ctpRows(input)
  const wordings = new Map(rows.map((row) => [row, narrowed(wordingOfRow(row, context), row, input)]))
  for (const row of rows) if (row.kind !== 'public') wordings.set(row, privateWording(row, wordings))
  closePrivateSequences(rows, wordings)
  return {
    rows,
    wordings,
    goneWith: (row) => row.around.find((sequence) => wordings.get(sequence)?.action.do === 'remove'),
    additions: input.operations.filter((operation) => operation.do === 'add'),
  }
}

/** What the grammar cannot spell cannot be retained: only named private elements stay. */
function privateWording(row: CtpRow, wordings: ReadonlyMap<CtpRow, Wording>): Wording {
  const own = wordings.get(row) ?? removedInstead('')
  if (row.kind === 'creator') return own
  if (own.action.do === 'remove') return own
  if (row.kind === 'orphan') return removedInstead(DICOMEDIT.unsaid.orphan)
  if (dicomEditPath(elementPath(row)) === undefined && !row.around.some((sequence) => sequence.kind === 'private'))
    return removedInstead(DICOMEDIT.unsaid.creator)
  return own
}

function elementPath({ node: { path } }: CtpRow): Parameters<typeof dicomEditPath>[0] {
  if (path.kind !== 'element') throw new Error('a row is an element')
  return path
}

/**
 * A private Sequence that is retained keeps everything in it that no statement takes out. Where something in it is to
 * be treated and cannot be named, the whole Sequence goes; so do the elements of a block whose creator does not stay.
 */
function closePrivateSequences(rows: readonly CtpRow[], wordings: Map<CtpRow, Wording>): void {
  const creatorGoes = new Map<string | undefined, boolean>()
  for (const row of rows) {
    if (row.kind !== 'creator') continue
    const { action, loses } = wordings.get(row) ?? removedInstead('')
    if (action.do !== 'keep' && loses !== undefined) creatorGoes.set(row.node.block, true)
  }
  for (const row of rows) {
    if (row.kind === 'private' && creatorGoes.get(row.node.block) === true && wordings.get(row)?.action.do !== 'remove')
      wordings.set(row, removedInstead(DICOMEDIT.unsaid.creatorGoes))
  }
  for (const row of rows) {
    const closed = row.around.filter((sequence) => sequence.kind === 'private')
    if (closed.length === 0 || wordings.get(row)?.action.do === 'keep' || wordings.get(row)?.action.do === 'process') continue
    if (row.kind !== 'orphan' && row.kind !== 'creator' && dicomEditPath(elementPath(row)) !== undefined) continue
    if (row.around.some((sequence) => wordings.get(sequence)?.action.do === 'remove')) continue
    for (const sequence of closed)
      if (wordings.get(sequence)?.action.do !== 'remove') wordings.set(sequence, removedInstead(DICOMEDIT.unsaid.inside))
  }
}
