import type { InventoryLine, InventoryQuery, Page } from '../../contract/inventory-answers.ts'
import type { Session } from '../session/session.ts'
import type { HeldLists } from './held-lists.ts'
import { elementLine } from './inventory-view.ts'
import { keptFacets } from './kept-facets.ts'

/**
 * A page of a project that has just been opened, while most of its rows are still being made: the same as it will be
 * among them.
 * @returns undefined where the page follows from more than its own rows and what was kept of all: from a search, an
 * order, groups, or from filters where nothing was kept
 */
export function earlyPage(session: Session, lists: HeldLists, query: InventoryQuery): Page<InventoryLine> | undefined {
  const { offset = 0, limit = Number.POSITIVE_INFINITY, held, find, groupBy = 'none', sort, search = '', filters = {} } = query
  if (search.trim() !== '' || sort !== undefined || groupBy !== 'none' || (find !== undefined && !('path' in find))) return undefined
  const list = session.inventory.elements()
  const isFiltered = Object.values(filters).some((chosen) => chosen.length > 0)
  const places = isFiltered ? keptFacets(session)?.passing(filters) : [...list.keys()]
  if (places === undefined) return undefined
  const paths = places.map((place) => list[place]?.path ?? '')
  const before = held === undefined ? undefined : lists.held(session.project.dir, held)
  if (before !== undefined && !(before.length === paths.length && before.every((path, index) => path === paths[index]))) return undefined
  const rows = session.rowsAt(places.slice(offset, offset + limit))
  if (rows === undefined) return undefined
  if (held !== undefined && before === undefined) lists.hold(session.project.dir, held, paths)
  const found = find === undefined ? -1 : paths.indexOf(find.path)
  return { total: paths.length, elements: paths.length, rows: rows.map(elementLine), ...(found < 0 ? {} : { found }) }
}
