import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from '../../../src/core/inventory/merge.ts'
import { fold, said, someFiles } from '../../fixtures/partial-inventories.ts'

describe('Partial inventories', () => {
  it('merge to the same, whichever two are merged first', () => {
    fc.assert(
      fc.property(someFiles, someFiles, someFiles, (a, b, c) => {
        const [x, y, z] = [fold(a), fold(b), fold(c)]
        expect(said(merge(merge(x, y), z))).toEqual(said(merge(x, merge(y, z))))
      }),
    )
  })

  it('merge to the same, whichever stands first', () => {
    fc.assert(
      fc.property(someFiles, someFiles, (a, b) => {
        expect(said(merge(fold(a), fold(b)))).toEqual(said(merge(fold(b), fold(a))))
      }),
    )
  })

  it('merge to what one gets who reads all the files alone', () => {
    fc.assert(
      fc.property(someFiles, someFiles, (a, b) => {
        expect(said(merge(fold(a), fold(b)))).toEqual(said(fold([...a, ...b])))
      }),
    )
  })

  it('are unchanged by one of no files', () => {
    fc.assert(
      fc.property(someFiles, (a) => {
        expect(said(merge(fold(a), fold([])))).toEqual(said(fold(a)))
      }),
    )
  })
})
