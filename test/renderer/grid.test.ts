import type { GridApi } from 'ag-grid-community'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import type { InventoryLine } from '../../src/contract/inventory-answers.ts'
import { useGrid } from '../../src/renderer/steps/inventory/use-grid.ts'
import type { InventoryList } from '../../src/renderer/steps/inventory/use-list.ts'

/** A grid that counts what it is asked. */
function countingGrid() {
  const listeners = new Map<string, () => void>()
  const asked: string[] = []
  const api = {
    addEventListener: (event: string, listener: () => void) => listeners.set(event, listener),
    forEachNode: () => asked.push('forEachNode'),
    getDisplayedRowAtIndex: () => void asked.push('getDisplayedRowAtIndex'),
  } as unknown as GridApi<InventoryLine>
  return { api, asked, end: () => listeners.get('gridPreDestroyed')?.() }
}

describe('The grid of the inventory', () => {
  it('is asked nothing by answers that come after the room was left', () => {
    const list = { total: ref(3), chosen: { groupBy: 'none' } } as unknown as InventoryList
    const hooks = { current: <T>(row: T) => row, isSelected: () => false, select: () => undefined, arrived: () => undefined }
    const lines = useGrid(list, hooks)
    const grid = countingGrid()
    lines.attach(grid.api, {} as HTMLElement)
    lines.show([])
    expect(lines.lineAt(0)).toBeUndefined()
    expect(grid.asked).toEqual(['forEachNode', 'getDisplayedRowAtIndex'])
    grid.end()
    lines.show([])
    lines.paintSelection()
    expect(lines.lineAt(0)).toBeUndefined()
    expect(grid.asked).toHaveLength(2)
  })
})
