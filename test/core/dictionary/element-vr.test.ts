import { describe, expect, test } from 'vitest'
import { elementVr } from '../../../src/core/dictionary/element-vr.ts'

describe('The VR of an element that is written without one', () => {
  test.each([
    ['public: PS3.6', 0x00100010, undefined, 'PN'],
    ['one of several: the first', 0x00280106, undefined, 'US'],
    ['pixels: OW', 0x7fe00010, undefined, 'OW'],
    ['a repeating group', 0x60023000, undefined, 'OW'],
    ['a group length', 0x00090000, undefined, 'UL'],
    ['a Private Creator', 0x00090010, 'GEMS_IDEN_01', 'LO'],
    ['private: the private dictionary, in any block', 0x00093302, 'GEMS_IDEN_01', 'SH'],
    ['private: whatever the case and the outer blanks', 0x00091002, ' gems_iden_01', 'SH'],
    ['private without creator: nobody knows', 0x00091002, undefined, undefined],
    ['private of an unknown creator: nobody knows', 0x00091002, 'NOBODY', undefined],
    ['a tag that PS3.6 does not know', 0x00080007, undefined, undefined],
  ] as const)('%s', (_name, tag, creator, vr) => {
    expect(elementVr(tag, creator)).toBe(vr)
    expect(elementVr(tag, creator)).toBe(vr)
  })
})
