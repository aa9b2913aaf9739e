import type { InventoryQuery } from '../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'

/** Lists that windows look at now; more than there are windows. */
const MOST_LISTS = 8

/** What a list of rows is taken from. */
export interface RowSource {
  /** Tells one project's lists from another's. */
  readonly project: string
  row(path: PathText): InventoryRow | undefined
  /** The rows that a query leaves now, in its order. */
  select(query: InventoryQuery): readonly InventoryRow[]
}

/**
 * Lists that stay as they were when they were first asked for, each under its name: a row that was decided keeps its
 * place though it no longer matches, so that nothing moves under the hand of who decides. What a row says is always
 * as it is now.
 */
export interface HeldLists {
  rows(source: RowSource, query: InventoryQuery): readonly InventoryRow[]
  /** The list of a project that is held under a name. */
  held(project: string, name: string): readonly PathText[] | undefined
  /** Holds a list under a name. */
  hold(project: string, name: string, list: readonly PathText[]): void
}

export function createHeldLists(): HeldLists {
  const lists = new Map<string, readonly PathText[]>()
  const keyOf = (project: string, name: string): string => JSON.stringify([project, name])
  const hold = (project: string, name: string, list: readonly PathText[]): void => {
    for (const oldest of [...lists.keys()].slice(0, lists.size - MOST_LISTS + 1)) lists.delete(oldest)
    lists.set(keyOf(project, name), list)
  }
  return {
    held: (project, name) => lists.get(keyOf(project, name)),
    hold,
    rows(source, query) {
      if (query.held === undefined) return source.select(query)
      const list = lists.get(keyOf(source.project, query.held))
      if (list !== undefined) return list.flatMap((path) => source.row(path) ?? [])
      const rows = source.select(query)
      hold(
        source.project,
        query.held,
        rows.map((row) => row.element.path),
      )
      return rows
    },
  }
}
