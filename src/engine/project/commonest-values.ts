import type { DatabaseSync } from 'node:sqlite'
import type { IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { EVIDENCE_RULES } from '../../core/annotation/value-evidence.ts'
import type { ContextTable } from './context-table.ts'
import { createFactBlocks, FACTS_OF, type GroupedFacts } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'
import { BEFORE_ALL, IS_NO_SEQUENCE, storedValue, VALUE_KEY, type StoredValue, type ValueKey } from './stored-value.ts'

/** A value among those of its element that say most. */
export interface TellingValue extends StoredValue {
  /** It shares something with an identity of this collection. */
  readonly overlaps: boolean
}

/** Of how many values of an element the order is kept with the project, and for which elements: others are read at once. */
const KEPT = 500
const MANY = 1000
/** Values that are read together. */
const PIECE = 20_000

/** The values of an element that say most: those that overlap an identity first, then the commonest. */
export interface CommonestValues {
  /** @param path its number */
  first(path: number, limit: number, overlap: () => IdentityOverlap): readonly TellingValue[]
  /** Has the first values of all elements with many ready. Within a transaction. */
  makeReady(overlap: IdentityOverlap): void
}

export function createCommonestValues(db: DatabaseSync, tables: InventoryTables, contexts: () => ContextTable): CommonestValues {
  const blocks = createFactBlocks(db, tables)
  const { value, valueCount, telling } = tables
  const readKept = db.prepare(`SELECT text FROM ${telling} WHERE path = ?`)
  const keep = db.prepare(`INSERT OR REPLACE INTO ${telling} (path, text) VALUES (?, ?)`)
  /** Column by column: row by row would take several times as long. */
  const piece = db.prepare(`
    SELECT json_group_array(id), json_group_array(context), json_group_array(files), json_group_array(value) FROM
    (SELECT id, context, files, value FROM ${value}
     WHERE path = ? AND (${VALUE_KEY}) > (?, ?, ?) AND ${IS_NO_SEQUENCE} ORDER BY ${VALUE_KEY} LIMIT ${PIECE})`)
  piece.setReturnArrays(true)
  const keyOf = db.prepare(`
    SELECT ${VALUE_KEY} FROM ${value} WHERE path = ? AND (${VALUE_KEY}) > (?, ?, ?) AND ${IS_NO_SEQUENCE}
    ORDER BY ${VALUE_KEY} LIMIT 1 OFFSET ${PIECE - 1}`)
  keyOf.setReturnArrays(true)
  const byIds = db.prepare(`SELECT * FROM ${value} WHERE path = ? AND id IN (SELECT value FROM json_each(?))`)

  const pieces = function* (path: number): Generator<Columns> {
    for (let after: ValueKey | undefined = BEFORE_ALL; after !== undefined;) {
      const [ids = '[]', contextsOf = '[]', files = '[]', texts = '[]'] = piece.get(path, ...after) as unknown as readonly string[]
      yield {
        ids: JSON.parse(ids) as number[],
        contexts: JSON.parse(contextsOf) as (number | null)[],
        files: JSON.parse(files) as number[],
        texts: JSON.parse(texts) as string[],
      }
      after = keyOf.get(path, ...after) as unknown as ValueKey | undefined
    }
  }

  /** The numbers of the first values in their order, and how far each reaches. */
  const read = (path: number, limit: number, overlap: IdentityOverlap): readonly TellingValue[] => {
    const ids: number[] = []
    const overlaps: boolean[] = []
    const inRows: number[] = []
    for (const columns of pieces(path)) {
      for (const [at, id] of columns.ids.entries()) {
        const context = columns.contexts[at]
        if (typeof context === 'number') inRows.push(ids.length, context, columns.files[at] ?? 0)
        const text = columns.texts[at] ?? ''
        overlaps.push(text !== '' && overlap(text) !== undefined)
        ids.push(id)
      }
    }
    const places = new Map(ids.map((id, place) => [id, place]))
    const facts = blocks.group(FACTS_OF.value, ids.length, (what) => places.get(what) ?? -1, inRows)
    const chosen = firstOf(ids, facts, overlaps, limit)
    const reach = contexts().reachOf(facts)
    const chosenIds = chosen.map((place) => ids[place] ?? 0)
    const rows = new Map(byIds.all(path, JSON.stringify(chosenIds)).map((row) => [Number(row['id']), row]))
    return chosen.flatMap((place, at) => {
      const row = rows.get(chosenIds[at] ?? 0)
      return row === undefined ? [] : [{ ...storedValue(row, reach(place, undefined, 0)), overlaps: overlaps[place] === true }]
    })
  }

  return {
    first(path, limit, overlap) {
      const kept = limit > KEPT ? undefined : readKept.get(path)?.['text']
      const { rules, values } = kept === undefined ? NOTHING_KEPT : (JSON.parse(String(kept)) as Kept)
      return rules === EVIDENCE_RULES ? values.slice(0, limit) : read(path, limit, overlap())
    },
    makeReady(overlap) {
      db.exec(`DELETE FROM ${telling}`)
      const many = db.prepare(`SELECT path FROM ${valueCount} GROUP BY path HAVING sum(distinct_values) > ${MANY}`).all()
      for (const { path } of many) {
        const kept: Kept = { rules: EVIDENCE_RULES, values: read(Number(path), KEPT, overlap) }
        keep.run(Number(path), JSON.stringify(kept))
      }
    },
  }
}

interface Columns {
  readonly ids: readonly number[]
  readonly contexts: readonly (number | null)[]
  readonly files: readonly number[]
  readonly texts: readonly string[]
}

interface Kept {
  /** The rules by which values overlap. */
  readonly rules: number
  readonly values: readonly TellingValue[]
}

const NOTHING_KEPT: Kept = { rules: -1, values: [] }

/** Beyond any number of files. */
const OVERLAPS = 2 ** 40

/** The places of the first values in their order, without sorting all: there may be a million. What no file says any more is passed over. */
function firstOf(ids: readonly number[], { starts, files }: GroupedFacts, overlaps: readonly boolean[], limit: number): readonly number[] {
  const weights = Float64Array.from(ids, (_, place) => {
    let weight = 0
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) weight += files[at] ?? 0
    return weight > 0 && overlaps[place] === true ? weight + OVERLAPS : weight
  })
  const least = limit < weights.length ? (weights.toSorted()[weights.length - limit] ?? 0) : 0
  const above: number[] = []
  const equal: number[] = []
  for (const [place, weight] of weights.entries()) {
    if (weight > least) above.push(place)
    else if (weight === least && weight > 0 && equal.length < limit) equal.push(place)
  }
  const weightAt = (place: number): number => weights[place] ?? 0
  return [...above.sort((a, b) => weightAt(b) - weightAt(a) || a - b), ...equal].slice(0, Math.max(0, limit))
}
