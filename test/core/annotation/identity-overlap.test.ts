import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifierKind, identifyingTokens, isIdentifierElement } from '../../../src/core/annotation/identifiers.ts'
import { identityOverlap } from '../../../src/core/annotation/identity-overlap.ts'
import { inventoryOf } from '../../fixtures/small-inventory.ts'

const collection = inventoryOf([
  { path: '(0010,0010)', vr: 'PN', values: ['Müller-Lüdenscheidt^Erwin^^Dr.=山田^太郎', 'CHEST^PHANTOM', 'LEE^AL'] },
  { path: '(0010,0020)', vr: 'LO', values: ['MRN-0012345', '007', '0000987654'] },
  { path: '(0010,0030)', vr: 'DA', values: ['19520317'] },
  { path: '(0010,1040)', vr: 'LO', values: ['12 Elm Street, Springfield'] },
  { path: '(0010,2154)', vr: 'SH', values: ['+1 (555) 010-4477'] },
  { path: '(0008,0080)', vr: 'LO', values: ['St. Mary Hospital'] },
  { path: '(0008,0090)', vr: 'PN', values: ['OYELARAN^R'] },
  { path: '(0008,1010)', vr: 'SH', values: ['CTSCANNER7'] },
  { path: '(0008,0018)', vr: 'UI', values: ['1.2.3.4.5'] },
  { path: '(0008,1048)[*](0040,1101)', vr: 'SQ' },
])
const overlaps = identityOverlap(identifyingTokens(collection))

describe('identifying values', () => {
  it('are those of names, numbers, addresses and places, wherever they stand', () => {
    expect(identifierKind('(0008,0090)', ['PN'])).toBe('name')
    expect(identifierKind('(0040,A730)[*](0040,A123)', ['PN'])).toBe('name')
    expect(identifierKind('(0040,0275)[*](0008,0050)', ['SH'])).toBe('id')
    expect(identifierKind('(0010,0030)', ['DA'])).toBe('birth-date')
    expect(identifierKind('(0008,0020)', ['DA'])).toBe('date')
    expect(identifierKind('(0008,0018)', ['UI'])).toBe('uid')
    expect(isIdentifierElement('(0008,1030)', ['LO'])).toBe(false)
    expect(isIdentifierElement('(0008,0016)', ['UI'])).toBe(false)
    expect(isIdentifierElement('file-name', ['UT'])).toBe(false)
  })

  it('come one by one, with where they are from', () => {
    const two = inventoryOf([{ path: '(0010,1000)', vr: 'LO', values: ['A1\\B2', 'A1'] }])
    expect(identifyingTokens(two)).toEqual([
      { token: 'A1', path: '(0010,1000)', kind: 'id' },
      { token: 'B2', path: '(0010,1000)', kind: 'id' },
    ])
  })

  it('leave out UIDs and dates, of which every file has its own, unless they are asked for', () => {
    expect(identifyingTokens(collection).some(({ kind }) => kind === 'uid' || kind === 'date')).toBe(false)
    expect(identifyingTokens(collection, ['uid'])).toEqual([{ token: '1.2.3.4.5', path: '(0008,0018)', kind: 'uid' }])
  })
})

describe('a text overlaps with an identity of the collection', () => {
  it.each([
    ['by a family name among other words', 'Follow-up for Lüdenscheidt, chest', 'name'],
    ['without its accents', 'MULLER chest', 'name'],
    ['in other case', 'erwin', 'name'],
    ['by family and given name written as one', 'MullerLudenscheidtErwin_CT', 'name'],
    ['by a name in ideographs', '山田 太郎', 'name'],
    ['by a name in ideographs written as one', '患者:山田太郎', 'name'],
    ['by a physician’s name', 'ref by Oyelaran', 'name'],
    ['by a patient number with its separators', 'see MRN-0012345', 'id'],
    ['by a patient number without them', 'see MRN0012345.', 'id'],
    ['by a patient number without leading zeros', 'no 987654', 'id'],
    ['by a birth date', 'born 17.03.1952', 'birth-date'],
    ['by a birth date in the other order', '1952-03-17', 'birth-date'],
    ['by an address', 'lives at 12 Elm Street Springfield', 'address'],
    ['by a telephone number', 'call +1 555 010 4477', 'phone'],
    ['by an institution', 'done at ST MARY HOSPITAL', 'institution'],
    ['in a file name', 'archive/oyelaran_1.dcm', 'name'],
  ])('%s', (_how, text, kind) => expect(overlaps(text)).toBe(kind))

  it.each([
    ['by a word of the trade that is a name’s part', 'CHEST PHANTOM'],
    ['by two letters', 'AL'],
    ['by a part of a word', 'MULLERIAN DUCT'],
    ['by a short number', '007'],
    ['by a part of a number', '1987654321'],
    ['by a word of an institution alone', 'HOSPITAL'],
    ['by a street number alone', '12 slices'],
    ['by a device', 'CTSCANNER7'],
    ['by a UID', '1.2.3.4.5'],
    ['by nothing', ''],
  ])('not %s', (_how, text) => expect(overlaps(text)).toBeUndefined())

  it('wherever in the text it stands', () => {
    const words = fc.string({ unit: fc.constantFrom(...'XYZ '), maxLength: 12 })
    fc.assert(
      fc.property(words, words, fc.constantFrom('Oyelaran', 'MRN-0012345', '12 Elm Street Springfield'), (before, after, token) => {
        expect(overlaps(`${before} ${token} ${after}`)).toBeDefined()
      }),
    )
  })
})
