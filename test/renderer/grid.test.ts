import type { GridApi, IDatasource } from 'ag-grid-community'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { InventoryLine } from '../../src/contract/inventory-answers.ts'
import { useGrid } from '../../src/renderer/steps/inventory/use-grid.ts'
import { PAGE } from '../../src/renderer/steps/inventory/page.ts'
import type { InventoryList, ListPage } from '../../src/renderer/steps/inventory/use-list.ts'

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
      renew: () => Promise.resolve({ rows: [], total: 0 }),
      measure: () => undefined,
      lines: (from: number) => Promise.resolve(void asked.push(from)),
    } as unknown as InventoryList
    const hooks = { current: <T>(row: T) => row, isSelected: () => false, select: () => undefined, arrived: () => undefined }
    let source: IDatasource | undefined
    const api = {
      addEventListener: () => undefined,
      clearFocusedCell: () => undefined,
      setGridOption: (_name: 'datasource', given: IDatasource) => (source = given),
      setRowCount: () => undefined,
      getCacheBlockState: () => ({}),
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

  it('leads to a line that the engine finds, and leaves the keyboard where it was put meanwhile', async () => {
    const [cell, field] = [{ closest: () => null }, { closest: () => null }]
    const focused: number[] = []
    const answers: ((found: number) => void)[] = []
    const list = {
      total: ref(9),
      chosen: { groupBy: 'none' },
      find: () => new Promise((done) => answers.push(done)),
    } as unknown as InventoryList
    const hooks = { current: <T>(row: T) => row, isSelected: () => false, select: () => undefined, arrived: () => undefined }
    const api = {
      addEventListener: () => undefined,
      ensureIndexVisible: () => undefined,
      getDisplayedRowAtIndex: () => ({ data: { kind: 'group' } }),
      getFocusedCell: () => null,
      setFocusedCell: (index: number) => focused.push(index),
    } as unknown as GridApi<InventoryLine>
    const lines = useGrid(list, hooks)
    lines.attach(api, { contains: () => false, querySelectorAll: () => [], querySelector: () => null } as unknown as HTMLElement)
    vi.stubGlobal('document', { activeElement: cell })
    const first = lines.seek({ next: 'open', from: 0, back: false })
    answers.shift()?.(4)
    await first
    expect([lines.current.value.index, focused]).toEqual([4, [4]])
    const second = lines.seek({ next: 'open', from: 4, back: false })
    vi.stubGlobal('document', { activeElement: field })
    answers.shift()?.(6)
    await second
    expect([lines.current.value.index, focused]).toEqual([6, [4]])
  })

  describe('with a list that is followed by another', () => {
    const line = (key: string): InventoryLine => ({ kind: 'group', key, title: key, elements: 1, open: 0, folded: false })
    const listOf = (name: string): readonly InventoryLine[] => Array.from({ length: PAGE }, (_, index) => line(`${name} ${index}`))

    /** A grid over a list as the engine answers it when it is let. */
    async function over(first: readonly InventoryLine[], total: number) {
      // Somebody types in a field.
      vi.stubGlobal('document', { activeElement: { closest: () => null } })
      const drawn: { data: InventoryLine | undefined; setData(data: InventoryLine): void }[] = []
      const told: string[] = []
      let rows = 0
      let source: IDatasource | undefined
      let others = false
      const api = {
        addEventListener: () => undefined,
        clearFocusedCell: () => undefined,
        ensureIndexVisible: () => undefined,
        forEachNode: () => undefined,
        getCacheBlockState: () => (source === undefined ? {} : others ? { 0: {}, 1: {} } : { 0: {} }),
        getDisplayedRowAtIndex: (index: number) => (index < rows ? drawn[index] : undefined),
        getDisplayedRowCount: () => rows,
        refreshInfiniteCache: () => told.push('refresh'),
        setGridOption: (_name: 'datasource', given: IDatasource) => {
          source = given
          told.push('anew')
        },
        setRowCount: (count: number) => {
          rows = count
          told.push(`${count}`)
        },
      } as unknown as GridApi<InventoryLine>
      const answers: ((page: ListPage) => void)[] = []
      const list = {
        total: ref(0),
        chosen: { groupBy: 'none' },
        renew: () => new Promise((done) => answers.push(done)),
        measure: ({ total: count }: ListPage) => (list.total.value = count),
        lines: () => Promise.resolve(listOf('of the list that is left')),
      }
      const hooks = { current: <T>(row: T) => row, isSelected: () => false, select: () => undefined, arrived: () => undefined }
      const grid = useGrid(list as unknown as InventoryList, hooks)
      grid.attach(api, { contains: () => false, querySelectorAll: () => [], querySelector: () => null } as unknown as HTMLElement)
      const answer = (lines: readonly InventoryLine[], count: number): void => {
        answers.shift()?.({ rows: lines, total: count })
      }
      const ask = (startRow: number): Promise<readonly InventoryLine[] | 'nothing'> =>
        new Promise((done) =>
          source?.getRows({
            startRow,
            endRow: startRow + PAGE,
            successCallback: (lines: readonly InventoryLine[], count?: number) => {
              for (const [index, data] of lines.entries())
                drawn[startRow + index] = { data, setData: (now) => (drawn[startRow + index]!.data = now) }
              rows = count ?? rows
              done(lines)
            },
            failCallback: () => done('nothing'),
            sortModel: [],
            filterModel: {},
            context: undefined,
            api,
          }),
        )
      const begun = grid.renew()
      answer(first, total)
      await begun
      await ask(0)
      told.length = 0
      return {
        grid,
        told,
        answer,
        ask,
        drawn: () => drawn.slice(0, rows).map((one) => one.data),
        beyond: () => (others = true),
        length: () => list.total.value,
      }
    }

    it('lets the lines that are drawn say what those of the other list say', async () => {
      const { grid, told, answer, drawn } = await over(listOf('one'), 5000)
      const renewed = grid.renew()
      answer([line('another')], 1)
      await renewed
      expect(drawn()).toEqual([line('another')])
      expect(grid.current.value).toEqual({ index: 0, line: line('another') })
      expect(told).toEqual(['1'])
    })

    it('forgets what it holds of the list beyond the lines that are exchanged', async () => {
      const { grid, told, answer, beyond } = await over(listOf('one'), 5000)
      beyond()
      const renewed = grid.renew()
      answer(listOf('other'), 3000)
      await renewed
      expect(told).toEqual([`${PAGE}`, '3000'])
    })

    it('has the grid ask again where more lines come than are drawn', async () => {
      const { grid, told, answer, ask, length } = await over([line('one')], 1)
      const renewed = grid.renew()
      expect(told).toEqual(['refresh'])
      const lines = ask(0)
      answer(listOf('other'), 3000)
      // How long the list is, is said with its lines.
      expect(length()).toBe(1)
      expect(await lines).toEqual(listOf('other'))
      expect(length()).toBe(3000)
      await renewed
      expect(told).toEqual(['refresh'])
    })

    it('keeps the first lines for the call that the grid still waits for, when it asks for them twice', async () => {
      const { grid, answer, ask } = await over([line('one')], 1)
      const renewed = grid.renew()
      const early = ask(0)
      const refreshed = grid.refresh()
      const late = ask(0)
      answer(listOf('other'), 3000)
      expect(await early).toBe('nothing')
      expect(await late).toEqual(listOf('other'))
      await Promise.all([renewed, refreshed])
    })

    it('shows no line of a list that is left', async () => {
      const { grid, answer, ask } = await over(listOf('one'), 5000)
      const late = ask(PAGE)
      const renewed = grid.renew()
      expect(await late).toBe('nothing')
      expect(await ask(PAGE)).toBe('nothing')
      answer(listOf('other'), 3000)
      await renewed
      expect(grid.current.value.line).toEqual(line('other 0'))
    })
  })
})
