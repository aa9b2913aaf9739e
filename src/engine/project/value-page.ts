import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { ReachOf } from './context-table.ts'
import type { InventoryTables } from './inventory-schema.ts'
import { BEFORE_ALL, IS_NO_SEQUENCE, storedValue, VALUE_KEY, type StoredValue, type ValueKey } from './stored-value.ts'

/** Some of the values of an element, in their order. */
export interface ValuePage {
  readonly values: readonly StoredValue[]
  /** Distinct values that hold what is searched for; all of them where nothing is. */
  readonly total: number
  /** Where the next page begins; undefined after the last. */
  readonly next: ValueKey | undefined
}

export interface PageQuery {
  /** A text that values are to hold; ASCII letters of either case meet. Empty for every value. */
  readonly search: string
  /** The `next` of the page before. */
  readonly after: ValueKey | undefined
  readonly limit: number
}

const HOLDS = "value LIKE ? ESCAPE '\\'"

/**
 * Pages of the values of an element, each found by its key, however many there are before it.
 * @param path its number
 * @param reachOf how far a value reaches, by its number
 */
export function createValuePages(
  db: DatabaseSync,
  { value, valueCount }: InventoryTables,
  reachOf: () => ReachOf,
): (path: number, query: PageQuery) => ValuePage {
  const pageOf = (condition: string): StatementSync =>
    db.prepare(`
      SELECT id, value, kind, digest, since, context, files FROM ${value}
      WHERE path = ? AND ${IS_NO_SEQUENCE} AND (${VALUE_KEY}) > (?, ?, ?) ${condition} ORDER BY ${VALUE_KEY} LIMIT ?`)
  const all = pageOf('')
  const found = pageOf(`AND ${HOLDS}`)
  const countAll = db.prepare(`SELECT sum(distinct_values) AS found FROM ${valueCount} WHERE path = ? AND ${IS_NO_SEQUENCE}`)
  const countFound = db.prepare(`SELECT count(*) AS found FROM ${value} WHERE path = ? AND ${IS_NO_SEQUENCE} AND ${HOLDS}`)

  return (path, { search, after, limit }) => {
    const pattern = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
    const key = after ?? BEFORE_ALL
    const rows = search === '' ? all.all(path, ...key, limit) : found.all(path, ...key, pattern, limit)
    const count = (): number => Number((search === '' ? countAll.get(path) : countFound.get(path, pattern))?.['found'] ?? 0)
    const reach = reachOf()
    const values = rows.flatMap((row) => {
      const context = row['context'] === null ? undefined : Number(row['context'])
      const where = reach(Number(row['id']), context, Number(row['files']))
      // While a scan goes on there may be values that no file says any more.
      return where.files > 0 ? [storedValue(row, where)] : []
    })
    const last = rows.length < limit ? undefined : rows.at(-1)
    return {
      values,
      // Where everything found is on this page nobody need look again.
      total: after === undefined && last === undefined ? rows.length : count(),
      next: last === undefined ? undefined : [String(last['value']), Number(last['kind']), String(last['digest'])],
    }
  }
}
