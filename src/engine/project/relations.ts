import type { DatabaseSync } from 'node:sqlite'
import type { InstanceContext } from '../../core/inventory/inventory.ts'
import { contextOfRow } from './context-table.ts'
import { createFactBlocks, FACTS_OF } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'
import { IS_TEXT } from './stored-value.ts'

/** What belongs to what in a collection: of this inconsistencies are told. */
export interface Relations {
  /** Every context that some file has, with how many have it. */
  contexts(): readonly { readonly id: number; readonly files: number; readonly context: InstanceContext }[]
  /** The values of an element that are text and not empty, with the contexts in which they occur. */
  valuesIn(pathKey: string): readonly { readonly value: string; readonly contexts: readonly number[] }[]
  /** SOP Instance UIDs that several files have, in their order, with these files in the order of their paths. */
  sharedInstances(): Generator<{
    readonly sopInstance: string
    readonly files: readonly { readonly path: string; readonly size: number }[]
  }>
}

export function createRelations(db: DatabaseSync, tables: InventoryTables): Relations {
  return {
    contexts: () =>
      db
        .prepare(
          `SELECT c.*, count(*) AS files FROM ${tables.file} f JOIN ${tables.context} c ON c.id = f.context GROUP BY c.id ORDER BY c.id`,
        )
        .all()
        .map((row) => ({ id: Number(row['id']), files: Number(row['files']), context: contextOfRow(row) })),

    valuesIn(pathKey) {
      const rows = db
        .prepare(
          `SELECT v.id, v.value, v.context, v.files FROM ${tables.value} v JOIN ${tables.path} p ON p.id = v.path
           WHERE p.key = ? AND v.${IS_TEXT} AND v.value <> '' ORDER BY v.value`,
        )
        .all(pathKey)
      const indexes = new Map(rows.map((row, index) => [Number(row['id']), index]))
      const first = rows.flatMap((row, index) => (row['context'] === null ? [] : [index, Number(row['context']), Number(row['files'])]))
      const blocks = createFactBlocks(db, tables)
      const { starts, contexts } = blocks.group(FACTS_OF.value, rows.length, (what) => indexes.get(what) ?? -1, first)
      return rows.map((row, index) => ({ value: String(row['value']), contexts: [...contexts.subarray(starts[index], starts[index + 1])] }))
    },

    *sharedInstances() {
      // Read once in the order of the UIDs, rather than searched for one by one.
      const files = db
        .prepare(
          `SELECT sop_instance, path, size FROM ${tables.file} WHERE sop_instance IN
           (SELECT sop_instance FROM ${tables.file} WHERE sop_instance <> '' GROUP BY sop_instance HAVING count(*) > 1)
           ORDER BY sop_instance, path`,
        )
        .iterate()
      let found: { sopInstance: string; files: { path: string; size: number }[] } | undefined
      for (const row of files) {
        const sopInstance = String(row['sop_instance'])
        if (found?.sopInstance !== sopInstance) {
          if (found !== undefined) yield found
          found = { sopInstance, files: [] }
        }
        found.files.push({ path: String(row['path']), size: Number(row['size']) })
      }
      if (found !== undefined) yield found
    },
  }
}
