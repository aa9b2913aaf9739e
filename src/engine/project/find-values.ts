import type { InventoryElement } from '../../core/inventory/inventory.ts'
import type { Steps } from '../../core/in-steps.ts'
import { createFactBlocks, FACTS_OF } from './fact-blocks.ts'
import { marked } from './inventory-reader.ts'
import { inventoryTables } from './inventory-schema.ts'
import { createPackedValues } from './packed-values.ts'
import type { Project } from './project.ts'
import { hasLetters } from './stored-value.ts'

/** Texts of which it is remembered where they are: a list and its counts ask for the same, and so does who takes a letter back. */
const REMEMBERED = 16

/** Finds texts in all values of one state of an inventory. */
export interface ValueSearch {
  /** The keys of all paths with a value that holds a text; ASCII letters of either case meet. */
  find(text: string): ReadonlySet<string>
  /** Has the values at hand for every further search; before, and where they are too many, the database reads them. */
  makeReady(): Steps<void>
}

const searches = new WeakMap<readonly InventoryElement[], ValueSearch>()

/** @param elements the list of all elements, which is another after every change of the inventory */
export function valueSearch(project: Project, elements: readonly InventoryElement[]): ValueSearch {
  const search = searches.get(elements) ?? createValueSearch(project)
  searches.set(elements, search)
  return search
}

function createValueSearch(project: Project): ValueSearch {
  const tables = inventoryTables('collection')
  const packed = createPackedValues(project.db, tables)
  const remembered = new Map<string, ReadonlySet<string>>()
  return {
    find(text) {
      const there = remembered.get(text)
      if (there !== undefined) return there
      const found = packed.find(text) ?? pathsWithValue(project, text)
      for (const oldest of [...remembered.keys()].slice(0, remembered.size - REMEMBERED + 1)) remembered.delete(oldest)
      remembered.set(text, found)
      return found
    },
    *makeReady() {
      // While a scan is under way there may be values that no file says any more.
      if (!isStale(project)) yield* packed.pack()
    },
  }
}

function isStale({ db }: Project): boolean {
  return db.prepare(`SELECT 1 FROM ${inventoryTables('collection').note} WHERE key = 'stale'`).get() !== undefined
}

/** {@link ValueSearch.find}, by the database. */
function pathsWithValue(project: Project, text: string): ReadonlySet<string> {
  const { db } = project
  const tables = inventoryTables('collection')
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  if (!isStale(project)) {
    // Path by path, each only to its first value that holds the text, and not where none can: most values are numbers.
    const paths = db.prepare(`
      SELECT p.key FROM ${tables.path} p
      WHERE p.id IN (SELECT path FROM ${tables.valueCount} WHERE longest >= ? AND has_letters >= ?)
      AND EXISTS (SELECT 1 FROM ${tables.value} v WHERE v.path = p.id AND v.value LIKE ? ESCAPE '\\')`)
    return new Set(paths.all(text.length, hasLetters(text) ? 1 : 0, pattern).map((row) => String(row['key'])))
  }
  const isThere = marked(db, createFactBlocks(db, tables), FACTS_OF.value, tables.value)
  const rows = db
    .prepare(`SELECT p.key, v.id, v.context FROM ${tables.value} v JOIN ${tables.path} p ON p.id = v.path WHERE v.value LIKE ? ESCAPE '\\'`)
    .all(pattern)
  return new Set(rows.filter((row) => row['context'] !== null || isThere[Number(row['id'])] === 1).map((row) => String(row['key'])))
}
