import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzyFind } from '../../src/renderer/shell/fuzzy.ts'

const best = (typed: string, titles: readonly string[]): string | undefined =>
  titles
    .flatMap((title) => {
      const found = fuzzyFind(typed, title)
      return found === undefined ? [] : [{ title, score: found.score }]
    })
    .toSorted((one, other) => other.score - one.score)[0]?.title

const ACTIONS = [
  'Go to Inventory',
  'Go to Apply',
  'Undo',
  'Next open',
  'Accept the proposal',
  'Copy the address of this view',
  'Retain',
  'Review',
  'Column layout: Standard',
  'Column layouts: keep, use, drop',
]

describe('what somebody begins to type', () => {
  it.each([
    ['inv', 'Go to Inventory'],
    ['gap', 'Go to Apply'],
    ['undo', 'Undo'],
    ['cad', 'Copy the address of this view'],
    ['prop acc', 'Accept the proposal'],
    ['NO', 'Next open'],
    ['ret', 'Retain'],
    ['rev', 'Review'],
    ['column layouts', 'Column layouts: keep, use, drop'],
    ['layout st', 'Column layout: Standard'],
  ])('%s is %s', (typed, title) => expect(best(typed, ACTIONS)).toBe(title))

  it('is not found where a letter is missing', () => {
    expect(fuzzyFind('xyz', 'Go to Inventory')).toBeUndefined()
    expect(best('zzz', ACTIONS)).toBeUndefined()
  })

  it('is found by each of its own letters, whichever are left out', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,20}$/), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (title, kept) => {
        const typed = [...title].filter((letter, index) => letter !== ' ' && kept[index]).join('')
        const found = fuzzyFind(typed, title)
        expect(found).toBeDefined()
        expect(found?.at.map((index) => title[index]).join('')).toBe(typed)
      }),
    )
  })
})
