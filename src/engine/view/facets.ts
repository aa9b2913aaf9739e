import { FACETS, type Facet, type FacetName } from '../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import { countChoices, placesPassing, type Filters, type RowNumbers, type ValueNumbers } from './facet-counts.ts'
import { facetValues } from './facet-values.ts'

/**
 * Counts facets again and again over rows of which most stay the same: what a row has of each facet is found out once,
 * as numbers, and a row that has not changed is the same object.
 */
export interface FacetCounter {
  /** Each facet's choices with the number of rows that choosing it would show, under all other filters. */
  count(rows: readonly InventoryRow[], filters: Filters): readonly Facet[]
  /** The rows that pass every filter. */
  passing(rows: readonly InventoryRow[], filters: Filters): readonly InventoryRow[]
  /** What a row has of each facet, by the numbers of {@link values}. */
  numbersOf(row: InventoryRow): RowNumbers
  /** The numbers that values have been given so far. */
  readonly values: ValueNumbers
}

/** Facets that follow from what is proposed and decided; all others from the element and what is known of it. */
const DECIDED: ReadonlySet<FacetName> = new Set<FacetName>(['state', 'decision', 'proposal', 'operation', 'flag'])
const NONE: readonly number[] = []

export function createFacetCounter(): FacetCounter {
  const tables = FACETS.map(() => new Map<string, number>())
  const known = new WeakMap<InventoryRow, RowNumbers>()
  /** What an element has whatever is decided of it. */
  const lasting = new WeakMap<Annotation, RowNumbers>()
  /** Of each number the list of it alone: most rows have one of a facet, and there are many rows. */
  const alone: (readonly number[])[] = []

  const numberOf = (facet: number, value: string): number => {
    const table = tables[facet] ?? new Map<string, number>()
    let there = table.get(value)
    if (there === undefined) table.set(value, (there = table.size))
    return there
  }
  const listOf = (facet: number, values: readonly string[]): readonly number[] => {
    const [first] = values
    if (first === undefined) return NONE
    if (values.length > 1) return values.map((one) => numberOf(facet, one))
    const number = numberOf(facet, first)
    return (alone[number] ??= [number])
  }
  const numbersOf = (row: InventoryRow): RowNumbers => {
    const there = known.get(row)
    if (there !== undefined) return there
    const before = lasting.get(row.annotation)
    const numbers = FACETS.map((name, facet) => (DECIDED.has(name) ? undefined : before?.[facet]) ?? listOf(facet, facetValues(row, name)))
    known.set(row, numbers)
    if (before === undefined) lasting.set(row.annotation, numbers)
    return numbers
  }
  const numberAll = (rows: readonly InventoryRow[]): void => rows.forEach(numbersOf)

  return {
    values: tables,
    numbersOf,
    passing(rows, filters) {
      if (FACETS.every((name) => (filters[name] ?? []).length === 0)) return rows
      numberAll(rows)
      return placesPassing(rows, numbersOf, tables, filters).flatMap((place) => rows[place] ?? [])
    },
    count(rows, filters) {
      numberAll(rows)
      return countChoices(rows, numbersOf, tables, filters)
    },
  }
}

const counters = new WeakMap<object, FacetCounter>()

/** The one counter of a project. */
export function facetCounterOf(session: object): FacetCounter {
  let counter = counters.get(session)
  if (counter === undefined) counters.set(session, (counter = createFacetCounter()))
  return counter
}
