import type { ValueRow } from '../../contract/inventory-row.ts'
import { openedElement } from '../../core/dicom/attribute-path.ts'
import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import { VALUES_COLUMNS, valueCells } from '../reports/values-table.ts'

export interface ValueCounts {
  distinct: number
  /** Kept or cleaned values that no person has decided one by one. */
  unread: number
}

/** The rows of final-values.csv, counted as they go by. */
export function* finalValueRows(rows: Iterable<ValueRow>, decisions: DecisionTable, counts: ValueCounts): Generator<readonly string[]> {
  let path: string | undefined
  let read: ReadonlySet<string> = new Set()
  for (const row of rows) {
    if (row.path !== path) {
      path = row.path
      read = readValues(decisions, path)
    }
    counts.distinct++
    const stays = row.operation.split('|').some((operation) => operation === 'keep' || operation === 'clean')
    // What is inside an opaque value is read with its element.
    if (stays && row.value !== '' && !read.has(row.value) && openedElement(row.path) === undefined) counts.unread++
    const cells = valueCells(row, false)
    yield VALUES_COLUMNS.map((column) => cells[column])
  }
}

/** Values of an element that a person has decided, whatever they decided. */
function readValues(decisions: DecisionTable, path: string): ReadonlySet<string> {
  const byPerson = decisions.values(path).filter(({ source }) => source === 'curator' || source === 'import')
  return new Set(byPerson.map(({ value }) => value ?? ''))
}
