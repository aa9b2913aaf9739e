import { expect, it, describe } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { BASIC_PROFILE } from '../../../src/core/confidentiality/profile-changes.ts'
import { offendingValues } from '../../../src/core/decisions/offending-values.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'

function offending(element: SmallElement, tells: (text: string) => boolean = () => false): readonly string[] | undefined {
  const inventory = inventoryOf([element])
  const [found] = inventory.elements()
  const annotation = found === undefined ? undefined : annotate(inventory, BASIC_PROFILE).get(found.path)
  if (found === undefined || annotation === undefined) throw new Error('the inventory has one element')
  return offendingValues(found, annotation, inventory.values(found.path), tells)?.map(({ value }) => value)
}

describe('of an element that nobody reviewed', () => {
  it('only the numbers that are none go', () => {
    expect(offending({ path: '(0028,0008)', vr: 'IS', values: ['1', '39', 'many'] })).toEqual(['many'])
  })
  it('only the codes that are none go', () => {
    expect(offending({ path: '(0008,0008)', vr: 'CS', values: ['ORIGINAL\\PRIMARY', 'see Ruth, room 4'] })).toEqual(['see Ruth, room 4'])
  })
  it('a code that tells of somebody goes too', () => {
    expect(offending({ path: '(0008,0008)', vr: 'CS', values: ['ORIGINAL', 'OYELARAN'] }, (text) => text === 'OYELARAN')).toEqual([
      'OYELARAN',
    ])
  })
  it('a term of the Standard stays, though somebody is called so', () => {
    const tells = (text: string): boolean => text === 'PANCREAS' || text === 'OYELARAN'
    expect(offending({ path: '(0018,0015)', vr: 'CS', values: ['CHEST', 'PANCREAS', 'OYELARAN'] }, tells)).toEqual(['OYELARAN'])
  })
  it('a term that the Standard does not define goes, the others stay', () => {
    expect(offending({ path: '(0028,1054)', vr: 'LO', values: ['HU', 'normalized'] })).toEqual(['normalized'])
  })
  it('a coding scheme of somebody’s own goes, published ones stay', () => {
    expect(offending({ path: '(0040,0275)[*](0040,0008)[*](0008,0102)', vr: 'SH', values: ['SCT', '99WENDREDA'] })).toEqual(['99WENDREDA'])
  })
  it('everything goes where no value is what it should be', () => {
    expect(offending({ path: '(0028,0008)', vr: 'IS', values: ['many'] })).toBeUndefined()
  })
  it.each<[string, SmallElement]>([
    ['text', { path: '(0018,0022)', vr: 'LO', values: ['SPIRAL'] }],
    ['an element of Table E.1-1', { path: '(0010,1010)', vr: 'CS', values: ['A'] }],
    ['a private element', { path: '(0009,"GEMS_IDEN_01",30)', vr: 'IS', values: ['1'] }],
    ['an element in which identities were found', { path: '(0018,1401)', vr: 'CS', values: ['A'] }],
  ])('%s goes as a whole', (_what, element) => expect(offending(element)).toBeUndefined())
})
