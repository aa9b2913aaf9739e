import { isFocusLost } from '../../parts/focus.ts'
import type { InventoryGridState } from './use-grid.ts'
import type { InventoryList } from './use-list.ts'
import type { InventorySelection } from './use-selection.ts'

/** Puts something after whatever keys have begun. */
export type InTurn = (act: () => void | Promise<unknown>) => void

/** Moving, selecting and folding with the keyboard, on whichever cell of a line it is. */
export function useGridKeys(list: InventoryList, grid: InventoryGridState, selection: InventorySelection, inTurn: InTurn) {
  /** Where extending began. */
  let anchor = -1

  function move(to: number, extend: boolean): void | Promise<void> {
    const from = grid.current.value.index
    // In its turn it may come when somebody is elsewhere already, in the search for example.
    grid.goTo(to, grid.hasFocus() || isFocusLost())
    if (extend) {
      if (anchor < 0) anchor = Math.max(0, from)
      return extendTo(grid.current.value.index)
    }
    anchor = -1
    if (grid.current.value.line === undefined) return grid.arrived()
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
  function fold(key: 'ArrowLeft' | 'ArrowRight'): void | Promise<unknown> {
    const { line, index } = grid.current.value
    if (line?.kind === 'group') {
      if (line.folded === (key === 'ArrowRight')) return grid.toggleFold(line.key)
      if (key === 'ArrowRight') grid.goTo(index + 1, grid.hasFocus() || isFocusLost())
    } else if (key === 'ArrowLeft') return grid.seek({ next: 'group', from: index, back: true })
  }

  function open(): void | Promise<unknown> {
    const { line } = grid.current.value
    if (line?.kind === 'group') return grid.toggleFold(line.key)
  }

  const isGrouped = (): boolean => list.chosen.groupBy !== 'none'

  /** Lines from here to where a key leads, or the line itself. */
  function target(key: string): number | undefined {
    const { index } = grid.current.value
    switch (key) {
      case 'ArrowDown':
      case 'j':
        return index + 1
      case 'ArrowUp':
      case 'k':
        return index - 1
      case 'PageDown':
        return index + grid.pageLines()
      case 'PageUp':
        return index - grid.pageLines()
      case 'Home':
        return 0
      case 'End':
        return list.total.value - 1
      default:
        return undefined
    }
  }

  /** @returns whether the key was for the lines */
  function press(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    // Above the first line are the heads of the columns, where the grid itself knows the way.
    if (key === 'ArrowUp' && grid.current.value.index === 0 && !event.shiftKey) return false
    if (target(key) !== undefined) inTurn(() => move(target(key) ?? 0, event.shiftKey))
    else if (key === ' ') inTurn(toggle)
    else if ((key === 'ArrowLeft' || key === 'ArrowRight') && isGrouped()) inTurn(() => fold(key))
    else if (key === 'Enter' && isGrouped()) inTurn(open)
    else if ((key === '[' || key === ']') && isGrouped())
      inTurn(() => grid.seek({ next: 'group', from: grid.current.value.index, back: key === '[' }))
    else return false
    return true
  }

  return { press, extendTo: (index: number): void => inTurn(() => extendTo(index)) }
}

export type GridKeys = ReturnType<typeof useGridKeys>
