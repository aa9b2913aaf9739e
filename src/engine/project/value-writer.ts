import type { DatabaseSync } from 'node:sqlite'
import type { PartialInventory } from '../../core/inventory/partial-inventory.ts'
import { FACTS_OF, type FactBlocks } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'
import { hasLetters, kindOf, storedDigest } from './stored-value.ts'
import type { ValueRun } from './value-runs.ts'

/** Values that come again are remembered up to this number, so that memory does not grow with the collection. */
const REMEMBERED = 50_000
const REMEMBERED_LENGTH = 256

export interface ValueWriter {
  /** Writes the values of a partial and how far they reach. Within a transaction. */
  write(partial: PartialInventory, pathIds: readonly number[], contextIds: readonly number[], since: number): void
  /** Writes a run of values of a path and a context. Within a transaction. */
  writeRun(run: ValueRun, path: number, context: number, since: number): void
  /** What is remembered of the tables is no longer so. */
  forget(): void
}

/** What was made of one path and kind. */
interface Made {
  readonly path: number
  readonly kind: number
  count: number
  longest: number
  hasLetters: boolean
}

/**
 * Most values are met once, in one series: they are one row with their one fact, written without asking whether they are
 * there, and are not remembered. Those that are met a second time are, with their number.
 */
export function createValueWriter(db: DatabaseSync, tables: InventoryTables, blocks: FactBlocks): ValueWriter {
  const insert = db.prepare(
    `INSERT INTO ${tables.value} (path, value, kind, digest, id, since, context, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  // `OR IGNORE`, with which no row can end the statement: otherwise SQLite keeps what every page was before, in a file of its own.
  const insertRun = db.prepare(
    `INSERT OR IGNORE INTO ${tables.value} (path, value, kind, digest, id, since, context, files)
     SELECT ?, j.value, ?, '', ? + j.key, ?, ?, ? FROM json_each(?) j`,
  )
  const idsOfRun = db.prepare(
    `SELECT v.id FROM json_each(?) j CROSS JOIN ${tables.value} v WHERE v.path = ? AND v.value = j.value AND v.kind = ? AND v.digest = ''`,
  )
  const select = db.prepare(`SELECT id FROM ${tables.value} WHERE path = ? AND value = ? AND kind = ? AND digest = ?`)
  const countDistinct = db.prepare(
    `INSERT INTO ${tables.valueCount} (path, kind, distinct_values, longest, has_letters) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (path, kind) DO UPDATE SET distinct_values = distinct_values + excluded.distinct_values,
       longest = max(longest, excluded.longest), has_letters = max(has_letters, excluded.has_letters)`,
  )
  const highest = db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${tables.value}`)
  const remembered = new Map<string, number>()
  let nextId: number | undefined

  const find = (path: number, text: string, kind: number, digest: string, name: string): number => {
    const id = Number(select.get(path, text, kind, digest)?.['id'])
    if (remembered.size >= REMEMBERED) remembered.clear()
    if (name !== '') remembered.set(name, id)
    return id
  }

  const firstFree = (): number => nextId ?? Number(highest.get()?.['id']) + 1

  return {
    write(partial, pathIds, contextIds, since) {
      nextId = firstFree()
      const { values, valueFacts } = partial
      const firstFacts = firstFactsOf(partial)
      const isWritten = new Uint8Array(valueFacts.length / 3)
      const ids = new Float64Array(values.text.length)
      const made: Made[] = []
      let last: Made | undefined
      for (let index = 0; index < ids.length; index++) {
        const path = pathIds[values.path[index] ?? 0] ?? 0
        const text = values.text[index] ?? ''
        const form = values.form[index] ?? 0
        const kind = kindOf(values.vr[index] ?? 0, form)
        const digest = storedDigest(form, values.length[index] ?? 0, values.digest[index] ?? '')
        const name = nameOf(path, text, kind, digest)
        const known = name === '' ? undefined : remembered.get(name)
        if (known !== undefined) {
          ids[index] = known
          continue
        }
        const fact = firstFacts[index] ?? 0
        const context = contextIds[valueFacts[3 * fact + 1] ?? 0] ?? 0
        if (insert.run(path, text, kind, digest, nextId, since, context, valueFacts[3 * fact + 2] ?? 0).changes === 0) {
          ids[index] = find(path, text, kind, digest, name)
          continue
        }
        ids[index] = nextId++
        isWritten[fact] = 1
        // Values come path by path.
        if (last === undefined || last.path !== path || last.kind !== kind) {
          last = { path, kind, count: 0, longest: 0, hasLetters: false }
          made.push(last)
        }
        last.count += 1
        if (text.length > last.longest) last.longest = text.length
        if (!last.hasLetters && hasLetters(text)) last.hasLetters = true
      }
      blocks.write(FACTS_OF.value, valueFacts, ids, contextIds, isWritten)
      for (const each of made) countDistinct.run(each.path, each.kind, each.count, each.longest, each.hasLetters ? 1 : 0)
    },
    writeRun({ vr, form, texts, count, files, longest, hasLetters: letters }, path, context, since) {
      const first = firstFree()
      const kind = kindOf(vr, form)
      const written = Number(insertRun.run(path, kind, first, since, context, files, texts).changes)
      nextId = first + count
      if (written > 0) countDistinct.run(path, kind, written, longest, letters ? 1 : 0)
      if (written === count) return
      // Some were there before: their rows have another fact already.
      const known = idsOfRun.all(texts, path, kind).flatMap((row) => (Number(row['id']) < first ? [Number(row['id'])] : []))
      const facts = Uint32Array.from(known.flatMap((_, index) => [index, 0, files]))
      blocks.write(FACTS_OF.value, facts, known, [context])
    },
    forget() {
      remembered.clear()
      nextId = undefined
    },
  }
}

/** By which a value is remembered; empty for one too long to be worth it. */
function nameOf(path: number, text: string, kind: number, digest: string): string {
  return text.length + digest.length > REMEMBERED_LENGTH ? '' : `${path} ${kind} ${digest} ${text}`
}

/** The number of the first fact of each value. */
function firstFactsOf({ values, valueFacts }: PartialInventory): Uint32Array {
  const first = new Uint32Array(values.text.length)
  for (let fact = valueFacts.length / 3 - 1; fact >= 0; fact--) first[valueFacts[3 * fact] ?? 0] = fact
  return first
}
