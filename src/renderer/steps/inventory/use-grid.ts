import type { GridApi, IDatasource, IRowNode } from 'ag-grid-community'
import { shallowRef, watch } from 'vue'
import type { FindLine, InventoryLine } from '../../../contract/inventory-answers.ts'
import type { InventoryRow } from '../../../contract/inventory-row.ts'
import { focusStays, isFocusLost } from '../../parts/focus.ts'
import { PAGE } from './page.ts'
import type { InventoryList, ListPage } from './use-list.ts'

/** The line that is looked at: the panel follows it, and marks are for it. */
export interface CurrentLine {
  readonly index: number
  /** Undefined while it is being loaded. */
  readonly line: InventoryLine | undefined
}

const PATIENCE_MS = 1000

export interface GridHooks {
  /** What a row looks like on the screen, whatever the engine has recorded so far. */
  current(row: InventoryRow): InventoryRow
  isSelected(path: string): boolean
  select(rows: readonly InventoryRow[], on: boolean): void
  /** Rows that came from the engine. */
  arrived(rows: readonly InventoryRow[]): void
}

/**
 * The grid over a list: its lines, the line that is looked at, and moving along them. One line is always looked at where
 * there is one; it can be looked at while something else has the keyboard's focus.
 */
export function useGrid(list: InventoryList, hooks: GridHooks) {
  const api = shallowRef<GridApi<InventoryLine>>()
  const current = shallowRef<CurrentLine>({ index: -1, line: undefined })
  let root: HTMLElement | undefined
  /** The line that is looked at shall have the keyboard, once it is there: where this says then that it may. */
  let owesFocus: (() => boolean) | undefined
  /** The page that a new list begins with, until the grid asks for its lines. */
  let first: ListPage | undefined
  /** Another list was asked for and is not there: lines of the one that is left are of no use any more. */
  let renewing: Promise<unknown> | undefined
  /** Grows whenever lines that are under way are of no use any more: the grid takes none of an earlier call. */
  let generation = 0
  /** Who waits for lines that were asked for. */
  const arrivals: (() => void)[] = []

  const seen = (line: InventoryLine): InventoryLine => (line.kind === 'group' ? line : { kind: 'element', row: hooks.current(line.row) })
  const rowsOf = (lines: readonly InventoryLine[]): readonly InventoryRow[] =>
    lines.flatMap((line) => (line.kind === 'element' ? [line.row] : []))

  /** Done when the list is there that was asked for last. */
  async function renewed(): Promise<void> {
    const asked = renewing
    if (asked === undefined) return
    await asked
    await renewed()
  }

  function datasource(): IDatasource {
    return {
      async getRows({ startRow, endRow, successCallback, failCallback }) {
        // Of an empty list the grid wants the page that would end with its first line.
        if (startRow < 0) return successCallback([], 0)
        if (renewing !== undefined && startRow > 0) return failCallback()
        const mine = generation
        await renewed()
        if (mine !== generation) return failCallback()
        const ready = startRow === 0 ? first : undefined
        if (ready !== undefined) {
          first = undefined
          list.measure(ready)
          forgetOthers()
        }
        const lines = ready?.rows ?? (await list.lines(startRow, endRow))
        if (mine !== generation) return failCallback()
        for (const done of arrivals.splice(0)) queueMicrotask(done)
        if (lines === undefined) return failCallback()
        const shown = lines.map(seen)
        const hadFocus = hasFocus()
        hooks.arrived(rowsOf(shown))
        successCallback(shown, list.total.value)
        paintSelection()
        settle()
        if (hadFocus || owesFocus !== undefined) requestAnimationFrame(giveFocusBack)
      },
    }
  }

  function attach(grid: GridApi<InventoryLine>, element: HTMLElement): void {
    api.value = grid
    root = element
    // Answers that come after the room was left find no grid, rather than one that is gone.
    grid.addEventListener('gridPreDestroyed', () => {
      if (api.value === grid) api.value = undefined
    })
  }

  const lineAt = (index: number): InventoryLine | undefined => api.value?.getDisplayedRowAtIndex(index)?.data
  /** Whether the keyboard is on one of the lines; on the heads of the columns it is not. */
  const hasFocus = (): boolean => root?.contains(document.activeElement) === true && document.activeElement?.closest('.ag-row') !== null

  /**
   * The focus that a line had must not go with it: lines are drawn anew where what they show is of another kind, and a
   * dialog gives the focus back to a line that may have gone with its list meanwhile.
   */
  function giveFocusBack(): void {
    const may = owesFocus
    owesFocus = undefined
    if (isFocusLost() || may?.() === true) goTo(current.value.index, true)
  }

  /** Done once the line that is looked at is loaded: what a key asks for next may be for it. */
  async function arrived(): Promise<void> {
    const until = Date.now() + PATIENCE_MS
    while (current.value.index >= 0 && current.value.line === undefined && api.value !== undefined && Date.now() < until) {
      await nextArrival()
    }
  }

  /** Keys wait for this; an engine that does not answer must not hold them for ever. */
  const nextArrival = (): Promise<void> =>
    new Promise((done) => {
      arrivals.push(done)
      setTimeout(done, PATIENCE_MS)
    })

  /** Reads the line that is looked at again: it was loaded, or has changed. */
  function settle(): void {
    const { index, line } = current.value
    const now = index < 0 ? undefined : lineAt(index)
    if (now !== line) current.value = { index, line: now }
  }

  function look(index: number): void {
    current.value = { index, line: lineAt(index) }
    for (const row of root?.querySelectorAll('.ag-row.is-current') ?? []) row.classList.remove('is-current')
    root?.querySelector(`.ag-row[row-index="${index}"]`)?.classList.add('is-current')
  }

  /** Looks at a line and shows it; with `focus` the keyboard goes there too. */
  function goTo(index: number, focus: boolean): void {
    const last = list.total.value - 1
    if (last < 0) return look(-1)
    const to = Math.max(0, Math.min(last, index))
    // Under the head of its group, which lies over the first line in sight.
    if (list.chosen.groupBy !== 'none') api.value?.ensureIndexVisible(Math.max(0, to - 1))
    api.value?.ensureIndexVisible(to)
    look(to)
    if (focus) api.value?.setFocusedCell(to, api.value.getFocusedCell()?.column ?? 'path')
  }

  /** Of the list that is left the grid holds no line beyond the first ones, which are about to be others. */
  function forgetOthers(): void {
    if (blocksOf(api.value).length > 1) api.value?.setRowCount(Math.min(PAGE, list.total.value), true)
  }

  /** The first lines are drawn, as many as a list begins with: they can say what another list says. */
  function isDrawn(): boolean {
    return blocksOf(api.value).includes(0) && lineAt(0) !== undefined && lineAt(PAGE - 1) !== undefined
  }

  /** The lines that are drawn stay where they are, and say what those of another list say. */
  function exchange(page: ListPage): void {
    const shown = page.rows.map(seen)
    list.measure(page)
    forgetOthers()
    if (api.value?.getDisplayedRowCount() !== list.total.value) api.value?.setRowCount(list.total.value, true)
    hooks.arrived(rowsOf(shown))
    for (const [index, line] of shown.entries()) api.value?.getDisplayedRowAtIndex(index)?.setData(line)
    paintSelection()
  }

  /**
   * Makes the list anew and looks at an element in it, or at the first line. To draw all lines anew takes several times as
   * long as to let those that are drawn say something else, so that is done where it can be. The keyboard stays on the
   * lines where it was on them, or nowhere, and goes there from where `mayTake` says that it may.
   */
  async function renew(at?: FindLine, mayTake = (): boolean => false): Promise<void> {
    const asked = list.renew(at)
    renewing = asked
    first = undefined
    generation += 1
    const isExchange = isDrawn()
    const isRefresh = !isExchange && blocksOf(api.value).includes(0)
    // The grid takes its time before it asks for lines; the engine finds them meanwhile.
    if (isRefresh) api.value?.refreshInfiniteCache()
    const page = await asked
    if (renewing !== asked) return
    renewing = undefined
    if (page === undefined || api.value === undefined) return
    const mayFocus = (): boolean => hasFocus() || isFocusLost() || mayTake()
    const had = mayFocus()
    // The grid would give the focus back to where it was in the old list.
    api.value.clearFocusedCell()
    if (isExchange) exchange(page)
    else {
      first = page
      if (isRefresh) await nextArrival()
      else {
        list.measure(page)
        api.value.setGridOption('datasource', datasource())
        api.value.setRowCount(list.total.value, true)
      }
    }
    if (list.total.value === 0) return look(-1)
    const index = page.found ?? 0
    const isThere = lineAt(index) !== undefined
    // The first lines may have come late, and the focus be elsewhere since.
    const focus = had && mayFocus()
    owesFocus = focus && !isThere ? mayTake : undefined
    goTo(index, focus && isThere)
  }

  /** Asks for the lines again, each in its place; done when the first of them are there. */
  function refresh(): Promise<void> {
    generation += 1
    api.value?.refreshInfiniteCache()
    return nextArrival()
  }

  /** Closes or opens a group; the lines after it move. */
  function toggleFold(key: string): Promise<void> {
    list.toggleFold(key)
    return refresh()
  }

  /** Goes to a line that the engine finds; the keyboard goes there too, unless it was put somewhere else meanwhile. */
  async function seek(find: FindLine, mayFocus = focusStays()): Promise<boolean> {
    const found = await list.find(find)
    if (found === undefined) return false
    goTo(found, hasFocus() || mayFocus())
    await arrived()
    return true
  }

  /** Rows between two lines, loaded or not. */
  async function rowsBetween(one: number, other: number): Promise<readonly InventoryRow[]> {
    const [from, to] = one < other ? [one, other] : [other, one]
    const here = Array.from({ length: to - from + 1 }, (_, offset) => lineAt(from + offset))
    const lines = here.every((line) => line !== undefined) ? here : ((await list.lines(from, to + 1)) ?? []).map(seen)
    return rowsOf(lines)
  }

  function eachRow(visit: (node: IRowNode<InventoryLine>, row: InventoryRow) => void): void {
    api.value?.forEachNode((node) => {
      if (node.data?.kind === 'element') visit(node, node.data.row)
    })
  }

  function loaded(): readonly InventoryRow[] {
    const rows: InventoryRow[] = []
    eachRow((_node, row) => rows.push(row))
    return rows
  }

  /** Shows changed rows at once. */
  function show(rows: readonly InventoryRow[]): void {
    const changed = new Map(rows.map((row) => [row.element.path, row]))
    eachRow((node, row) => {
      const now = changed.get(row.element.path)
      if (now !== undefined) node.setData({ kind: 'element', row: now })
    })
    settle()
  }

  function paintSelection(): void {
    eachRow((node, row) => {
      const on = hooks.isSelected(row.element.path)
      if (node.isSelected() !== on) node.setSelected(on, false, 'api')
    })
  }

  /** Takes over what was clicked in the grid's own checkboxes. */
  function adoptSelection(): void {
    const on: InventoryRow[] = []
    const off: InventoryRow[] = []
    eachRow((node, row) => {
      const selected = node.isSelected() === true
      if (selected !== hooks.isSelected(row.element.path)) (selected ? on : off).push(row)
    })
    if (on.length > 0) hooks.select(on, true)
    if (off.length > 0) hooks.select(off, false)
  }

  /** How many lines fit on the screen. */
  function pageLines(): number {
    const view = root?.querySelector('.ag-grid-viewport')
    return Math.max(1, Math.floor(((view?.clientHeight ?? 0) - 30) / (api.value?.getSizesForCurrentTheme().rowHeight ?? 28)) - 1)
  }

  watch(
    () => list.total.value,
    (total) => {
      if (renewing === undefined && current.value.index >= total) goTo(total - 1, hasFocus())
    },
  )

  return {
    api,
    current,
    attach,
    lineAt,
    hasFocus,
    goTo,
    giveFocusBack,
    arrived,
    look,
    renew,
    refresh,
    toggleFold,
    seek,
    rowsBetween,
    loaded,
    show,
    paintSelection,
    adoptSelection,
    pageLines,
  }
}

/** Blocks of lines that the grid holds, by their number. */
function blocksOf(grid: GridApi<InventoryLine> | undefined): readonly number[] {
  return Object.keys((grid?.getCacheBlockState() ?? {}) as Record<string, unknown>).map(Number)
}

export type InventoryGridState = ReturnType<typeof useGrid>
