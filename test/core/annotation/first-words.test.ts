import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FirstWords } from '../../../src/core/annotation/first-words.ts'
import { wordsOf } from '../../../src/core/annotation/words.ts'

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom('Doe', 'JANE', '0012345', 'é', '^', ' ', '1.2.'), { maxLength: 8 }).map((parts) => parts.join('')),
)

describe('Words that are looked for', () => {
  it('are never overlooked in a text that holds one of them', () => {
    fc.assert(
      fc.property(text, fc.nat(5), (where, which) => {
        const words = wordsOf(where)
        const word = words[which % Math.max(1, words.length)]
        if (word === undefined) return
        const first = new FirstWords()
        first.add(word)
        expect(first.mayBeIn(where)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('are not in a text of other words', () => {
    const first = new FirstWords()
    for (const word of ['DOE', 'JANE', '0012345']) first.add(word)
    expect(first.mayBeIn('Doe')).toBe(true)
    for (const other of ['', 'DOES', 'IDOE', '1.2.840.10008.5.1.4.1.1.2', 'head first, supine', '00123456'])
      expect(first.mayBeIn(other)).toBe(false)
  })
})
