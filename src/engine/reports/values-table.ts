import { formatChoice } from '../../core/decisions/choice-text.ts'
import type { ValueRow } from '../../contract/inventory-row.ts'

/** The columns of the values to review, as others rely on them. */
export const VALUES_COLUMNS = ['path', 'name', 'vr', 'value', 'decision', 'operation', 'files', 'series', 'patients', 'flags'] as const
export type ValuesColumn = (typeof VALUES_COLUMNS)[number]

/** A value as a person reads it: long or opaque ones by their strings, length and digest. */
export function valueText(row: Pick<ValueRow, 'form' | 'value' | 'length' | 'digest'>): string {
  if (row.form !== 'digest') return row.value
  const digest = row.digest === undefined ? '' : `, sha256 ${row.digest.slice(0, 16)}`
  return `${row.value}${row.value === '' ? '' : ' '}[${row.length} bytes${digest}]`
}

/**
 * One row of the report. With meta quotes, values and paths stand in `<…>`, so that a spreadsheet neither turns them into
 * dates and numbers nor takes them for formulas.
 */
export function valueCells(row: ValueRow, metaQuotes: boolean): Readonly<Record<ValuesColumn, string>> {
  const quoted = (text: string): string => (metaQuotes ? `<${text}>` : text)
  return {
    path: quoted(row.path),
    name: row.name,
    vr: row.vr,
    value: quoted(valueText(row)),
    decision: row.decision === undefined ? '' : formatChoice(row.decision),
    operation: row.operation,
    files: String(row.files),
    series: String(row.series),
    patients: String(row.patients),
    flags: row.flags.join('|'),
  }
}
