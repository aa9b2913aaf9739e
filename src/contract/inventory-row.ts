import type { Annotation, Flag } from '../core/annotation/annotation.ts'
import type { Choice, Proposal, Scope } from '../core/decisions/decision.ts'
import type { InventoryElement, InventoryValue } from '../core/inventory/inventory.ts'
import type { OperationKind } from '../core/script/operation.ts'

/** A row of the annotated Element Inventory: what was found, what is known, what is proposed, what is decided. */
export interface InventoryRow {
  readonly element: InventoryElement
  readonly annotation: Annotation
  readonly proposal: Proposal
  /** Undefined while nobody has decided. The widest scope where there are several. */
  readonly decision: RowDecision | undefined
  /** Decisions for narrower scopes, beside {@link decision}. */
  readonly scoped: readonly RowDecision[]
  /** All Operations the element is compiled to; several where the SOP class or the scanner matters. */
  readonly operations: readonly OperationKind[]
  /** Decisions on single values of the element. */
  readonly decidedValues: number
  readonly flags: readonly Flag[]
}

export interface RowDecision {
  readonly choice: Choice
  readonly scope: Scope
  readonly by: string
  readonly at: string
  readonly reason: string
}

/** A distinct value in the list of values to review. */
export interface ValueRow extends InventoryValue {
  readonly path: string
  readonly name: string
  readonly decision: Choice | undefined
  readonly operation: string
  readonly flags: readonly Flag[]
  /** The parts of the text that an identity of this collection shares: from, to (characters, the end left out). */
  readonly overlaps?: readonly (readonly [number, number])[]
}
