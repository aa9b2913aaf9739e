import type { DatabaseSync } from 'node:sqlite'
import { VRS } from '../../core/dicom/vr.ts'
import { VALUE_FORMS, type PartialInventory } from '../../core/inventory/partial-inventory.ts'
import { FACTS_OF, type FactBlocks } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** Values that come again are remembered up to this number, so that memory does not grow with the collection. */
const REMEMBERED = 50_000
const REMEMBERED_LENGTH = 256

export interface ValueWriter {
  /** Writes the values of a partial and how far they reach. Within a transaction. */
  write(partial: PartialInventory, pathIds: readonly number[], contextIds: readonly number[], since: number): void
  /** What is remembered of the tables is no longer so. */
  forget(): void
}

interface ValueRow {
  readonly path: number
  readonly text: string
  readonly vr: string
  readonly form: string
  readonly digest: string
  readonly length: number
}

/**
 * Most values are met once, in one series: they are one row with their one fact, written without asking whether they are
 * there, and are not remembered. Those that are met a second time are, with their number.
 */
export function createValueWriter(db: DatabaseSync, tables: InventoryTables, blocks: FactBlocks): ValueWriter {
  const insert = db.prepare(
    `INSERT INTO ${tables.value} (path, value, vr, form, digest, length, id, since, context, files)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const select = db.prepare(
    `SELECT id FROM ${tables.value} WHERE path = ? AND value = ? AND vr = ? AND form = ? AND digest = ? AND length = ?`,
  )
  const countDistinct = db.prepare(
    `INSERT INTO ${tables.valueCount} (path, vr, form, distinct_values) VALUES (?, ?, ?, ?)
     ON CONFLICT (path, vr, form) DO UPDATE SET distinct_values = distinct_values + excluded.distinct_values`,
  )
  const highest = db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${tables.value}`)
  const remembered = new Map<string, number>()
  /** How many values were made by path, VR and form. */
  const made = new Map<string, number>()
  let nextId: number | undefined

  /** @returns the number of a new value, which is written with its fact; undefined where it is there already */
  const make = ({ path, text, vr, form, digest, length }: ValueRow, since: number, context: number, files: number): number | undefined => {
    nextId ??= Number(highest.get()?.['id']) + 1
    if (insert.run(path, text, vr, form, digest, length, nextId, since, context, files).changes === 0) return undefined
    const kind = `${path} ${vr} ${form}`
    made.set(kind, (made.get(kind) ?? 0) + 1)
    return nextId++
  }

  const find = ({ path, text, vr, form, digest, length }: ValueRow, name: string): number => {
    const id = Number(select.get(path, text, vr, form, digest, length)?.['id'])
    if (remembered.size >= REMEMBERED) remembered.clear()
    if (name !== '') remembered.set(name, id)
    return id
  }

  return {
    write(partial, pathIds, contextIds, since) {
      made.clear()
      const { values, valueFacts } = partial
      const firstFacts = firstFactsOf(partial)
      const isWritten = new Uint8Array(valueFacts.length / 3)
      const ids = new Float64Array(values.text.length)
      for (let index = 0; index < ids.length; index++) {
        const row = {
          path: pathIds[values.path[index] ?? 0] ?? 0,
          text: values.text[index] ?? '',
          vr: VRS[values.vr[index] ?? 0] ?? '',
          form: VALUE_FORMS[values.form[index] ?? 0] ?? '',
          digest: values.digest[index] ?? '',
          length: values.length[index] ?? 0,
        }
        const name = nameOf(row)
        let id = name === '' ? undefined : remembered.get(name)
        if (id === undefined) {
          const fact = firstFacts[index] ?? 0
          id = make(row, since, contextIds[valueFacts[3 * fact + 1] ?? 0] ?? 0, valueFacts[3 * fact + 2] ?? 0)
          if (id === undefined) id = find(row, name)
          else isWritten[fact] = 1
        }
        ids[index] = id
      }
      blocks.write(FACTS_OF.value, valueFacts, ids, contextIds, isWritten)
      for (const [what, count] of made) {
        const [path = '', vr = '', form = ''] = what.split(' ')
        countDistinct.run(Number(path), vr, form, count)
      }
    },
    forget() {
      remembered.clear()
      nextId = undefined
    },
  }
}

/** By which a value is remembered; empty for one too long to be worth it. */
function nameOf({ path, text, vr, form, digest, length }: ValueRow): string {
  return text.length + digest.length > REMEMBERED_LENGTH ? '' : `${path} ${vr} ${form} ${digest}${length} ${text}`
}

/** The number of the first fact of each value. */
function firstFactsOf({ values, valueFacts }: PartialInventory): Uint32Array {
  const first = new Uint32Array(values.text.length)
  for (let fact = valueFacts.length / 3 - 1; fact >= 0; fact--) first[valueFacts[3 * fact] ?? 0] = fact
  return first
}
