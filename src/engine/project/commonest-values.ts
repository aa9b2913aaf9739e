import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import type { VR } from '../../core/dicom/vr.ts'
import { finished, type Steps } from '../../core/in-steps.ts'
import { EVIDENCE_RULES } from '../../core/annotation/value-evidence.ts'
import type { ReachOf } from './context-table.ts'
import type { GroupedFacts } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'
import { BEFORE_ALL, IS_NO_SEQUENCE, storedValue, VALUE_KEY, vrOfKind, type StoredValue, type ValueKey } from './stored-value.ts'

/** A value among those of its element that say most. */
export interface TellingValue extends StoredValue {
  /** It shares something with an identity of this collection. */
  readonly overlaps: boolean
}

/** Of how many values of an element the order is kept with the project, and for which elements: others are read at once. */
const KEPT = 500
const MANY = 20_000
/** VRs in which no name stands if they are what they say; of so many values none is searched for one. */
const WITHOUT_WORDS: ReadonlySet<VR> = new Set<VR>(['DA', 'DT', 'TM', 'UI'])
const MOST_SEARCHED = 20_000
/** Values that are read together, and that are weighed between two steps. */
const PIECE = 4000
const AT_ONCE = 2000

/** The values of an element that say most: those that overlap an identity first, then the commonest. */
export interface CommonestValues {
  /** @param path its number */
  first(path: number, limit: number, overlap: () => IdentityOverlap): readonly TellingValue[]
  /** The first values of all elements with many, as {@link keep} takes them. */
  gather(overlap: IdentityOverlap): Steps<FirstValues>
  /** Has them ready from here on. Within a transaction. */
  keep(values: FirstValues): void
}

/** By the number of the element's path. */
export type FirstValues = ReadonlyMap<number, readonly TellingValue[]>

/**
 * @param facts of all values, by their numbers
 * @param reachOf how far a value reaches, by its number
 */
export function createCommonestValues(
  db: DatabaseSync,
  tables: InventoryTables,
  facts: () => GroupedFacts,
  reachOf: () => ReachOf,
): CommonestValues {
  const { value, valueCount, telling } = tables
  const readKept = db.prepare(`SELECT text FROM ${telling} WHERE path = ?`)
  const keep = db.prepare(`INSERT OR REPLACE INTO ${telling} (path, text) VALUES (?, ?)`)
  /** Column by column: row by row would take several times as long. */
  const pieceOf = (columns: readonly string[]): StatementSync => {
    const piece = db.prepare(`
      SELECT ${columns.map((column) => `json_group_array(${column})`).join(', ')} FROM (SELECT ${columns.join(', ')} FROM ${value}
      WHERE path = ? AND (${VALUE_KEY}) > (?, ?, ?) AND ${IS_NO_SEQUENCE} ORDER BY ${VALUE_KEY} LIMIT ${PIECE})`)
    piece.setReturnArrays(true)
    return piece
  }
  const withTexts = pieceOf(['id', 'files', 'value'])
  const withoutTexts = pieceOf(['id', 'files'])
  const kindsOf = db.prepare(`SELECT kind, distinct_values FROM ${valueCount} WHERE path = ?`)
  const keyOf = db.prepare(`
    SELECT ${VALUE_KEY} FROM ${value} WHERE path = ? AND (${VALUE_KEY}) > (?, ?, ?) AND ${IS_NO_SEQUENCE}
    ORDER BY ${VALUE_KEY} LIMIT 1 OFFSET ${PIECE - 1}`)
  keyOf.setReturnArrays(true)
  const byIds = db.prepare(`SELECT * FROM ${value} WHERE path = ? AND id IN (SELECT value FROM json_each(?))`)

  /** Whether the values of a path are searched for identities: of very many UIDs, dates and times none is. */
  const isSearched = (path: number): boolean => {
    const kinds = kindsOf.all(path)
    const count = kinds.reduce((sum, row) => sum + Number(row['distinct_values']), 0)
    return count <= MOST_SEARCHED || kinds.some((row) => !WITHOUT_WORDS.has(vrOfKind(Number(row['kind']))))
  }

  const pieces = function* (path: number): Generator<Columns> {
    const piece = isSearched(path) ? withTexts : withoutTexts
    for (let after: ValueKey | undefined = BEFORE_ALL; after !== undefined;) {
      const [ids = '[]', files = '[]', texts = '[]'] = piece.get(path, ...after) as unknown as readonly string[]
      yield { ids: JSON.parse(ids) as number[], files: JSON.parse(files) as number[], texts: JSON.parse(texts) as string[] }
      after = keyOf.get(path, ...after) as unknown as ValueKey | undefined
    }
  }

  /** The numbers of the first values in their order, and how far each reaches. */
  const read = function* (path: number, limit: number, overlap: IdentityOverlap): Steps<readonly TellingValue[]> {
    const heaviest = heaviestOf(limit)
    const { starts, files: further } = facts()
    for (const { ids, files, texts } of pieces(path)) {
      for (const [at, id] of ids.entries()) {
        if (at % AT_ONCE === 0) yield
        let weight = files[at] ?? 0
        for (let fact = starts[id] ?? 0; fact < (starts[id + 1] ?? 0); fact++) weight += further[fact] ?? 0
        const text = texts[at] ?? ''
        heaviest.add(id, weight > 0 && text !== '' && overlap(text) !== undefined ? weight + OVERLAPS : weight)
      }
    }
    const chosen = heaviest.all()
    const reach = reachOf()
    const rows = new Map(byIds.all(path, JSON.stringify(chosen.map(({ id }) => id))).map((row) => [Number(row['id']), row]))
    return chosen.flatMap(({ id, weight }) => {
      const row = rows.get(id)
      if (row === undefined) return []
      const context = row['context'] === null ? undefined : Number(row['context'])
      return [{ ...storedValue(row, reach(id, context, Number(row['files']))), overlaps: weight >= OVERLAPS }]
    })
  }

  return {
    first(path, limit, overlap) {
      const kept = limit > KEPT ? undefined : readKept.get(path)?.['text']
      const { rules, values } = kept === undefined ? NOTHING_KEPT : (JSON.parse(String(kept)) as Kept)
      return rules === EVIDENCE_RULES ? values.slice(0, limit) : finished(read(path, limit, overlap()))
    },
    *gather(overlap) {
      const found = new Map<number, readonly TellingValue[]>()
      const many = db.prepare(`SELECT path FROM ${valueCount} GROUP BY path HAVING sum(distinct_values) > ${MANY}`).all()
      for (const { path } of many) found.set(Number(path), yield* read(Number(path), KEPT, overlap))
      return found
    },
    keep(all) {
      db.exec(`DELETE FROM ${telling}`)
      for (const [path, values] of all) keep.run(path, JSON.stringify({ rules: EVIDENCE_RULES, values } satisfies Kept))
    },
  }
}

interface Columns {
  readonly ids: readonly number[]
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

interface Weighed {
  readonly id: number
  readonly weight: number
  readonly place: number
}

/**
 * The heaviest of values that come in their order, in this order where they weigh the same: no more than twice as many
 * are held, since there may be a million. What weighs nothing is said by no file any more.
 */
function heaviestOf(limit: number): { add(id: number, weight: number): void; all(): readonly Weighed[] } {
  let held: Weighed[] = []
  let least = 0
  let place = 0
  const cut = (): void => {
    held.sort((a, b) => b.weight - a.weight || a.place - b.place)
    held = held.slice(0, limit)
  }
  return {
    add(id, weight) {
      place += 1
      if (weight <= least) return
      held.push({ id, weight, place })
      if (held.length < 2 * limit) return
      cut()
      least = held.at(-1)?.weight ?? 0
    },
    all() {
      cut()
      return held
    },
  }
}
