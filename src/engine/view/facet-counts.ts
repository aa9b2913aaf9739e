import { FACETS, type Facet, type FacetName } from '../../contract/inventory-answers.ts'

export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>

/** What a row has of each facet, in the order of `FACETS`: numbers that stand for values. */
export type RowNumbers = readonly (readonly number[])[]

/** Of each facet the number that stands for each value. */
export type ValueNumbers = readonly ReadonlyMap<string, number>[]

/** The places of the rows that pass every filter, in their order. */
export function placesPassing<T>(
  rows: readonly T[],
  of: (row: T) => RowNumbers,
  values: ValueNumbers,
  filters: Filters,
): readonly number[] {
  const chosen = chosenOf(values, filters)
  const places: number[] = []
  for (const [place, row] of rows.entries()) {
    const numbers = of(row)
    if (chosen.every(({ facet, wanted }) => has(numbers[facet], wanted))) places.push(place)
  }
  return places
}

/** Each facet's choices with the number of rows that choosing it would show, under all other filters. */
export function countChoices<T>(rows: readonly T[], of: (row: T) => RowNumbers, values: ValueNumbers, filters: Filters): readonly Facet[] {
  const chosen = chosenOf(values, filters)
  const counts = FACETS.map((): number[] => [])
  for (const row of rows) {
    const numbers = of(row)
    // A row counts for every facet where it passes all filters, and for one alone where it fails only there.
    let failing = -1
    let failures = 0
    for (const { facet, wanted } of chosen) {
      if (has(numbers[facet], wanted)) continue
      failing = facet
      failures += 1
    }
    if (failures > 1) continue
    for (let facet = 0; facet < counts.length; facet++) if (failures === 0 || facet === failing) add(counts[facet], numbers[facet])
  }
  return FACETS.map((name, facet) => ({
    name,
    choices: choicesOf(counts[facet] ?? [], values[facet] ?? new Map(), filters[name] ?? []),
  }))
}

interface Chosen {
  readonly facet: number
  readonly wanted: ReadonlySet<number>
}

/** Stands for what no row has. */
const NO_VALUE = -1

/** The facets that somebody chose of, with the numbers of what was chosen. */
function chosenOf(values: ValueNumbers, filters: Filters): readonly Chosen[] {
  return FACETS.flatMap((name, facet) => {
    const wanted = filters[name] ?? []
    return wanted.length === 0 ? [] : [{ facet, wanted: new Set(wanted.map((one) => values[facet]?.get(one) ?? NO_VALUE)) }]
  })
}

function has(numbers: readonly number[] | undefined, wanted: ReadonlySet<number>): boolean {
  return numbers?.some((one) => wanted.has(one)) === true
}

function add(counts: number[] | undefined, numbers: readonly number[] | undefined): void {
  if (counts === undefined || numbers === undefined) return
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1
}

/** The commonest first; what is chosen stays among them though nothing is left of it. */
function choicesOf(counts: readonly number[], table: ReadonlyMap<string, number>, chosen: readonly string[]): Facet['choices'] {
  const choices: { value: string; count: number }[] = []
  for (const [value, number] of table) {
    const count = counts[number] ?? 0
    if (count > 0) choices.push({ value, count })
  }
  for (const value of new Set(chosen)) if ((counts[table.get(value) ?? NO_VALUE] ?? 0) === 0) choices.push({ value, count: 0 })
  return choices.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
