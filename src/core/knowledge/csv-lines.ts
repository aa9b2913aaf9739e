/** A line of a CSV file that is read line by line, because its quotes cannot be trusted. */
export interface CsvLine {
  /** As in an editor: the first line is 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** A quoted cell does not end on the line, or something stands behind its closing quote. */
  readonly brokenQuotes: boolean
}

/** Lines that are not empty, each with its cells; cells with line ends in them come out as broken quotes. */
export function csvLines(text: string): readonly CsvLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ line: index + 1, ...cellsOf(content) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

const QUOTED = /"((?:[^"]|"")*)"(?=,|$)/y
const PLAIN = /[^,]*/y

function cellsOf(content: string): Pick<CsvLine, 'cells' | 'brokenQuotes'> {
  const cells: string[] = []
  let brokenQuotes = false
  for (let at = 0; at <= content.length; at += 1) {
    QUOTED.lastIndex = at
    const quoted = content[at] === '"' ? QUOTED.exec(content) : null
    if (quoted !== null) {
      cells.push((quoted[1] ?? '').replaceAll('""', '"'))
      at += quoted[0].length
      continue
    }
    PLAIN.lastIndex = at
    const cell = PLAIN.exec(content)?.[0] ?? ''
    if (cell.startsWith('"')) brokenQuotes = true
    cells.push(cell)
    at += cell.length
  }
  return { cells, brokenQuotes }
}

/** A cell as RFC 4180 has it. */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
