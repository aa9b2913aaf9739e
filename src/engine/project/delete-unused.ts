import type { DatabaseSync } from 'node:sqlite'
import { createFactBlocks, FACTS_OF } from './fact-blocks.ts'
import { marked } from './inventory-reader.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** Deletes the values, paths and creators of which no file says anything any more. Within a transaction. */
export function deleteUnused(db: DatabaseSync, tables: InventoryTables): void {
  const { value, path, creator, valueCount } = tables
  const blocks = createFactBlocks(db, tables)
  const valuesThere = marked(db, blocks, FACTS_OF.value, value)
  const key = ['path', 'value', 'kind', 'digest'] as const
  const remove = db.prepare(`DELETE FROM ${value} WHERE ${key.map((field) => `${field} = ?`).join(' AND ')}`)
  const without = db.prepare(`SELECT ${key.join(', ')}, id FROM ${value} WHERE context IS NULL`).all()
  for (const row of without) if (valuesThere[Number(row['id'])] !== 1) remove.run(...key.map((field) => row[field] ?? null))
  for (const [table, of] of [
    [path, FACTS_OF.path],
    [creator, FACTS_OF.creator],
  ] as const) {
    const isThere = marked(db, blocks, of, table)
    const removeById = db.prepare(`DELETE FROM ${table} WHERE id = ?`)
    for (const { id } of db.prepare(`SELECT id FROM ${table}`).all()) if (isThere[Number(id)] !== 1) removeById.run(Number(id))
  }
  db.exec(`
    UPDATE ${valueCount} AS c SET distinct_values = (SELECT count(*) FROM ${value} v WHERE v.path = c.path AND v.kind = c.kind);
    DELETE FROM ${valueCount} WHERE distinct_values = 0;`)
}
