import { describe, expect, it } from 'vitest'
import { formatChoice } from '../../../src/core/decisions/choice-text.ts'
import { compareCtp, compareNative } from '../../../src/core/script/compare-scripts.ts'
import { readCtpScript, safePrivateElements } from '../../../src/core/script/ctp/engine/index.ts'
import { readDicomEdit } from '../../../src/core/script/dicomedit/read.ts'
import { importCtp, importDicomEdit, importNative, type Imported } from '../../../src/core/script/import/index.ts'
import type { NativeScript, Operation } from '../../../src/core/script/operation.ts'
import { positionAt } from '../../../src/core/script/script-fault.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'
import { compiled, type SmallDecision } from './compiling.ts'

const ELEMENTS: readonly SmallElement[] = [
  { path: '(0008,0018)', vr: 'UI', values: ['1.2'] },
  { path: '(0008,0020)', vr: 'DA', values: ['20200101'] },
  { path: '(0008,1140)', vr: 'SQ' },
  { path: '(0008,1140)[*](0010,0010)', vr: 'PN', values: ['A'] },
  { path: '(0010,0010)', vr: 'PN', values: ['A'] },
  { path: '(0010,4000)', vr: 'LT', values: ['A'] },
  { path: '(0019,"ACME")', values: ['ACME'] },
  { path: '(0019,"ACME",01)', values: ['A'] },
  { path: '(0019,"ACME",02)', values: ['B'] },
]
const said = ({ decisions }: Imported): Record<string, string> =>
  Object.fromEntries(decisions.map(({ path, choice }) => [path, formatChoice(choice)]))

describe('a CTP script read as decisions', () => {
  const read = (rules: string): Imported =>
    importCtp(readCtpScript(`<script>\n${rules}\n</script>`).script, safePrivateElements(undefined), inventoryOf(ELEMENTS))
  const e = (t: string, text: string): string => `<e en="T" t="${t}" n="">${text}</e>`

  it('says at the root and in items what CTP would do there', () => {
    const rules =
      e('00100010', '@select(){@empty()}{@remove()}') + e('00080018', '@hashuid(@U,this)') + e('00080020', '@incrementdate(this,-5)')
    expect(said(read(rules + e('00081140', '@process()')))).toEqual({
      '(0008,0018)': 'retain:remap-uid',
      '(0008,0020)': 'retain:shift-date',
      '(0008,1140)': 'retain:keep',
      '(0008,1140)[*](0010,0010)': 'delete:remove',
      '(0010,0010)': 'delete:empty',
    })
  })

  it('reads a literal as the replacement, and removed private groups as deletions', () => {
    const decisions = said(read(`${e('00104000', 'a \\@b')}<r en="T" t="privategroups" n=""></r>`))
    expect(decisions['(0010,4000)']).toBe('retain:replace=a @b')
    expect(decisions['(0019,"ACME",01)']).toBe('delete:remove')
  })

  it('reads a treatment of what can be treated as the treatment, where the rest goes, and not where it stays', () => {
    const shift = (otherwise: string): string => e('00080020', `@if(this,matches,"[0-9]+"){@incrementdate(this,-5)}{${otherwise}}`)
    expect(said(read(shift('@empty()')))['(0008,0020)']).toBe('retain:shift-date')
    expect(said(read(shift('@keep()')))['(0008,0020)']).toBeUndefined()
    const inSyntax = e('00080018', '@if(00020010,matches,"1[.]2.*"){@hashuid(@U,this)}{@remove()}')
    expect(said(read(inSyntax))['(0008,0018)']).toBe('retain:remap-uid')
  })

  it('lists what is no decision with its line, and guesses nothing', () => {
    const { decisions, unread } = read(`${e('00100010', '@hash(this,16)')}\n${e('00081140', '@keep()')}`)
    expect(decisions).toEqual([])
    expect(unread.map(({ line, what }) => `${line} ${what}`)).toEqual(['3 (0008,1140)', '2 (0010,0010)', '3 (0008,1140)', '0 6 elements'])
  })

  it('decides nothing in a Sequence that CTP does not look into, and says so', () => {
    for (const sequence of ['', e('00081140', '@keep()'), e('00081140', '@empty()')]) {
      const { decisions, unread } = read(e('00100010', '@remove()') + sequence)
      expect(
        decisions.map(({ path }) => path),
        sequence,
      ).toEqual(['(0010,0010)'])
      expect(unread, sequence).toContainEqual({
        line: sequence === '' ? 0 : 2,
        what: '(0008,1140)',
        why: 'CTP does not look into it: what the script says of 1 element inside does not hold there',
      })
    }
  })

  it('says of the words for what was done that Tagbench has its own', () => {
    const elements: readonly SmallElement[] = [{ path: '(0012,0063)' }, { path: '(0012,0064)', vr: 'SQ' }]
    const { script } = readCtpScript(`<script>${e('00120063', '@always()@append(){X}')}${e('00120064', '113100')}</script>`)
    const { unread } = importCtp(script, new Set(), inventoryOf(elements))
    expect(unread.map(({ why }) => why)).toEqual([
      'it adds a value to what is there, which no decision does',
      'CTP adds codes of what was done, which Tagbench writes of itself',
    ])
  })
})

describe('a DicomEdit script read as decisions', () => {
  const read = (lines: string): Imported => {
    const text = `version "6.6"\n${lines}\n`
    return importDicomEdit(readDicomEdit(text).script, (offset) => positionAt(text, offset).line, inventoryOf(ELEMENTS))
  }

  it('says what each path means', () => {
    const lines = '- */(0010,0010)\n(0010,4000) ?= ""\nhashUIDList[*/(0008,0018)]\nretainPrivateTags[(0019,{ACME}02)]'
    expect(said(read(lines))).toEqual({
      '(0008,0018)': 'retain:remap-uid',
      '(0008,1140)[*](0010,0010)': 'delete:remove',
      '(0010,0010)': 'delete:remove',
      '(0010,4000)': 'delete:empty',
      '(0019,"ACME",01)': 'delete:remove',
      '(0019,"ACME",02)': 'retain:keep',
    })
  })

  it('a deletion is not taken back by what is written later to what is no longer there', () => {
    expect(said(read('- (0010,0010)\n(0010,0010) ?= "X"'))['(0010,0010)']).toBe('delete:remove')
  })

  it('lists conditions and what it does not speak of', () => {
    const { decisions, unread } = read('(0010,0010) = "A" ? - (0010,0010)')
    expect(decisions).toEqual([])
    expect(unread).toMatchObject([{ line: 2 }, { line: 0, what: '8 elements' }])
  })
})

const DECISIONS: readonly SmallDecision[] = [
  { path: '(0008,0018)', is: 'retain:remap-uid' },
  { path: '(0008,0020)', is: 'retain:shift-date' },
  { path: '(0008,1140)', is: 'retain' },
  { path: '(0008,1140)[*](0010,0010)', is: 'delete' },
  { path: '(0010,0010)', is: 'retain', scope: { manufacturer: 'ACME' } },
  { path: '(0010,0010)', is: 'delete:empty' },
  { path: '(0010,4000)', is: 'retain:clean' },
  { path: '(0010,4000)', is: 'retain:replace=B', value: 'A' },
  { path: '(0019,"ACME",01)', is: 'retain' },
  { path: '(0019,"ACME",02)', is: 'delete' },
]

function native(operations: readonly Operation[]): NativeScript {
  const { settings } = compiled(ELEMENTS, DECISIONS)
  return { format: 'tagbench-script', version: 1, madeFrom: { project: '', tables: {}, digest: '' }, settings, operations }
}
const essence = (operations: readonly Operation[]): unknown => operations.map(({ because: _because, ...rest }) => rest)

describe('a native script read as decisions', () => {
  it('compiles to the same Operations', () => {
    const { operations } = compiled(ELEMENTS, DECISIONS)
    const { decisions, unread } = importNative(native(operations))
    expect(unread).toEqual([])
    const again = decisions.map(({ path, value, scope, choice }): SmallDecision => {
      const of = { path, is: formatChoice(choice), source: 'import' as const }
      return { ...of, ...(value === undefined ? {} : { value }), ...(scope === undefined ? {} : { scope }) }
    })
    expect(essence(compiled(ELEMENTS, again).operations)).toEqual(essence(operations))
  })

  it('says of dates that are shifted what becomes of those that are decided by themselves', () => {
    const dates: readonly SmallElement[] = [{ path: '(0008,0020)', vr: 'DA', values: ['20200101', '20200102', 'soon', 'later'] }]
    const path = '(0008,0020)'
    const { operations } = compiled(dates, [
      { path, is: 'retain:shift-date' },
      { path, value: '20200102', is: 'delete' },
      { path, value: 'soon', is: 'retain' },
      { path, value: 'later', is: 'retain:replace=20200103' },
    ])
    const again = importNative(native(operations)).decisions.map(({ path: of, value, choice }): SmallDecision => {
      return { path: of, is: formatChoice(choice), source: 'import', ...(value === undefined ? {} : { value }) }
    })
    expect(essence(compiled(dates, again).operations)).toEqual(essence(operations))
  })
})

describe('two scripts', () => {
  it('of Tagbench differ in what they do, not in why', () => {
    const { operations } = compiled(ELEMENTS, DECISIONS)
    const because = operations.map((operation) => ({ ...operation, because: 'another reason' }))
    expect(compareNative(native(operations), native(because))).toEqual([])
    const other = compiled(
      ELEMENTS,
      DECISIONS.map((one) => (one.path === '(0008,0020)' ? { ...one, is: 'delete:remove' } : one)),
    ).operations
    expect(compareNative(native(operations), native(other))).toContainEqual({ path: '(0008,0020)', one: 'shift-date', other: 'remove' })
  })

  it('of CTP differ in rules and in what goes as a whole', () => {
    const one = readCtpScript('<script><e en="T" t="00100010" n="a">@remove()</e><r en="T" t="privategroups" n=""></r></script>').script
    const other = readCtpScript('<script><e en="T" t="00100010" n="b">@empty()</e><e en="T" t="00100020" n=""></e></script>').script
    expect(compareCtp(one, other)).toEqual([
      { path: 'remove privategroups', one: 'yes', other: 'no' },
      { path: '(0010,0010)', one: 'remove', other: 'empty', rules: ['@remove()', '@empty()'], tag: 0x00100010 },
      { path: '(0010,0020)', one: '', other: 'empty', rules: ['', ''], tag: 0x00100020 },
    ])
  })
})
