import type { GridApi, IDatasource } from 'ag-grid-community'
import { afterEach, describe, expect, it, vi } from 'vitest'
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
  afterEach(() => void vi.unstubAllGlobals())

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

  it('asks the engine for no lines before the first: of an empty list it wants the page before it', async () => {
    vi.stubGlobal('document', { activeElement: null })
    const asked: number[] = []
    const list = {
      total: ref(0),
      chosen: { groupBy: 'none' },
      renew: () => Promise.resolve({ rows: [], found: undefined }),
      lines: (from: number) => Promise.resolve(void asked.push(from)),
    } as unknown as InventoryList
    const hooks = { current: <T>(row: T) => row, isSelected: () => false, select: () => undefined, arrived: () => undefined }
    let source: IDatasource | undefined
    const api = {
      addEventListener: () => undefined,
      clearFocusedCell: () => undefined,
      setGridOption: (_name: 'datasource', given: IDatasource) => (source = given),
      setRowCount: () => undefined,
      forEachNode: () => undefined,
      getDisplayedRowAtIndex: () => undefined,
    } as unknown as GridApi<InventoryLine>
    const lines = useGrid(list, hooks)
    lines.attach(api, { contains: () => false, querySelectorAll: () => [], querySelector: () => null } as unknown as HTMLElement)
    await lines.renew()
    const given = await new Promise<unknown>((done) =>
      source?.getRows({
        startRow: -100,
        endRow: 0,
        successCallback: (rows) => done(rows),
        failCallback: () => done('failed'),
        sortModel: [],
        filterModel: {},
        context: undefined,
        api,
      }),
    )
    expect(given).toEqual([])
    expect(asked).toEqual([])
  })
})
