import { FACETS, type Facet } from '../../contract/inventory-answers.ts'
import { isReady, madeReady } from '../session/made-ready.ts'
import type { Session } from '../session/session.ts'
import { countChoices, placesPassing, type Filters, type RowNumbers, type ValueNumbers } from './facet-counts.ts'
import { facetCounterOf } from './facets.ts'

/** What was kept of the rows of a project when it was closed: enough to count and to filter them before they are made again. */
export interface KeptFacets {
  /** As `FacetCounter` would count all rows. */
  count(filters: Filters): readonly Facet[]
  /** The places of the rows that pass every filter, in their order. */
  passing(filters: Filters): readonly number[]
}

/** As it is written: facet by facet, since nearly all rows have one of few lists of values. */
interface Written {
  readonly values: readonly (readonly string[])[]
  /** The lists of numbers of values that rows have. */
  readonly lists: readonly (readonly (readonly number[])[])[]
  /** Of each row, the place of its list. */
  readonly rows: readonly (readonly number[])[]
}

/**
 * What each row of a session has of each facet, as it was kept with the project.
 * @returns undefined where nothing was kept, or where anything that it follows from is no longer the same
 */
export function keptFacets(session: Session): KeptFacets | undefined {
  const by = session.fingerprint()
  if (by === undefined) return undefined
  const there = held.get(session)
  if (there?.by === by) return there.kept
  const text = session.inventory.keptFacets()
  if (text?.startsWith(by) !== true) return undefined
  const kept = read(JSON.parse(text.slice(by.length)) as Written)
  held.set(session, { by, kept })
  return kept
}

const held = new WeakMap<Session, { readonly by: string; readonly kept: KeptFacets }>()

/**
 * Keeps with the project what its rows have of each facet, for who opens it next. Nothing where it is only looked at, or
 * while a scan goes on; nothing where the machine refuses it, since nothing needs it.
 */
export function keepFacets(session: Session): void {
  const { project, inventory } = session
  if (project.lookOnly || !inventory.isWhole()) return
  try {
    const by = session.fingerprint()
    if (by === undefined || inventory.keptFacets()?.startsWith(by) === true) return
    const counter = facetCounterOf(session)
    const rows = session.rows().map(counter.numbersOf)
    // Another process may have approved something meanwhile.
    if (session.fingerprint() !== by) return
    inventory.keepFacets(by + JSON.stringify(written(rows, counter.values)))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** Makes the rows of a session, once the inventory has changed, and keeps this of them. */
export async function keepFacetsAnew(session: Session): Promise<void> {
  try {
    await madeReady(session)
  } catch (error) {
    // Whoever asks for the rows is told why there are none.
    if (error instanceof Error && 'code' in error) return
    throw error
  }
  if (session.project.isOpen()) keepFacets(session)
}

/** Before a project is closed: of one whose rows nobody has asked for they are not made for this. */
export function keepFacetsAtLast(session: Session): void {
  if (isReady(session)) keepFacets(session)
}

function written(rows: readonly RowNumbers[], values: ValueNumbers): Written {
  const lists = FACETS.map((): (readonly number[])[] => [])
  const places = FACETS.map((_, facet) => {
    const known = new Map<string, number>()
    return rows.map((row) => {
      const list = row[facet] ?? []
      const key = list.join()
      let place = known.get(key)
      if (place === undefined) {
        place = (lists[facet] ?? []).push(list) - 1
        known.set(key, place)
      }
      return place
    })
  })
  return { values: values.map((table) => [...table.keys()]), lists, rows: places }
}

function read({ values, lists, rows: places }: Written): KeptFacets {
  const numbers = values.map((names) => new Map(names.map((name, number) => [name, number])))
  const rows = (places[0] ?? []).map((_, row): RowNumbers => FACETS.map((_name, facet) => lists[facet]?.[places[facet]?.[row] ?? -1] ?? []))
  const asItIs = (row: RowNumbers): RowNumbers => row
  return {
    count: (filters) => countChoices(rows, asItIs, numbers, filters),
    passing: (filters) => placesPassing(rows, asItIs, numbers, filters),
  }
}
