import { join } from 'node:path'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'
import {
  CHANGES_COLUMNS,
  changesRows,
  CONFORMANCE_COLUMNS,
  conformanceRows,
  LEAKS_COLUMNS,
  leaksRows,
} from '../../core/review/report/csv-rows.ts'
import { conformanceDescription } from '../../core/review/report/conformance-description.ts'
import { reviewPage } from '../../core/review/report/page.ts'
import type { ReviewReport } from '../../core/review/report/review-report.ts'
import type { Operation } from '../../core/script/operation.ts'
import { writeAtomically, type Chunk } from '../files/atomic-write.ts'
import { csvText, type Cell } from '../reports/csv.ts'

/** They quote values of the originals: for the owner of the project only. */
const OWNER_ONLY = { mode: 0o600 }

/** Writes one report of the review. @returns the file */
export function writeReport(folder: string, name: string, content: string | Iterable<Chunk>): Outcome<string> {
  const file = join(folder, name)
  const written = writeAtomically(file, content, OWNER_ONLY)
  return written.ok ? ok(file) : written
}

export function guardedCsv(columns: readonly string[], rows: Iterable<readonly Cell[]>): Iterable<Chunk> {
  return csvText(columns, rows, { guard: true })
}

/** The reports that follow from what was found. @returns the files */
export function writeReviewReports(folder: string, report: ReviewReport, operations: readonly Operation[]): Outcome<readonly string[]> {
  const { tally } = report
  const contents: readonly (readonly [string, string | Iterable<Chunk>])[] = [
    ['review.html', reviewPage(report)],
    ['leaks.csv', guardedCsv(LEAKS_COLUMNS, leaksRows(tally))],
    ['changes.csv', guardedCsv(CHANGES_COLUMNS, changesRows(tally))],
    ['conformance.csv', guardedCsv(CONFORMANCE_COLUMNS, conformanceRows(tally))],
    ['gate.json', gateJson(report)],
    ['conformance-description.txt', conformanceDescription({ ...report, operations })],
  ]
  const files: string[] = []
  for (const [name, content] of contents) {
    const written = writeReport(folder, name, content)
    if (!written.ok) return written
    files.push(written.value)
  }
  return ok(files)
}

/** The gate for machines: it names no value, and its fingerprint says which copy it is about. */
function gateJson({ gate, fingerprint, files, tally, values, dciodvfy, reviewedAt }: ReviewReport): string {
  const { numbers } = tally
  const said = {
    ...gate,
    fingerprint,
    reviewedAt,
    files,
    elements: { compared: numbers.compared, identical: numbers.identical },
    pixels: { instances: numbers.withPixels, identical: numbers.samePixels },
    leaks: { open: numbers.leakHits, explained: numbers.acceptedHits },
    values,
    dciodvfy: dciodvfy ?? null,
  }
  return `${JSON.stringify(said, null, 2)}\n`
}
