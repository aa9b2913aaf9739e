import Papa from 'papaparse'
import type { Outcome } from '../../contract/outcome.ts'
import type { Steps } from '../../core/in-steps.ts'
import { writeAtomically, writeInSteps } from '../files/atomic-write.ts'

export type Cell = string | number

const ROWS_A_CHUNK = 1000
/** How a cell begins that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

export interface CsvOptions {
  /** A leading `'` before cells that a spreadsheet would take for a formula. Off in files that machines read back. */
  readonly guard: boolean
}

/**
 * Rows as UTF-8 CSV with a header (RFC 4180: comma, quotes where needed, CRLF), in chunks, so that a million rows need
 * no memory.
 */
export function* csvText(header: readonly string[], rows: Iterable<readonly Cell[]>, options: CsvOptions): Generator<string> {
  yield csvLines([header])
  let chunk: (readonly Cell[])[] = []
  for (const row of rows) {
    chunk.push(options.guard ? row.map(guarded) : row)
    if (chunk.length < ROWS_A_CHUNK) continue
    yield csvLines(chunk)
    chunk = []
  }
  if (chunk.length > 0) yield csvLines(chunk)
}

/** Reports hold original values and names of files. */
const FOR_OWNER = { mode: 0o600 }

/** Writes a report for its owner alone; see {@link csvText} and `writeAtomically`. */
export function writeCsv(
  file: string,
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  options: CsvOptions = { guard: true },
): Outcome<null> {
  return writeAtomically(file, csvText(header, rows, options), FOR_OWNER)
}

/** {@link writeCsv} a thousand rows at a time; left off, it leaves an earlier file as it was. */
export function writeCsvInSteps(file: string, header: readonly string[], rows: Iterable<readonly Cell[]>): Steps<Outcome<null>> {
  return writeInSteps(file, csvText(header, rows, { guard: true }), FOR_OWNER)
}

/** A number is a number, also a negative one; text that looks like a formula is not let be one. */
function guarded(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell
}

/** Needs no quotes: no comma, quote or line end, and no blank at either end. */
const PLAIN = /^(?:[^\s",\ufeff](?:[^",\r\n\ufeff]*[^\s",\ufeff])?)?$/

function csvLines(rows: readonly (readonly Cell[])[]): string {
  let text = ''
  let others: (readonly Cell[])[] = []
  const writeOthers = (): void => {
    if (others.length > 0) text += `${Papa.unparse(others as Cell[][], { header: false, newline: '\r\n' })}\r\n`
    others = []
  }
  for (const row of rows) {
    if (!isPlain(row)) {
      others.push(row)
      continue
    }
    writeOthers()
    // What Papa makes of it, for a fraction of the time.
    text += `${row.join(',')}\r\n`
  }
  writeOthers()
  return text
}

function isPlain(row: readonly Cell[]): boolean {
  return row.length > 1 && row.every((cell) => typeof cell === 'string' && PLAIN.test(cell))
}
