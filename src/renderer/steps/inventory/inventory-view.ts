import { FACETS, type FacetName } from '../../../contract/inventory-answers.ts'
import { listOf, textOf, type View } from '../../state/address-text.ts'
import { SORTED_BY } from './columns.ts'
import type { Chosen } from './use-list.ts'
import { GROUPS } from '../../parts/words.ts'

/** What of the inventory stands in its address. */
export interface Shown {
  readonly chosen: Chosen
  /** The element that is looked at. */
  readonly path: string
}

/** The inventory as its address says it: facets under their own names. */
export function viewOf({ chosen, path }: Shown): View {
  const { search, inValues, filters, groupBy, folded, sort } = chosen
  return {
    search,
    in: inValues ? 'values' : '',
    ...filters,
    by: groupBy === 'none' ? '' : groupBy,
    folded,
    sort: sort === undefined ? '' : `${sort.descending === true ? '-' : ''}${sort.by}`,
    at: path,
  }
}

/** What an address says of the inventory, as far as it makes sense. */
export function readView(view: View): Shown {
  const filters: Partial<Record<FacetName, readonly string[]>> = {}
  for (const name of FACETS) if (listOf(view, name).length > 0) filters[name] = listOf(view, name)
  const sort = textOf(view, 'sort')
  const by = sort.replace(/^-/, '')
  return {
    chosen: {
      search: textOf(view, 'search'),
      inValues: textOf(view, 'in') === 'values',
      filters,
      groupBy: GROUPS.find(({ value }) => value === textOf(view, 'by'))?.value ?? 'none',
      folded: listOf(view, 'folded'),
      sort: SORTED_BY.includes(by) ? { by, descending: sort !== by } : undefined,
    },
    path: textOf(view, 'at'),
  }
}
