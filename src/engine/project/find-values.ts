import { inventoryTables } from './inventory-schema.ts'
import type { Project } from './project.ts'

/** The keys of all paths with a value that holds a text; ASCII letters of either case meet. */
export function pathsWithValue(project: Project, text: string): ReadonlySet<string> {
  const tables = inventoryTables('collection')
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  const rows = project.db
    .prepare(
      `SELECT DISTINCT p.key FROM ${tables.value} v JOIN ${tables.path} p ON p.id = v.path
       WHERE v.value LIKE ? ESCAPE '\\' AND (v.context IS NOT NULL OR EXISTS (SELECT 1 FROM ${tables.valueFact} f WHERE f.what = v.id))`,
    )
    .all(pattern)
  return new Set(rows.map((row) => String(row['key'])))
}
