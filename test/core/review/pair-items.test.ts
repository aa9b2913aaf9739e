import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairItems } from '../../../src/core/review/pair-elements.ts'
import type { Item } from '../../../src/core/dicom/element.ts'

/** Items that are told apart by their number alone. */
function items(count: number): readonly Item[] {
  return Array.from({ length: count }, () => ({ elements: [] }) as unknown as Item)
}

describe('items of a Sequence and those of its copy', () => {
  it.each([
    [20, 6],
    [110, 70],
    [600, 200],
  ])('meet as they were, of %d items of which %d were dropped', (count, dropped) => {
    const all = items(count)
    const kept = all.filter((_, index) => (index * dropped) % count >= dropped)
    const copies = new Map(kept.map((item) => [item, items(1)[0]]))
    const after = kept.map((item) => copies.get(item) as Item)
    const pairs = pairItems(all, after, (a, b) => (copies.get(a) === b ? 3 : 1))
    expect(pairs).toHaveLength(count)
    for (const [item, copy] of pairs) expect(copy === undefined ? undefined : copies.get(item as Item)).toBe(copy)
    expect(pairs.filter(([, copy]) => copy !== undefined)).toHaveLength(kept.length)
  })

  it('are all there, each once and in order, however many there are', () => {
    fc.assert(
      fc.property(fc.nat(150), fc.nat(150), (some, others) => {
        const [before, after] = [items(some), items(others)]
        const pairs = pairItems(before, after, () => 1)
        expect(pairs.flatMap(([item]) => (item === undefined ? [] : [item]))).toEqual(before)
        expect(pairs.flatMap(([, item]) => (item === undefined ? [] : [item]))).toEqual(after)
      }),
      { numRuns: 50 },
    )
  })
})
