import type { InventoryGridState } from './use-grid.ts'
import type { InventoryList } from './use-list.ts'
import type { InventorySelection } from './use-selection.ts'

/** Moving, selecting and folding with the keyboard, on whichever cell of a line it is. */
export function useGridKeys(list: InventoryList, grid: InventoryGridState, selection: InventorySelection) {
  /** Where extending began. */
  let anchor = -1

  async function move(to: number, extend: boolean): Promise<void> {
    const from = grid.current.value.index
    grid.goTo(to, true)
    if (!extend) {
      anchor = -1
      return
    }
    if (anchor < 0) anchor = Math.max(0, from)
    await extendTo(grid.current.value.index)
  }

  async function extendTo(index: number): Promise<void> {
    if (anchor < 0) anchor = Math.max(0, grid.current.value.index)
    selection.only(await grid.rowsBetween(anchor, index))
  }

  function toggle(): void {
    const { line, index } = grid.current.value
    if (line?.kind !== 'element') return
    anchor = index
    selection.toggle(line.row)
  }

  /** `←` closes a group, from any of its lines; `→` opens one. */
  async function fold(key: 'ArrowLeft' | 'ArrowRight'): Promise<void> {
    const { line, index } = grid.current.value
    if (line?.kind === 'group') {
      if (line.folded === (key === 'ArrowRight')) list.toggleFold(line.key)
      else if (key === 'ArrowRight') grid.goTo(index + 1, true)
    } else if (key === 'ArrowLeft') await grid.seek({ next: 'group', from: index, back: true })
  }

  const isGrouped = (): boolean => list.chosen.groupBy !== 'none'

  /** @returns whether the key was for the lines */
  function press(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const { index, line } = grid.current.value
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const to = {
      ArrowDown: index + 1,
      j: index + 1,
      ArrowUp: index - 1,
      k: index - 1,
      PageDown: index + grid.pageLines(),
      PageUp: index - grid.pageLines(),
      Home: 0,
      End: list.total.value - 1,
    }[key]
    // Above the first line are the heads of the columns, where the grid itself knows the way.
    if (event.key === 'ArrowUp' && index === 0 && !event.shiftKey) return false
    if (to !== undefined) void move(to, event.shiftKey)
    else if (key === ' ') toggle()
    else if ((key === 'ArrowLeft' || key === 'ArrowRight') && isGrouped()) void fold(key)
    else if (key === 'Enter' && line?.kind === 'group') list.toggleFold(line.key)
    else if ((key === '[' || key === ']') && isGrouped()) void grid.seek({ next: 'group', from: index, back: key === '[' })
    else return false
    return true
  }

  return { press, extendTo }
}
