import { resolve } from 'node:path'
import type { ReportRequest } from '../../contract/inventory-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { createInventoryStore } from '../project/inventory-store.ts'
import type { Session } from '../session/session.ts'
import { valuesBefore, valuesFinal } from '../session/value-rows.ts'
import { csvText } from './csv.ts'
import { htmlTable } from './html-table.ts'
import { INVENTORY_COLUMNS, inventoryCells } from './inventory-table.ts'
import { valueCells, VALUES_COLUMNS } from './values-table.ts'
import { REPORTS } from './texts.ts'

/** Makes a report, into a file where one is named. Reports hold original values: the file is for its owner alone. */
export function writeReport(session: Session, report: ReportRequest, out: string | undefined): Outcome<{ text: string; file?: string }> {
  if (session.inventory.counts().files === 0) return fail({ code: 'refused', message: REPORTS.notScanned })
  if (report.kind === 'values' && report.mode === 'final' && createInventoryStore(session.project, 'output').counts().files === 0)
    return fail({ code: 'refused', message: REPORTS.notReviewed })
  const text = report.kind === 'inventory' ? inventoryReport(session, report.format) : valuesReport(session, report)
  if (out === undefined) return ok({ text })
  const file = resolve(out)
  const written = writeAtomically(file, text, { mode: 0o600 })
  return written.ok ? ok({ text: '', file }) : written
}

function inventoryReport(session: Session, format: 'csv' | 'json' | 'html' | 'txt'): string {
  const rows = session.rows()
  if (format === 'txt')
    return rows.map((row) => `${row.element.path} ${row.element.vrs.join('|')} ${row.annotation.name}`.trimEnd() + '\n').join('')
  return table(REPORTS.inventory, INVENTORY_COLUMNS, rows.map(inventoryCells), format)
}

function valuesReport(session: Session, report: Extract<ReportRequest, { kind: 'values' }>): string {
  const rows = report.mode === 'before' ? valuesBefore(session) : [...valuesFinal(session, createInventoryStore(session.project, 'output'))]
  const title = report.mode === 'before' ? REPORTS.valuesBefore : REPORTS.valuesFinal
  return table(
    title,
    VALUES_COLUMNS,
    rows.map((row) => valueCells(row, report.metaQuotes === true)),
    report.format,
  )
}

/** Columns that hold numbers: as numbers in JSON. */
const NUMBERS: ReadonlySet<string> = new Set(['files', 'series', 'patients', 'distinct_values'])

function table<Column extends string>(
  title: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
  format: 'csv' | 'json' | 'html',
): string {
  const cells = (row: Readonly<Record<Column, string>>): readonly string[] => columns.map((column) => row[column])
  switch (format) {
    case 'csv':
      return [...csvText(columns, rows.map(cells), { guard: true })].join('')
    case 'json': {
      const typed = rows.map((row) =>
        Object.fromEntries(columns.map((column) => [column, NUMBERS.has(column) ? Number(row[column]) : row[column]])),
      )
      return `${JSON.stringify(typed, null, 1)}\n`
    }
    case 'html':
      return htmlTable(title, columns, rows.map(cells))
  }
}
