import type { DatabaseSync } from 'node:sqlite'
import type { WorkLine, WorkQuery } from '../../contract/value-answers.ts'

/** Some lines of the list that are read together when they are seen. */
export interface Part {
  readonly size: number
  lines(offset: number, limit: number): readonly WorkLine[]
  /** The first line from here on that is left, or the last before it; undefined where there is none. */
  nextLeft(from: number, back: boolean): number | undefined
}

/** The next line of all parts that is left, once around; undefined where there is none. */
export function findNext(parts: readonly Part[], { from, back = false }: NonNullable<WorkQuery['findNext']>): number | undefined {
  const starts: number[] = []
  let total = 0
  for (const part of parts) {
    starts.push(total)
    total += part.size
  }
  // Once around: from here to the end, then from the beginning to here.
  const order = parts.map((_, index) => index)
  if (back) order.reverse()
  const from0 = back ? from - 1 : from + 1
  const isAhead = (index: number): boolean => {
    const start = starts[index] ?? 0
    return back ? start <= from0 : start + (parts[index]?.size ?? 0) > from0
  }
  for (const isFirstRound of [true, false]) {
    for (const index of order) {
      const part = parts[index]
      const start = starts[index] ?? 0
      if (part === undefined || part.size === 0 || (isFirstRound && !isAhead(index))) continue
      const within = isFirstRound ? from0 - start : back ? part.size - 1 : 0
      const found = part.nextLeft(back ? Math.min(part.size - 1, within) : Math.max(0, within), back)
      if (found !== undefined) return start + found
    }
  }
  return undefined
}

export function onlyLine(line: WorkLine, isLeft: boolean): Part {
  return headLine(() => line, isLeft)
}

/** A line that is only made when it is seen: a list has thousands. */
export function headLine(line: () => WorkLine, isLeft: boolean): Part {
  return { size: 1, lines: () => [line()], nextLeft: () => (isLeft ? 0 : undefined) }
}

/** Rows of the tables, in an order of theirs. */
export interface Rows {
  readonly from: string
  readonly where: string
  readonly bound: readonly (string | number)[]
  /** What they are in the order of, and are told by. */
  readonly by: string
  /** Whether something is left of a row. */
  readonly isLeft: string
}

/** How many rows there are, and which of them is left. */
export function rowsOf(db: DatabaseSync, { from, where, bound, by, isLeft }: Rows): Omit<Part, 'lines'> {
  const one = (what: string, further = '', ...more: readonly number[]): number | undefined => {
    const value = Object.values(db.prepare(`SELECT ${what} ${from} WHERE ${where} ${further}`).get(...bound, ...more) ?? {})[0]
    return value === null || value === undefined ? undefined : Number(value)
  }
  return {
    size: one('count(*)') ?? 0,
    nextLeft(at, back) {
      const here = one(by, `ORDER BY ${by} LIMIT 1 OFFSET ?`, at)
      if (here === undefined) return undefined
      const found = back ? one(`max(${by})`, `AND ${by} <= ? AND ${isLeft}`, here) : one(`min(${by})`, `AND ${by} >= ? AND ${isLeft}`, here)
      return found === undefined ? undefined : one('count(*)', `AND ${by} < ?`, found)
    },
  }
}
