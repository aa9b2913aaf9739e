import type { ColumnState, GridApi } from 'ag-grid-community'
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { InventoryLine, InventoryQuery } from '../../../contract/inventory-answers.ts'
import { useAppearance } from '../../state/appearance.ts'
import { api as engine, noJob } from '../../state/session.ts'
import { DENSITIES, OPTIONAL_COLUMNS, type Density } from './columns.ts'

/** Columns that leave first where the grid is narrow, below this width, as long as nobody asked for them. */
const GIVES_WAY: Readonly<Record<string, number>> = { manufacturers: 1000, spread: 880 }
const SAVE_AFTER_MS = 400

/** Columns and height of rows under a name, to come back to. */
export interface Layout {
  readonly name: string
  readonly columns: readonly ColumnState[]
  readonly density: Density
}

/** What a layout is about: which columns, in which order, how wide. */
function stateOf(api: GridApi<InventoryLine>): readonly ColumnState[] {
  return api
    .getColumnState()
    .map(({ colId, width, hide, flex }) => ({ colId, ...(width === undefined ? {} : { width }), hide: hide === true, flex: flex ?? null }))
}

function readLayouts(saved: unknown): readonly Layout[] {
  if (!Array.isArray(saved)) return []
  return (saved as readonly unknown[]).flatMap((one): readonly Layout[] => {
    if (typeof one !== 'object' || one === null) return []
    const { name, columns, density } = one as Record<string, unknown>
    if (typeof name !== 'string' || !Array.isArray(columns)) return []
    return [{ name, columns: columns as readonly ColumnState[], density: DENSITIES.find((height) => height === density) ?? 28 }]
  })
}

/** The grid's columns as a person has them, in every project: which, how wide, in which order, and how high the rows are. */
export function useGridColumns() {
  const grid = shallowRef<GridApi<InventoryLine>>()
  const hidden = ref<ReadonlySet<string>>(new Set())
  const appearance = useAppearance()
  const density = ref<Density>(appearance.rowHeight)
  let sorting: InventoryQuery['sort']
  let saved: readonly ColumnState[] = []
  /** Layouts under a name, the oldest first. */
  const layouts = ref<readonly Layout[]>([])
  /** The layout that was used last, as long as nothing was changed since. */
  const current = ref('')
  let standard: readonly ColumnState[] = []
  /** Those of them that are shown or not by a person's own choice. */
  let chosen: readonly string[] = []
  let saving: ReturnType<typeof setTimeout> | undefined
  let observer: ResizeObserver | undefined

  function restore(state: unknown): void {
    if (typeof state !== 'object' || state === null) return
    const { columns, density: height, chosenColumns, layouts: named, using } = state as Record<string, unknown>
    if (Array.isArray(columns)) saved = columns as readonly ColumnState[]
    density.value = DENSITIES.find((one) => one === height) ?? appearance.rowHeight
    chosen = Array.isArray(chosenColumns) ? chosenColumns.filter((one) => typeof one === 'string') : []
    layouts.value = readLayouts(named)
    current.value = typeof using === 'string' ? using : ''
  }

  function attach(api: GridApi<InventoryLine>, frame: HTMLElement): void {
    grid.value = api
    standard = stateOf(api)
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
      grid.value?.setColumnWidths([{ key: 'path', newWidth: Math.round(Math.max(144, Math.min(300, width * 0.2 - 30))) }])
    for (const [column, room] of Object.entries(GIVES_WAY)) {
      if (chosen.includes(column)) continue
      const visible = grid.value?.getColumn(column)?.isVisible()
      if (visible !== width >= room) grid.value?.setColumnsVisible([column], width >= room)
    }
    note()
  }

  /** Gives columns that are narrower at least this width. */
  function widen(least: Readonly<Record<string, number>>): void {
    const narrow = Object.entries(least).filter(([column, width]) => (grid.value?.getColumn(column)?.getActualWidth() ?? width) < width)
    grid.value?.setColumnWidths(narrow.map(([key, newWidth]) => ({ key, newWidth })))
  }

  /** Reads which columns are put away. */
  function note(): void {
    const state = grid.value?.getColumnState() ?? []
    hidden.value = new Set(state.filter((one) => one.hide === true).map((one) => one.colId))
  }

  function changed(): void {
    note()
    current.value = ''
    saveSoon()
  }

  function saveSoon(): void {
    clearTimeout(saving)
    saving = setTimeout(save, SAVE_AFTER_MS)
  }

  function save(): void {
    clearTimeout(saving)
    saving = undefined
    const columns = grid.value === undefined ? saved : stateOf(grid.value)
    saved = columns
    const kept = { columns, density: density.value, chosenColumns: chosen, layouts: layouts.value, using: current.value }
    void engine.saveWindowState({ state: { grid: kept } }, noJob)
  }

  /** Lays the columns out as they were when the layout was kept; without a name, as they are at first. */
  function use(name: string): void {
    const layout = layouts.value.find((one) => one.name === name)
    grid.value?.applyColumnState({ state: [...(layout?.columns ?? standard)], applyOrder: true })
    if (sorting !== undefined) sortAs(sorting)
    setDensity(layout?.density ?? appearance.rowHeight)
    chosen = layout === undefined ? [] : Object.keys(GIVES_WAY)
    note()
    current.value = layout?.name ?? ''
    saveSoon()
  }

  /** Keeps the columns as they are now under a name; one that was kept under it before goes. */
  function keepAs(name: string): void {
    if (grid.value === undefined || name.trim() === '') return
    const layout: Layout = { name: name.trim(), columns: stateOf(grid.value), density: density.value }
    layouts.value = [...layouts.value.filter((one) => one.name !== layout.name), layout]
    current.value = layout.name
    saveSoon()
  }

  function drop(name: string): void {
    layouts.value = layouts.value.filter((one) => one.name !== name)
    if (current.value === name) current.value = ''
    saveSoon()
  }

  function toggle(column: string): void {
    if (column in GIVES_WAY) chosen = [...chosen, column]
    grid.value?.setColumnsVisible([column], hidden.value.has(column))
    changed()
  }

  function setDensity(height: Density): void {
    density.value = height
    grid.value?.updateGridOptions({ rowHeight: height })
    changed()
  }

  watch(() => appearance.rowHeight, setDensity)

  onBeforeUnmount(() => {
    observer?.disconnect()
    if (saving !== undefined) save()
  })

  return {
    layouts,
    current,
    use,
    keepAs,
    drop,
    hidden,
    density,
    restore,
    attach,
    widen,
    sortAs,
    changed,
    toggle,
    setDensity,
    optional: OPTIONAL_COLUMNS,
  }
}
