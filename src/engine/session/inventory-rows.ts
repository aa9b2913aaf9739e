import type { Annotation } from '../../core/annotation/annotation.ts'
import type { PathDecisions, DecisionTable } from '../../core/decisions/decision-table.ts'
import type { DecisionEntry, Proposal } from '../../core/decisions/decision.ts'
import { isDeviation } from '../../core/decisions/deviation.ts'
import { openedElement, pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import type { Compiled } from '../../core/script/compile.ts'
import type { OperationKind } from '../../core/script/operation.ts'
import { A_STEP, type Steps } from '../../core/in-steps.ts'
import type { InventoryRow, RowDecision } from '../../contract/inventory-row.ts'

export interface RowSources {
  readonly elements: readonly InventoryElement[]
  readonly annotations: ReadonlyMap<PathText, Annotation>
  readonly proposals: ReadonlyMap<PathText, Proposal>
  readonly decisions: DecisionTable
  readonly compiled: Compiled
}

/**
 * The annotated inventory: what was found, what is known, proposed and decided, and what will be done, a row an element.
 * A row of which nothing has changed since the last time is the same object.
 */
export function rowMaker(): (sources: RowSources) => Steps<readonly InventoryRow[]> {
  let made: readonly MadeRow[] = []
  return function* ({ elements, annotations, proposals, decisions, compiled }) {
    const makeRow = (element: InventoryElement, index: number): MadeRow => {
      const before = made[index]
      const place = before?.from.element === element ? before.place : placeOf(element)
      const annotation = annotations.get(element.path)
      const proposal = proposals.get(element.path)
      if (annotation === undefined || proposal === undefined)
        throw new Error('every element of an inventory is annotated and has a proposal')
      const own = decisions.atKey(place.key)
      const decided = place.opened === undefined ? own : decisions.atKey(place.opened)
      const operations = compiled.fates[index] ?? []
      if (
        before !== undefined &&
        before.place === place &&
        before.from.annotation === annotation &&
        before.from.proposal === proposal &&
        before.from.own === own &&
        before.from.decided === decided &&
        before.from.operations === operations
      )
        return before
      const from = { element, annotation, proposal, decided, own, operations }
      return { from, place, row: rowOf(from) }
    }
    const next: MadeRow[] = []
    for (const [index, element] of elements.entries()) {
      if (index % A_STEP === 0) yield
      next.push(makeRow(element, index))
    }
    made = next
    return made.map(({ row }) => row)
  }
}

/** All that a row says. */
interface RowParts {
  readonly element: InventoryElement
  readonly annotation: Annotation
  readonly proposal: Proposal
  /** What is inside an opaque value has no decisions of its own: it stands under those of its element. */
  readonly decided: PathDecisions
  readonly own: PathDecisions
  readonly operations: readonly OperationKind[]
}

/** Keys (`pathKey`) under which decisions on an element are found, and on the element whose opaque value it is inside of. */
interface Place {
  readonly key: string
  readonly opened: string | undefined
}

interface MadeRow {
  readonly from: RowParts
  readonly place: Place
  readonly row: InventoryRow
}

function placeOf({ path }: InventoryElement): Place {
  const opened = openedElement(path)
  return { key: pathKey(path), opened: opened === undefined ? undefined : pathKey(opened) }
}

function rowOf({ element, annotation, proposal, decided, own, operations }: RowParts): InventoryRow {
  const [decision, ...scoped] = decided.elements.map(rowDecision)
  const deviates =
    openedElement(element.path) === undefined && decided.elements.some((entry) => isDeviation(entry.choice, annotation, element.vrs))
  return {
    element,
    annotation,
    proposal,
    decision,
    scoped,
    operations,
    decidedValues: own.values.length,
    flags: deviates ? [...annotation.flags, 'deviation' as const] : annotation.flags,
  }
}

function rowDecision({ choice, scope, by, at, reason }: DecisionEntry): RowDecision {
  return { choice, scope, by, at, reason }
}
