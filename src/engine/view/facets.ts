import type { FacetName, Facet } from '../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { FACETS } from '../../contract/inventory-answers.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import { leafOf, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { groupOf, hex } from '../../core/dicom/tag.ts'
import type { VR } from '../../core/dicom/vr.ts'
import { isOpen } from './is-open.ts'

/** What a row has of each facet; a row with several (VRs, manufacturers) counts for each. */
export function facetValues(row: InventoryRow, name: FacetName): readonly string[] {
  const { element, annotation, decision, proposal } = row
  switch (name) {
    case 'state':
      if (isOpen(row)) return ['open']
      return row.operations.includes('blocked') ? [] : ['settled']
    case 'source':
      return [annotation.source]
    case 'tagGroup':
      return [groupNumber(element.path)]
    case 'operation':
      return row.operations
    case 'basic':
      return [annotation.tableE === '' ? 'none' : annotation.tableE]
    case 'decision':
      return [decision?.choice.decision ?? 'undecided']
    case 'proposal':
      return [proposal.choice.decision]
    case 'code':
      return [annotation.effective.code === '' ? 'none' : annotation.effective.code]
    case 'knowledge':
      return [annotation.knowledge === '' ? 'none' : annotation.knowledge]
    case 'vr':
      return element.vrs
    case 'manufacturer':
      return [...new Set(element.equipment.map((one) => one.manufacturer))]
    case 'model':
      return [...new Set(element.equipment.map((one) => one.model))]
    case 'modality':
      return element.modalities
    case 'flag':
      return [...row.flags, ...kindsOf(element.vrs), ...(annotation.knowledge === 'conflict' ? ['conflict'] : [])]
  }
}

/** `0010`: the group of the element, wherever it stands; `outside` where it is in no data set. */
function groupNumber(path: PathText): string {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element') return 'outside'
  const leaf = leafOf(parsed)
  return hex(leaf.kind === 'public' ? groupOf(leaf.tag) : leaf.group, 4)
}

const NUMBERS: ReadonlySet<VR> = new Set<VR>(['DS', 'IS', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV', 'OD', 'OF', 'OL', 'OV'])
const WORDS: ReadonlySet<VR> = new Set<VR>(['AE', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT'])

/** What the VRs let the values be, where that is worth a filter: numbers, or text that a person may have written. */
function kindsOf(vrs: readonly VR[]): readonly string[] {
  if (vrs.length > 0 && vrs.every((vr) => NUMBERS.has(vr))) return ['number']
  return vrs.some((vr) => WORDS.has(vr)) ? ['text'] : []
}

export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>

/**
 * Counts facets again and again over rows of which most stay the same: what a row has of each facet is found out once,
 * as numbers, and a row that has not changed is the same object.
 */
export interface FacetCounter {
  /** Each facet's choices with the number of rows that choosing it would show, under all other filters. */
  count(rows: readonly InventoryRow[], filters: Filters): readonly Facet[]
  /** The rows that pass every filter. */
  passing(rows: readonly InventoryRow[], filters: Filters): readonly InventoryRow[]
}

/** Facets that follow from what is proposed and decided; all others from the element and what is known of it. */
const DECIDED: ReadonlySet<FacetName> = new Set<FacetName>(['state', 'decision', 'proposal', 'operation', 'flag'])
const NONE: readonly number[] = []

export function createFacetCounter(): FacetCounter {
  const tables = FACETS.map(() => new Map<string, number>())
  const known = new WeakMap<InventoryRow, readonly (readonly number[])[]>()
  /** What an element has whatever is decided of it. */
  const lasting = new WeakMap<Annotation, readonly (readonly number[])[]>()
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
  const numbersOf = (row: InventoryRow): readonly (readonly number[])[] => {
    const there = known.get(row)
    if (there !== undefined) return there
    const before = lasting.get(row.annotation)
    const numbers = FACETS.map((name, facet) => (DECIDED.has(name) ? undefined : before?.[facet]) ?? listOf(facet, facetValues(row, name)))
    known.set(row, numbers)
    if (before === undefined) lasting.set(row.annotation, numbers)
    return numbers
  }
  /** The facets that somebody chose of, with the numbers of what was chosen. */
  const chosenOf = (filters: Filters): readonly { readonly facet: number; readonly wanted: ReadonlySet<number> }[] =>
    FACETS.flatMap((name, facet) => {
      const wanted = filters[name] ?? []
      return wanted.length === 0 ? [] : [{ facet, wanted: new Set(wanted.map((one) => numberOf(facet, one))) }]
    })
  const has = (numbers: readonly number[] | undefined, wanted: ReadonlySet<number>): boolean =>
    numbers?.some((one) => wanted.has(one)) === true

  return {
    passing(rows, filters) {
      const chosen = chosenOf(filters)
      if (chosen.length === 0) return rows
      return rows.filter((row) => {
        const numbers = numbersOf(row)
        return chosen.every(({ facet, wanted }) => has(numbers[facet], wanted))
      })
    },
    count(rows, filters) {
      const chosen = chosenOf(filters)
      const counts = FACETS.map((): number[] => [])
      for (const row of rows) {
        const numbers = numbersOf(row)
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
        choices: choicesOf(counts[facet] ?? [], tables[facet] ?? new Map(), filters[name] ?? []),
      }))
    },
  }
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
    if (count > 0 || chosen.includes(value)) choices.push({ value, count })
  }
  return choices.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

const counters = new WeakMap<object, FacetCounter>()

/** The one counter of a project. */
export function facetCounterOf(session: object): FacetCounter {
  let counter = counters.get(session)
  if (counter === undefined) counters.set(session, (counter = createFacetCounter()))
  return counter
}
