import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MaybeSet } from '../../../src/engine/apply/maybe-set.ts'

describe('a set that says no, or maybe', () => {
  it('never says no of what was added', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const set = new MaybeSet()
        for (const text of texts) set.add(text)
        expect(texts.every((text) => set.mayHave(text))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })
  it('says no of nearly everything else, of a hundred thousand paths', () => {
    const set = new MaybeSet()
    const path = (number: number): string => `subj-0001/2.25.${number * 7919}/2.25.31/2.25.${number}.dcm`
    for (let number = 0; number < 100_000; number += 1) set.add(path(number))
    let maybe = 0
    for (let number = 100_000; number < 200_000; number += 1) if (set.mayHave(path(number))) maybe += 1
    expect(maybe).toBeLessThan(200)
  })
})
