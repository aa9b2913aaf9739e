import Papa from 'papaparse'

/** Rows of a report (RFC 4180); a leading `'` that guards a cell against spreadsheets is taken off for reading. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true })
  return data.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))
}
