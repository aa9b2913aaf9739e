import type { DatabaseSync } from 'node:sqlite'
import { VRS } from '../../core/dicom/vr.ts'
import { eachFact, VALUE_FORMS, type PartialInventory } from '../../core/inventory/partial-inventory.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** Values that come again are remembered up to this number, so that memory does not grow with the collection. */
const REMEMBERED = 100_000
const REMEMBERED_LENGTH = 256

export interface ValueWriter {
  /** Writes the values of a partial and how far they reach. Within a transaction. */
  write(partial: PartialInventory, pathIds: readonly number[], contextIds: readonly number[], since: number): void
  /** What is remembered of the tables is no longer so. */
  forget(): void
}

/**
 * Most values are met once, in one series: they are one row, written without asking whether they are there, and are
 * not remembered. Those that are met a second time are, with their number.
 */
export function createValueWriter(db: DatabaseSync, tables: InventoryTables): ValueWriter {
  const insert = db.prepare(
    `INSERT INTO ${tables.value} (path, value, vr, form, digest, length, id, since, context, files)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const key = 'path = ? AND value = ? AND vr = ? AND form = ? AND digest = ? AND length = ?'
  const select = db.prepare(`SELECT id, context, files FROM ${tables.value} WHERE ${key}`)
  const outsource = db.prepare(`UPDATE ${tables.value} SET context = NULL, files = 0 WHERE ${key}`)
  const count = db.prepare(
    `INSERT INTO ${tables.valueFact} (what, context, files) VALUES (?, ?, ?)
     ON CONFLICT (what, context) DO UPDATE SET files = files + excluded.files`,
  )
  const countDistinct = db.prepare(
    `INSERT INTO ${tables.valueCount} (path, vr, form, distinct_values) VALUES (?, ?, ?, ?)
     ON CONFLICT (path, vr, form) DO UPDATE SET distinct_values = distinct_values + excluded.distinct_values`,
  )
  const highest = db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${tables.value}`)
  const remembered = new Map<string, number>()
  let nextId: number | undefined

  /** @returns the value's number, made or found */
  const idOf = (row: ValueRow, since: number, fact: SingleFact | undefined): number => {
    const { path, text, vr, form, digest, length } = row
    const isShort = text.length + digest.length <= REMEMBERED_LENGTH
    const name = isShort ? `${path} ${vr} ${form} ${digest}${length} ${text}` : ''
    const known = isShort ? remembered.get(name) : undefined
    if (known !== undefined) {
      if (fact !== undefined) count.run(known, fact.context, fact.files)
      return known
    }
    nextId ??= Number(highest.get()?.['id']) + 1
    const { changes } = insert.run(path, text, vr, form, digest, length, nextId, since, fact?.context ?? null, fact?.files ?? 0)
    if (changes !== 0) {
      made.set(`${path} ${vr} ${form}`, (made.get(`${path} ${vr} ${form}`) ?? 0) + 1)
      nextId += 1
      return nextId - 1
    }
    const found = select.get(path, text, vr, form, digest, length) ?? {}
    const id = Number(found['id'])
    if (found['context'] !== null) {
      count.run(id, Number(found['context']), Number(found['files']))
      outsource.run(path, text, vr, form, digest, length)
    }
    if (fact !== undefined) count.run(id, fact.context, fact.files)
    if (remembered.size >= REMEMBERED) remembered.clear()
    if (isShort) remembered.set(name, id)
    return id
  }
  /** How many values were made by path, VR and form. */
  const made = new Map<string, number>()

  return {
    write(partial, pathIds, contextIds, since) {
      made.clear()
      const { values, valueFacts } = partial
      const facts = factsOf(partial)
      const ids = new Float64Array(values.text.length)
      for (let index = 0; index < ids.length; index++) {
        const at = facts.only[index] ?? -1
        const fact = at < 0 ? undefined : { context: contextIds[valueFacts[at + 1] ?? 0] ?? 0, files: valueFacts[at + 2] ?? 0 }
        const row = {
          path: pathIds[values.path[index] ?? 0] ?? 0,
          text: values.text[index] ?? '',
          vr: VRS[values.vr[index] ?? 0] ?? '',
          form: VALUE_FORMS[values.form[index] ?? 0] ?? '',
          digest: values.digest[index] ?? '',
          length: values.length[index] ?? 0,
        }
        ids[index] = idOf(row, since, fact)
      }
      eachFact(valueFacts, (what, context, files) => {
        if ((facts.only[what] ?? -1) < 0) count.run(ids[what] ?? 0, contextIds[context] ?? 0, files)
      })
      for (const [what, values] of made) {
        const [path = '', vr = '', form = ''] = what.split(' ')
        countDistinct.run(Number(path), vr, form, values)
      }
    },
    forget() {
      remembered.clear()
      nextId = undefined
    },
  }
}

interface ValueRow {
  readonly path: number
  readonly text: string
  readonly vr: string
  readonly form: string
  readonly digest: string
  readonly length: number
}

interface SingleFact {
  readonly context: number
  readonly files: number
}

/** Where the fact of a value is that has one only; -1 where it has several. */
function factsOf({ values, valueFacts }: PartialInventory): { readonly only: Int32Array } {
  const only = new Int32Array(values.text.length).fill(NONE)
  for (let at = 0; at + 2 < valueFacts.length; at += 3) {
    const what = valueFacts[at] ?? 0
    only[what] = only[what] === NONE ? at : SEVERAL
  }
  return { only }
}

const NONE = -2
const SEVERAL = -1
