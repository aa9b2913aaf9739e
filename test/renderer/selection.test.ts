import { describe, expect, it } from 'vitest'
import type { InventoryRow } from '../../src/contract/inventory-row.ts'
import { markedRow } from '../../src/renderer/parts/marked-row.ts'
import { scopesOf } from '../../src/renderer/parts/scopes-of.ts'
import { useSelection } from '../../src/renderer/steps/inventory/use-selection.ts'
import { ANY_SCANNER, inventoryOf } from '../fixtures/small-inventory.ts'

/** A row with nothing decided. */
function row(path: string, equipment = [{}]): InventoryRow {
  const [element] = inventoryOf([{ path, equipment }]).elements()
  if (element === undefined) throw new Error('no element')
  return {
    element,
    annotation: {
      path,
      name: '',
      source: 'public',
      privateCreator: '',
      iodType: '',
      tableE: '',
      effective: { code: '', reason: '' } as unknown as InventoryRow['annotation']['effective'],
      knowledge: '',
      knowledgeSources: [],
      flags: [],
    },
    proposal: { path, scope: {}, choice: { decision: 'delete' }, source: 'standard', reason: '' },
    decision: undefined,
    scoped: [],
    operations: ['blocked'],
    decidedValues: 0,
    flags: [],
  }
}

const rows = ['(0010,0010)', '(0010,0020)', '(0010,0030)'].map((path) => row(path))
const [first, second] = rows as [InventoryRow, InventoryRow]

describe('a selection', () => {
  it('of rows takes up and lets go one by one', () => {
    const selection = useSelection(() => undefined)
    selection.toggle(first)
    selection.toggle(second)
    selection.toggle(first)
    expect([selection.count.value, selection.has('(0010,0010)'), selection.has('(0010,0020)')]).toEqual([1, false, true])
    selection.only(rows)
    expect(selection.count.value).toBe(3)
    selection.clear()
    expect(selection.count.value).toBe(0)
  })

  it('of all that match is one sentence, without those that are let go again', () => {
    const selection = useSelection(() => undefined)
    selection.all(20_000)
    selection.toggle(first)
    expect([selection.count.value, selection.has('(0010,0010)'), selection.has('(9999,9999)')]).toEqual([19_999, false, true])
    selection.toggle(first)
    expect(selection.count.value).toBe(20_000)
  })

  it('knows of its rows what came anew', () => {
    const selection = useSelection(() => undefined)
    selection.only([first])
    const decided = markedRow(first, { choice: { decision: 'retain' }, scope: {}, reason: '', by: 'A' })
    selection.renewed([decided, second])
    const now = selection.selection.value
    expect(now.kind === 'rows' && [...now.rows.values()]).toEqual([decided])
  })

  it('is painted on every change, also where the same is selected again', () => {
    let painted = 0
    const selection = useSelection(() => (painted += 1))
    selection.toggle(first)
    selection.all(3)
    selection.clear()
    expect(painted).toBe(3)
  })
})

describe('a row that was marked', () => {
  const mark = { reason: 'seen', by: 'A. Curator' } as const

  it('shows its decision before the engine has answered', () => {
    const marked = markedRow(first, { ...mark, choice: { decision: 'delete', treatment: 'empty' }, scope: {} })
    expect(marked.decision).toMatchObject({ choice: { decision: 'delete' }, by: 'A. Curator', reason: 'seen' })
    expect(marked.operations).toEqual(['empty'])
    expect(markedRow(first, { ...mark, choice: { decision: 'review' }, scope: {} }).operations).toEqual(['blocked'])
  })

  it('keeps the wider decision beside one for a scanner', () => {
    const wide = markedRow(first, { ...mark, choice: { decision: 'delete' }, scope: {} })
    const both = markedRow(wide, { ...mark, choice: { decision: 'retain' }, scope: { manufacturer: 'ACME' } })
    expect([both.decision?.choice.decision, both.scoped.map((one) => one.choice.decision)]).toEqual(['delete', ['retain']])
    const again = markedRow(both, { ...mark, choice: { decision: 'delete' }, scope: { manufacturer: 'ACME' } })
    expect(again.scoped.map((one) => one.choice.decision)).toEqual(['delete'])
  })
})

describe('what a decision can hold for', () => {
  it('is all equipment first, then each scanner that the rows were found on, the wider before the narrower', () => {
    const { manufacturer, model, software } = ANY_SCANNER
    expect(scopesOf([first, row('(0010,0040)', [{ software: '2.0' }])])).toEqual([
      {},
      { manufacturer },
      { manufacturer, model },
      { manufacturer, model, software },
      { manufacturer, model, software: '2.0' },
    ])
  })
})
