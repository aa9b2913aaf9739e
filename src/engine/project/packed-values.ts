import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Steps } from '../../core/in-steps.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** Bytes that are held at most; values of more are searched in the database. */
const MOST = 64 * 1024 * 1024
/** Values, and characters of them, that are read between two steps: a few milliseconds. */
const A_STEP = { values: 5000, characters: 1024 * 1024 } as const

/** The values of some paths, one behind the other, in lower case as far as they are ASCII. */
interface Pack {
  readonly bytes: Buffer
  /** Keys of the paths, and where the values of each end. */
  readonly keys: readonly string[]
  readonly ends: readonly number[]
}

/** The texts of all values of an inventory, held so that a search reads them at the speed of memory. */
export interface PackedValues {
  /** Keys of the paths with a value that holds a text; ASCII letters of either case meet. Undefined as long as not all is packed. */
  find(text: string): ReadonlySet<string> | undefined
  /** Packs what is not yet packed. The inventory must not change in between. */
  pack(): Steps<void>
}

export function createPackedValues(db: DatabaseSync, tables: InventoryTables): PackedValues {
  let packs: readonly Pack[] | undefined
  return {
    find(text) {
      const needle = Buffer.from(lowered(text))
      // Values are set apart by a character that none of them has in common with a text that is searched.
      if (packs === undefined || needle.includes(0)) return undefined
      const found = new Set<string>()
      for (const pack of packs) findIn(pack, needle, found)
      return found
    },
    *pack() {
      const made: Pack[] = []
      let size = 0
      for (const group of pathGroups(db, tables)) {
        for (const pack of readGroup(db, tables, group)) {
          made.push(pack)
          size += pack.bytes.length
          if (size > MOST) return
          yield
        }
      }
      packs = made
    },
  }
}

/** As SQLite does it for LIKE. */
function lowered(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function findIn({ bytes, keys, ends }: Pack, needle: Buffer, found: Set<string>): void {
  let path = 0
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, ends[path++])) {
    while ((ends[path] ?? Number.POSITIVE_INFINITY) <= at) path += 1
    const key = keys[path]
    if (key === undefined) return
    found.add(key)
  }
}

interface PathToPack {
  readonly id: number
  readonly key: string
  readonly values: number
  /** Of its values, in characters. */
  readonly longest: number
}

/** Paths in their order, so many together that one step reads them; one with more than that is alone. */
function* pathGroups(db: DatabaseSync, tables: InventoryTables): Generator<readonly PathToPack[]> {
  const rows = db
    .prepare(
      `SELECT p.id, p.key, sum(c.distinct_values) AS found, max(c.longest) AS longest
       FROM ${tables.path} p JOIN ${tables.valueCount} c ON c.path = p.id GROUP BY p.id ORDER BY p.id`,
    )
    .all()
  let group: PathToPack[] = []
  let [values, characters] = [0, 0]
  for (const row of rows) {
    const path = { id: Number(row['id']), key: String(row['key']), values: Number(row['found']), longest: Number(row['longest']) }
    values += path.values
    characters += path.values * path.longest
    if (group.length > 0 && (values > A_STEP.values || characters > A_STEP.characters)) {
      yield group
      group = []
      values = path.values
      characters = path.values * path.longest
    }
    group.push(path)
  }
  if (group.length > 0) yield group
}

function* readGroup(db: DatabaseSync, tables: InventoryTables, group: readonly PathToPack[]): Generator<Pack> {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return
  if (first === last) return yield* readPaged(db, tables, first)
  const rows = db
    .prepare(
      `SELECT path, CAST(group_concat(lower(value), char(0)) AS BLOB) AS text FROM ${tables.value} WHERE path BETWEEN ? AND ? GROUP BY path`,
    )
    .all(first.id, last.id)
  const keys = new Map(group.map(({ id, key }) => [id, key]))
  yield packOf(
    rows.flatMap((row) => {
      const key = keys.get(Number(row['path']))
      return key === undefined ? [] : [{ key, text: row['text'] as Uint8Array }]
    }),
  )
}

/** A path by itself, which may have very many values, page by page. */
function* readPaged(db: DatabaseSync, tables: InventoryTables, { id, key, longest }: PathToPack): Generator<Pack> {
  const limit = Math.min(A_STEP.values, Math.ceil(A_STEP.characters / Math.max(1, longest)))
  const pageFrom = (how: '>=' | '>'): StatementSync =>
    db.prepare(
      `SELECT CAST(group_concat(lower(value), char(0)) AS BLOB) AS text, max(value) AS last, count(*) AS found
       FROM (SELECT value FROM ${tables.value} WHERE path = ? AND value ${how} ? ORDER BY value LIMIT ${limit})`,
    )
  const next = pageFrom('>')
  let after = ''
  // The first page has the empty value too, where there is one.
  for (let page = pageFrom('>='); ; page = next) {
    const row = page.get(id, after)
    if (row === undefined || Number(row['found']) === 0) return
    after = String(row['last'])
    yield packOf([{ key, text: row['text'] as Uint8Array }])
  }
}

function packOf(parts: readonly { readonly key: string; readonly text: Uint8Array }[]): Pack {
  const keys: string[] = []
  const ends: number[] = []
  const bytes = Buffer.alloc(parts.reduce((sum, { text }) => sum + text.length + 1, 0))
  let at = 0
  for (const { key, text } of parts) {
    bytes.set(text, at)
    at += text.length + 1
    keys.push(key)
    ends.push(at)
  }
  return { bytes, keys, ends }
}
