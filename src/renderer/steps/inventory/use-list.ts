import { reactive, ref, shallowRef } from 'vue'
import type { Facet, FacetName, FindLine, GroupBy, InventoryLine, InventoryQuery, Page } from '../../../contract/inventory-answers.ts'
import { keepFresh } from '../../state/keep-fresh.ts'
import { api, noJob, useSession } from '../../state/session.ts'
import { PAGE } from './page.ts'

/** Tells this window's lists from those of another window over the same engine. */
const WINDOW = crypto.randomUUID()
/** Lists of this window so far: none of them, of this look at the inventory or an earlier one, has another's name. */
let lists = 0

/** Lines of the list, and how long it is. */
export type ListPage = Page<InventoryLine>

/** What of the list a curator chose. */
export interface Chosen {
  search: string
  inValues: boolean
  filters: Partial<Record<FacetName, readonly string[]>>
  groupBy: GroupBy
  folded: readonly string[]
  sort: InventoryQuery['sort']
}

/**
 * The list of elements as it is on the screen. It is held: a row that is decided keeps its place though it may no longer
 * match, until the curator asks for another list.
 */
export function useList() {
  const session = useSession()
  const chosen = reactive<Chosen>({ search: '', inValues: false, filters: {}, groupBy: 'none', folded: [], sort: undefined })
  /** Lines, heads of groups among them. */
  const total = ref(0)
  /** Elements that match, whether their groups are folded or not. */
  const elements = ref(0)
  const facets = shallowRef<readonly Facet[]>([])
  const failure = ref('')
  /** Decisions have changed since the list was made, so that a new one would look otherwise. */
  const outdated = ref(false)

  function query(): InventoryQuery {
    const { search, inValues, filters, groupBy, folded, sort } = chosen
    return { search, inValues, filters, groupBy, folded, ...(sort === undefined ? {} : { sort }), held: `${WINDOW}.${lists}` }
  }

  async function ask(part: InventoryQuery): Promise<ListPage | undefined> {
    const mine = lists
    const outcome = await api.inventory({ project: session.project, query: { ...query(), ...part } }, noJob)
    // What comes late, of a list that is left, says nothing of the one that was asked for since.
    if (mine !== lists) return undefined
    failure.value = outcome.ok ? '' : outcome.failure.message
    return outcome.ok ? outcome.value : undefined
  }

  /** Says how long the list is: with its lines on the screen, not before. */
  function measure(page: ListPage): void {
    total.value = page.total
    elements.value = page.elements ?? page.total
  }

  /** Makes the list anew, and answers with its first lines and with where an element is in it; the screen is as it was. */
  async function renew(at?: FindLine): Promise<ListPage | undefined> {
    lists += 1
    outdated.value = false
    return ask({ offset: 0, limit: PAGE, ...(at === undefined ? {} : { find: at }) })
  }

  async function more(part: InventoryQuery): Promise<ListPage | undefined> {
    const page = await ask(part)
    if (page !== undefined) measure(page)
    return page
  }

  /** Lines `from` to `to`; undefined where the engine could not answer. */
  async function lines(from: number, to: number): Promise<readonly InventoryLine[] | undefined> {
    return (await more({ offset: from, limit: to - from }))?.rows
  }

  async function find(wanted: FindLine): Promise<number | undefined> {
    return (await more({ limit: 0, find: wanted }))?.found
  }

  const loadFacets = keepFresh(async () => {
    const { held: _held, ...now } = query()
    const outcome = await api.facets({ project: session.project, query: now }, noJob)
    if (outcome.ok) facets.value = outcome.value
  })

  /** Whether a decision can change which elements are in the list, or where. */
  function followsDecisions(): boolean {
    const isFiltered = (['state', 'decision', 'proposal', 'flag'] as const).some((name) => (chosen.filters[name]?.length ?? 0) > 0)
    return isFiltered || chosen.groupBy === 'proposal' || /^(decision|proposal|operation|treatment)$/.test(chosen.sort?.by ?? '')
  }

  /** Decisions have changed: the list stays as it is, and says where it would not be the same any more. */
  function outdate(): void {
    outdated.value = followsDecisions()
  }

  function toggleFilter(name: FacetName, value: string): void {
    const before = chosen.filters[name] ?? []
    chosen.filters = { ...chosen.filters, [name]: before.includes(value) ? before.filter((one) => one !== value) : [...before, value] }
  }

  function clearFilter(name: FacetName): void {
    const { [name]: _gone, ...others } = chosen.filters
    chosen.filters = others
  }

  function toggleFold(key: string): void {
    chosen.folded = chosen.folded.includes(key) ? chosen.folded.filter((one) => one !== key) : [...chosen.folded, key]
  }

  function group(by: GroupBy): void {
    if (by !== chosen.groupBy) Object.assign(chosen, { groupBy: by, folded: [] })
  }

  function sortBy(sort: Chosen['sort']): void {
    if (JSON.stringify(sort) !== JSON.stringify(chosen.sort)) chosen.sort = sort
  }

  return {
    group,
    sortBy,
    chosen,
    total,
    elements,
    facets,
    failure,
    outdated,
    outdate,
    query,
    renew,
    measure,
    lines,
    find,
    loadFacets,
    toggleFilter,
    clearFilter,
    toggleFold,
  }
}

export type InventoryList = ReturnType<typeof useList>
