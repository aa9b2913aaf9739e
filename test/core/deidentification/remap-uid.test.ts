import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLegalUid, isUidRoot, uidRemapper } from '../../../src/core/deidentification/remap-uid.ts'
import { keyedBy } from './keyed-for-tests.ts'

const remapper = uidRemapper(keyedBy('one secret'), '2.25')
const uid = fc.array(fc.nat({ max: 2 ** 31 }), { minLength: 1, maxLength: 4 }).map((arcs) => `1.3.6.1.4.1.99999.${arcs.join('.')}`)

describe('new UIDs', () => {
  it('are made under 2.25 from a UUID of version 8', () => {
    const made = remapper.remap('1.2.3')
    expect(made).toMatch(/^2\.25\.\d{30,39}$/)
    const uuid = BigInt(made.slice(5)).toString(16).padStart(32, '0')
    expect([uuid[12], '89ab'.includes(uuid[16] ?? '')]).toEqual(['8', true])
  })

  it('are made under a registered root and stay within 64 characters', () => {
    const root = '1.3.6.1.4.1.14519.5.2.1.1234.5678'
    const made = uidRemapper(keyedBy('one secret'), root).remap('1.2.3')
    expect(made.startsWith(`${root}.`)).toBe(true)
    expect(isLegalUid(made)).toBe(true)
  })

  it('refuse a root that is none, or too long to tell UIDs apart', () => {
    expect([
      isUidRoot('2.25'),
      isUidRoot('1.2.840.99999'),
      isUidRoot('1.02.3'),
      isUidRoot('1.2.'),
      isUidRoot(`1.${'2'.repeat(50)}`),
    ]).toEqual([true, true, false, false, false])
  })

  it('stay away from what the Standard registers', () => {
    expect(remapper.remap('1.2.840.10008.5.1.4.1.1.2')).toBe('1.2.840.10008.5.1.4.1.1.2')
  })

  it('replace also what is no legal UID', () => {
    for (const text of ['MRN-4711', '1.2.03', '1.2.3 Oyelaran', `1.${'9'.repeat(80)}`]) expect(isLegalUid(remapper.remap(text))).toBe(true)
  })

  it('leave an empty UID empty', () => {
    expect(remapper.remap('')).toBe('')
  })

  it('are a function of the old UID and the secret, and of nothing else', () => {
    fc.assert(
      fc.property(uid, uid, (one, other) => {
        const again = uidRemapper(keyedBy('one secret'), '2.25')
        again.remap(other)
        expect(again.remap(one)).toBe(remapper.remap(one))
        expect(uidRemapper(keyedBy('another secret'), '2.25').remap(one)).not.toBe(remapper.remap(one))
      }),
    )
  })

  it('are legal, differ from the old ones and from each other', () => {
    fc.assert(
      fc.property(uid, uid, (one, other) => {
        const made = remapper.remap(one)
        expect(isLegalUid(made)).toBe(true)
        expect(made).not.toBe(one)
        expect(made === remapper.remap(other)).toBe(one === other)
      }),
    )
  })
})
