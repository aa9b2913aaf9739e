import type { InventoryRow } from '../../../contract/inventory-row.ts'
import type { Choice } from '../../../core/decisions/decision.ts'
import { useDecisions } from '../../state/decisions.ts'

/** The row as it looks once decided: shown at once, before the engine has answered. */
export function markedRow(row: InventoryRow, choice: Choice, by: string): InventoryRow {
  const at = new Date().toISOString()
  return {
    ...row,
    decision: { choice, scope: {}, by, at, reason: '' },
    scoped: [],
    operations: choice.decision === 'review' ? ['blocked'] : row.operations.filter((operation) => operation !== 'blocked'),
  }
}

/** Marks rows, on the screen at once and then in the log. */
export function useMarks(show: (rows: readonly InventoryRow[]) => void) {
  const decisions = useDecisions()

  async function mark(rows: readonly InventoryRow[], choiceOf: (row: InventoryRow) => Choice): Promise<void> {
    if (rows.length === 0) return
    show(rows.map((row) => markedRow(row, choiceOf(row), decisions.author)))
    const recorded = await decisions.decide(rows.map((row) => ({ path: row.element.path, choice: choiceOf(row) })))
    if (!recorded) show(rows)
  }

  async function markPaths(paths: readonly string[], choice: Choice): Promise<void> {
    if (paths.length > 0) await decisions.decide(paths.map((path) => ({ path, choice })))
  }

  return { mark, markPaths }
}
