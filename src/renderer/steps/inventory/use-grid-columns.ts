import type { ColumnState, GridApi } from 'ag-grid-community'
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import type { InventoryLine, InventoryQuery } from '../../../contract/curation-api.ts'
import { api as engine, noJob } from '../../state/session.ts'
import { DENSITIES, OPTIONAL_COLUMNS, type Density } from './columns.ts'

/** Below this width of the grid the makers leave first, as long as nobody asked for them. */
const NARROW = 1000
const SAVE_AFTER_MS = 400

/** The grid's columns as a person has them, in every project: which, how wide, in which order, and how high the rows are. */
export function useGridColumns() {
  const grid = shallowRef<GridApi<InventoryLine>>()
  const hidden = ref<ReadonlySet<string>>(new Set())
  const density = ref<Density>(28)
  let sorting: InventoryQuery['sort']
  let saved: readonly ColumnState[] = []
  /** Whether the makers are shown or not by a person's own choice. */
  let makersChosen = false
  let saving: ReturnType<typeof setTimeout> | undefined
  let observer: ResizeObserver | undefined

  function restore(state: unknown): void {
    if (typeof state !== 'object' || state === null) return
    const { columns, density: height, makersChosen: chosen } = state as Record<string, unknown>
    if (Array.isArray(columns)) saved = columns as readonly ColumnState[]
    density.value = DENSITIES.find((one) => one === height) ?? 28
    makersChosen = chosen === true
  }

  function attach(api: GridApi<InventoryLine>, frame: HTMLElement): void {
    grid.value = api
    if (saved.length > 0) api.applyColumnState({ state: [...saved], applyOrder: true })
    if (sorting !== undefined) sortAs(sorting)
    observer = new ResizeObserver(([entry]) => fit(entry?.contentRect.width ?? 0))
    observer.observe(frame)
    fit(frame.clientWidth)
  }

  /** Sorts by a column, as a click on its head would; before the grid is there, as soon as it is. */
  function sortAs(sort: InventoryQuery['sort']): void {
    sorting = sort
    const state = sort === undefined ? [] : [{ colId: sort.by, sort: sort.descending === true ? ('desc' as const) : ('asc' as const) }]
    grid.value?.applyColumnState({ state, defaultState: { sort: null } })
  }

  function fit(width: number): void {
    if (width === 0) return
    // Pinned columns do not share what is left over, so the path takes its part by itself until a person says how wide it is.
    if (saved.length === 0)
      grid.value?.setColumnWidths([{ key: 'path', newWidth: Math.round(Math.max(150, Math.min(300, width * 0.2 - 20))) }])
    if (makersChosen) return
    const visible = grid.value?.getColumn('manufacturers')?.isVisible()
    if (visible !== width >= NARROW) grid.value?.setColumnsVisible(['manufacturers'], width >= NARROW)
    note()
  }

  /** Reads which columns are put away. */
  function note(): void {
    const state = grid.value?.getColumnState() ?? []
    hidden.value = new Set(state.filter((one) => one.hide === true).map((one) => one.colId))
  }

  function changed(): void {
    note()
    clearTimeout(saving)
    saving = setTimeout(save, SAVE_AFTER_MS)
  }

  function save(): void {
    clearTimeout(saving)
    saving = undefined
    const columns = (grid.value?.getColumnState() ?? []).map(({ colId, width, hide, flex }) => ({ colId, width, hide, flex }))
    saved = columns as readonly ColumnState[]
    void engine.saveWindowState({ state: { grid: { columns, density: density.value, makersChosen } } }, noJob)
  }

  function toggle(column: string): void {
    if (column === 'manufacturers') makersChosen = true
    grid.value?.setColumnsVisible([column], hidden.value.has(column))
    changed()
  }

  function setDensity(height: Density): void {
    density.value = height
    grid.value?.updateGridOptions({ rowHeight: height })
    changed()
  }

  onBeforeUnmount(() => {
    observer?.disconnect()
    if (saving !== undefined) save()
  })

  return { hidden, density, restore, attach, sortAs, changed, toggle, setDensity, optional: OPTIONAL_COLUMNS }
}
