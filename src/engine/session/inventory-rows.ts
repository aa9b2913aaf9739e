import type { Annotation } from '../../core/annotation/annotation.ts'
import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import type { DecisionEntry, Proposal } from '../../core/decisions/decision.ts'
import { isDeviation } from '../../core/decisions/deviation.ts'
import { openedElement, type PathText } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement } from '../../core/inventory/inventory.ts'
import type { Compiled } from '../../core/script/compile.ts'
import { OperationsByPath } from '../../core/script/fate.ts'
import type { InventoryRow, RowDecision } from '../../contract/inventory-row.ts'

export interface RowSources {
  readonly elements: readonly InventoryElement[]
  readonly annotations: ReadonlyMap<PathText, Annotation>
  readonly proposals: ReadonlyMap<PathText, Proposal>
  readonly decisions: DecisionTable
  readonly compiled: Compiled
}

/** The annotated inventory: what was found, what is known, proposed and decided, and what will be done, a row an element. */
export function inventoryRows({ elements, annotations, proposals, decisions, compiled }: RowSources): readonly InventoryRow[] {
  const operations = new OperationsByPath(compiled.operations)
  return elements.flatMap((element) => {
    const annotation = annotations.get(element.path)
    const proposal = proposals.get(element.path)
    if (annotation === undefined || proposal === undefined) return []
    // What is inside an opaque value has no decisions of its own: it stands under those of its element.
    const opened = openedElement(element.path)
    const entries = decisions.forPath(opened ?? element.path)
    const [decision, ...scoped] = entries.map(rowDecision)
    const deviates = opened === undefined && entries.some((entry) => isDeviation(entry.choice, annotation, element.vrs))
    return [
      {
        element,
        annotation,
        proposal,
        decision,
        scoped,
        operations: operations.fateOf(element.path),
        decidedValues: decisions.values(element.path).length,
        flags: deviates ? [...annotation.flags, 'deviation' as const] : annotation.flags,
      },
    ]
  })
}

function rowDecision({ choice, scope, by, at, reason }: DecisionEntry): RowDecision {
  return { choice, scope, by, at, reason }
}
