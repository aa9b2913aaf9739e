import { describe, expect, it } from 'vitest'
import { originalsOf, type Originals } from '../../../src/core/review/originals.ts'
import type { Operation, OperationKind } from '../../../src/core/script/operation.ts'
import { inventoryOf } from '../../fixtures/small-inventory.ts'

const inventory = inventoryOf([
  { path: '(0010,0010)', vr: 'PN', values: ['QUILLFEATHER^MARTA'] },
  { path: '(0008,1070)', vr: 'PN', values: ['ROSSLYN^PERCIVAL', 'QUILLFEATHER^MARTA'] },
  { path: '(0010,0020)', vr: 'LO', values: ['QF-4471902', '4471'] },
  { path: '(0008,0080)', vr: 'LO', values: ['General Hospital'] },
  { path: '(0018,1000)', vr: 'LO', values: ['SN998877'] },
  { path: '(0008,1010)', vr: 'SH', values: ['AVANTO'] },
  { path: '(0008,0016)', vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.4', '1.3.46.670589.2.3'] },
  { path: '(0008,0018)', vr: 'UI', values: ['1.2.3.4.1'] },
])

const operations = (kinds: Readonly<Record<string, OperationKind>>): readonly Operation[] =>
  Object.entries(kinds).map(([path, kind]) => ({ path, when: {}, do: kind, because: '' }))

const DELETED: Readonly<Record<string, OperationKind>> = {
  '(0010,0010)': 'empty',
  '(0008,1070)': 'remove',
  '(0010,0020)': 'map-patient',
  '(0008,0080)': 'remove',
  '(0018,1000)': 'remove',
  '(0008,1010)': 'remove',
  '(0008,0016)': 'keep',
  '(0008,0018)': 'remap-uid',
}

const searched = (kinds: Readonly<Record<string, OperationKind>>, remapped: readonly string[] = []): string[] =>
  textsOf(originalsOf(inventory, operations(kinds), remapped))

/** All texts that are looked for; of the UIDs those that the tests name. */
function textsOf({ searched: found, uids }: Originals): string[] {
  return [...found.map(({ text }) => text), ...UIDS.filter((uid) => uids.isLookedFor(uid))]
}

const UIDS = ['1.2.840.10008.5.1.4.1.1.4', '1.3.46.670589.2.3', '1.2.3.4.1']

describe('what is looked for in every file', () => {
  it('is every identifying value that goes, under all attributes that held it', () => {
    const { searched: found } = originalsOf(inventory, operations(DELETED), [])
    expect(found.map(({ text }) => text)).toEqual(['QF-4471902', 'QUILLFEATHER^MARTA', 'ROSSLYN^PERCIVAL', 'General Hospital', 'SN998877'])
    expect(found.find(({ kind }) => kind === 'name')?.paths).toEqual(['(0008,1070)', '(0010,0010)'])
  })
  it('is not what all its attributes keep by decision, and the list says so', () => {
    const kept = { ...DELETED, '(0008,0080)': 'keep', '(0018,1000)': 'keep' } as const
    expect(searched(kept)).not.toContain('General Hospital')
    expect(originalsOf(inventory, operations(kept), []).notSearched).toContainEqual({
      kind: 'text',
      text: 'General Hospital',
      paths: ['(0008,0080)'],
      why: 'kept by decision',
    })
    expect(searched({ ...kept, '(0010,0010)': 'keep' })).toContain('QUILLFEATHER^MARTA')
  })
  it('is not a value that was cleaned and kept, but every other of the element', () => {
    const cleaned: Operation = {
      path: '(0008,1070)',
      when: {},
      do: 'clean',
      values: [
        { value: 'ROSSLYN^PERCIVAL', do: 'keep' },
        { value: 'QUILLFEATHER^MARTA', do: 'remove' },
      ],
      because: '',
    }
    const others = operations({ ...DELETED, '(0010,0010)': 'keep' }).filter(({ path }) => path !== '(0008,1070)')
    const found = originalsOf(inventory, [...others, cleaned], []).searched.map(({ text }) => text)
    expect(found).toContain('QUILLFEATHER^MARTA')
    expect(found).not.toContain('ROSSLYN^PERCIVAL')
  })
  it('is every UID that got a new one, and none that names structure', () => {
    expect(searched(DELETED, ['1.2.3.4.1', '1.2.840.10008.5.1.4.1.1.4'])).toContain('1.2.3.4.1')
    expect(searched(DELETED, ['1.2.3.4.1', '1.2.840.10008.5.1.4.1.1.4'])).not.toContain('1.2.840.10008.5.1.4.1.1.4')
    expect(searched(DELETED)).not.toContain('1.2.3.4.1')
    expect(searched({ ...DELETED, '(0008,0018)': 'empty', '(0008,0016)': 'remove' })).toEqual(expect.arrayContaining(['1.2.3.4.1']))
    expect(searched({ ...DELETED, '(0008,0016)': 'remove' })).not.toContain('1.3.46.670589.2.3')
  })
  it('is no UID that stays in the data set, though File Meta Information is written anew', () => {
    const meta = inventoryOf([
      { path: '(0002,0003)', vr: 'UI', values: ['1.2.3.4.1'] },
      { path: '(0008,0018)', vr: 'UI', values: ['1.2.3.4.1'] },
    ])
    const found = (kind: OperationKind): readonly string[] =>
      textsOf(originalsOf(meta, operations({ '(0002,0003)': 'remove', '(0008,0018)': kind }), []))
    expect(found('keep')).toEqual([])
    expect(found('remove')).toEqual(['1.2.3.4.1'])
  })
  it('is no number of few digits, which is looked for in its own file, and no device called by a word', () => {
    const { searched: found, notSearched } = originalsOf(inventory, operations(DELETED), [])
    expect([...found, ...notSearched].map(({ text }) => text)).not.toContain('4471')
    expect(notSearched.map(({ text, why }) => `${text}: ${why}`)).toEqual(['AVANTO: a common word'])
  })
})
