import type { WorkQuery } from '../../contract/value-answers.ts'

/** What a query leaves, as SQL. */
export interface Filter {
  readonly where: string
  readonly bound: readonly (string | number)[]
}

export const all = (...filters: readonly (Filter | undefined)[]): Filter => {
  const there = filters.filter((filter) => filter !== undefined)
  return { where: there.map(({ where }) => `(${where})`).join(' AND ') || '1', bound: there.flatMap(({ bound }) => bound) }
}

/** ASCII letters of either case meet, as everywhere in searches. */
export function holds(column: string, search: string | undefined): Filter | undefined {
  const text = search?.trim() ?? ''
  return text === '' ? undefined : { where: `${column} LIKE ? ESCAPE '\\'`, bound: [`%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`] }
}

/** Lines of which something was left since then stay where they are. */
export const sinceOf = (query: WorkQuery): number => query.since ?? Number.MAX_SAFE_INTEGER

/** Texts of which something is left, or was when the list began. */
export function stillThere(query: WorkQuery): Filter | undefined {
  if (query.only === 'all') return undefined
  const left = { where: 'x.remaining > 0 OR x.seq > ?', bound: [sinceOf(query)] }
  return query.only === 'overlap' ? all(left, { where: 'x.overlap = 1', bound: [] }) : left
}

/** Texts in which the token of the query occurs. */
export function withToken(query: WorkQuery): Filter | undefined {
  return query.token === undefined
    ? undefined
    : { where: 'x.id IN (SELECT w.text FROM work_word w JOIN work_token t ON t.id = w.token WHERE t.token = ?)', bound: [query.token] }
}
