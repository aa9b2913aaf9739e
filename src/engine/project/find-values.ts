import { createFactBlocks, FACTS_OF } from './fact-blocks.ts'
import { marked } from './inventory-reader.ts'
import { inventoryTables } from './inventory-schema.ts'
import type { Project } from './project.ts'
import { hasLetters } from './value-writer.ts'

/** The keys of all paths with a value that holds a text; ASCII letters of either case meet. */
export function pathsWithValue({ db }: Project, text: string): ReadonlySet<string> {
  const tables = inventoryTables('collection')
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  const isStale = db.prepare(`SELECT 1 FROM ${tables.note} WHERE key = 'stale'`).get() !== undefined
  if (!isStale) {
    // Path by path, each only to its first value that holds the text, and not where none can: most values are numbers.
    const paths = db.prepare(`
      SELECT p.key FROM ${tables.path} p
      WHERE p.id IN (SELECT path FROM ${tables.valueCount} WHERE longest >= ? AND has_letters >= ?)
      AND EXISTS (SELECT 1 FROM ${tables.value} v WHERE v.path = p.id AND v.value LIKE ? ESCAPE '\\')`)
    return new Set(paths.all(text.length, hasLetters(text) ? 1 : 0, pattern).map((row) => String(row['key'])))
  }
  // A scan is under way: there may be values that no file says any more.
  const isThere = marked(db, createFactBlocks(db, tables), FACTS_OF.value, tables.value)
  const rows = db
    .prepare(`SELECT p.key, v.id, v.context FROM ${tables.value} v JOIN ${tables.path} p ON p.id = v.path WHERE v.value LIKE ? ESCAPE '\\'`)
    .all(pattern)
  return new Set(rows.filter((row) => row['context'] !== null || isThere[Number(row['id'])] === 1).map((row) => String(row['key'])))
}
