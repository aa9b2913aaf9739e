import { csvLines } from './csv-lines.ts'
import type { ReadList } from './list-row.ts'
import { readCtpDictionary } from './read-ctp.ts'
import { readSafeList, SAFE_LIST_COLUMNS } from './read-safe-list.ts'
import { readTcia, TCIA_COLUMNS } from './read-tcia.ts'

/**
 * A published list of private elements, whichever it is: told by what it begins with.
 * @returns undefined where it is none that is known
 */
export function readList(text: string): ReadList | undefined {
  if (/^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<dictionary\b/.test(text)) return readCtpDictionary(text)
  const end = text.search(/[\r\n]/)
  const header = csvLines(end < 0 ? text : text.slice(0, end))[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const has = (columns: readonly string[]): boolean => columns.every((column) => header.includes(column))
  if (has(TCIA_COLUMNS)) return readTcia(text)
  if (has(SAFE_LIST_COLUMNS)) return readSafeList(text)
  return undefined
}
