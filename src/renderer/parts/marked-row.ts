import type { InventoryRow, RowDecision } from '../../contract/inventory-row.ts'
import type { Choice, Scope } from '../../core/decisions/decision.ts'
import { isSameScope, specificity } from '../../core/decisions/scope.ts'
import type { OperationKind } from '../../core/script/operation.ts'

export interface Mark {
  readonly choice: Choice
  readonly scope: Scope
  readonly reason: string
  readonly by: string
}

/** The row as it looks once decided: shown at once, before the engine has answered. */
export function markedRow(row: InventoryRow, { choice, scope, reason, by }: Mark): InventoryRow {
  const made: RowDecision = { choice, scope, by, at: new Date().toISOString(), reason }
  const others = [row.decision, ...row.scoped].filter((one) => one !== undefined && !isSameScope(one.scope, scope)) as RowDecision[]
  const [decision, ...scoped] = [made, ...others].sort((a, b) => specificity(a.scope) - specificity(b.scope))
  return { ...row, decision, scoped, operations: operationsAfter(row, choice, scope) }
}

/** A guess that stands for the moment until the engine's own answer is there. */
function operationsAfter(row: InventoryRow, choice: Choice, scope: Scope): readonly OperationKind[] {
  if (choice.decision === 'review') return ['blocked']
  if (specificity(scope) > 0) return row.operations
  const settled = row.operations.filter((operation) => operation !== 'blocked')
  if (choice.treatment !== undefined && choice.treatment !== 'auto') return [choice.treatment]
  if (settled.length > 0) return settled
  return [choice.decision === 'retain' ? 'keep' : 'remove']
}
