import Papa from 'papaparse'

/**
 * Reads CSV text (RFC 4180) as rows of named cells; a byte order mark and empty lines are passed over, and the `'`
 * that our own reports put before formula-like cells is taken off again.
 * @returns undefined where the text is no CSV with a header row
 */
export function readCsv(text: string): CsvTable['rows'] | undefined {
  return readCsvTable(text)?.rows
}

/** CSV text as rows of named cells, with the names, which are there also where no row is. */
export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** As {@link readCsv}, with the names of the columns. */
export function readCsvTable(text: string): CsvTable | undefined {
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true })
  if (parsed.meta.fields === undefined || parsed.meta.fields.length === 0) return undefined
  if (parsed.errors.some((error) => error.type === 'Quotes')) return undefined
  const rows = parsed.data.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, unguarded(cell)])))
  return { columns: parsed.meta.fields, rows }
}

function unguarded(cell: unknown): string {
  return typeof cell === 'string' ? cell.replace(/^'(?=[=+\-@\t\r])/, '') : ''
}
