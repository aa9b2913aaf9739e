import { reactive, ref, shallowRef, watch } from 'vue'
import type { Facet, FacetName, GroupBy, InventoryLine, InventoryQuery } from '../../../contract/curation-api.ts'
import { api, noJob, useSession } from '../../state/session.ts'

export const PAGE = 200

/** What the inventory shows: the query, how many lines it leaves, the facets beside it. Remembered for each project. */
export function useInventory() {
  const session = useSession()
  const query = reactive({
    search: '',
    inValues: false,
    filters: {} as Partial<Record<FacetName, readonly string[]>>,
    groupBy: 'none' as GroupBy,
    folded: [] as readonly string[],
    sort: undefined as InventoryQuery['sort'] | undefined,
  })
  const total = ref(0)
  const facets = shallowRef<readonly Facet[]>([])
  const failure = ref('')

  function asked(): InventoryQuery {
    return {
      search: query.search,
      inValues: query.inValues,
      filters: query.filters,
      groupBy: query.groupBy,
      folded: query.folded,
      ...(query.sort === undefined ? {} : { sort: query.sort }),
    }
  }

  /** Lines `from` to `to` of the grid; undefined where the engine could not answer. */
  async function lines(from: number, to: number, sort: InventoryQuery['sort'] | undefined): Promise<readonly InventoryLine[] | undefined> {
    query.sort = sort
    const outcome = await api.inventory({ project: session.project, query: { ...asked(), offset: from, limit: to - from } }, noJob)
    failure.value = outcome.ok ? '' : outcome.failure.message
    if (!outcome.ok) return undefined
    total.value = outcome.value.total
    return outcome.value.rows
  }

  /** The paths of all elements that match, whether they are on the screen or not. */
  async function allPaths(): Promise<readonly string[]> {
    const outcome = await api.inventory({ project: session.project, query: { ...asked(), groupBy: 'none' } }, noJob)
    return outcome.ok ? outcome.value.rows.flatMap((line) => (line.kind === 'element' ? [line.row.element.path] : [])) : []
  }

  async function loadFacets(): Promise<void> {
    const outcome = await api.facets({ project: session.project, query: asked() }, noJob)
    if (outcome.ok) facets.value = outcome.value
  }

  function toggleFilter(name: FacetName, value: string): void {
    const chosen = query.filters[name] ?? []
    query.filters = { ...query.filters, [name]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] }
  }

  function toggleFold(key: string): void {
    query.folded = query.folded.includes(key) ? query.folded.filter((one) => one !== key) : [...query.folded, key]
  }

  async function restore(): Promise<void> {
    const saved = await api.windowState({ project: session.project }, noJob)
    const state = saved.ok ? saved.value['inventory'] : undefined
    if (typeof state === 'object' && state !== null) Object.assign(query, state)
  }

  let saving: ReturnType<typeof setTimeout> | undefined
  watch(query, () => {
    clearTimeout(saving)
    const { sort: _sort, ...kept } = query
    saving = setTimeout(() => void api.saveWindowState({ project: session.project, state: { inventory: kept } }, noJob), 400)
  })

  return { query, total, facets, failure, lines, allPaths, loadFacets, toggleFilter, toggleFold, restore }
}

export type InventoryState = ReturnType<typeof useInventory>
