import type { InventoryLine, InventoryQuery, Page } from '../../contract/inventory-answers.ts'
import type { Session } from '../session/session.ts'
import type { HeldLists } from './held-lists.ts'
import { elementLine } from './inventory-view.ts'

/**
 * A page of a project that has just been opened, while most of its rows are still being made: the same as it will be
 * among them.
 * @returns undefined where the page follows from more than its own rows: from a search, a filter, an order, groups
 */
export function earlyPage(session: Session, lists: HeldLists, query: InventoryQuery): Page<InventoryLine> | undefined {
  const { offset = 0, limit = Number.POSITIVE_INFINITY, held, find, groupBy = 'none', sort, search = '', filters = {} } = query
  const isWhole = search.trim() === '' && sort === undefined && Object.values(filters).every((chosen) => chosen.length === 0)
  if (!isWhole || groupBy !== 'none' || (find !== undefined && !('path' in find))) return undefined
  const list = session.inventory.elements()
  const before = held === undefined ? undefined : lists.held(session.project.dir, held)
  if (before !== undefined && !(before.length === list.length && before.every((path, index) => path === list[index]?.path)))
    return undefined
  const rows = session.rowsBetween(offset, Math.min(list.length, offset + limit))
  if (rows === undefined) return undefined
  if (held !== undefined && before === undefined)
    lists.hold(
      session.project.dir,
      held,
      list.map(({ path }) => path),
    )
  const found = find === undefined ? undefined : session.places().get(find.path)
  return { total: list.length, elements: list.length, rows: rows.map(elementLine), ...(found === undefined ? {} : { found }) }
}
