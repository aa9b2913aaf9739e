import Papa from 'papaparse'

/**
 * Reads CSV text (RFC 4180) as rows of named cells; a byte order mark and empty lines are passed over, and the `'`
 * that our own reports put before formula-like cells is taken off again.
 * @returns undefined where the text is no CSV with a header row
 */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] | undefined {
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true })
  if (parsed.meta.fields === undefined || parsed.meta.fields.length === 0) return undefined
  if (parsed.errors.some((error) => error.type === 'Quotes')) return undefined
  return parsed.data.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, unguarded(cell)])))
}

/** The names in the header row of CSV text, also where no row follows. */
export function csvColumns(text: string): readonly string[] {
  return Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { preview: 1 }).data[0] ?? []
}

function unguarded(cell: unknown): string {
  return typeof cell === 'string' ? cell.replace(/^'(?=[=+\-@\t\r])/, '') : ''
}
