import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAutomaton, foldedKey, search, START } from '../../../src/core/review/aho-corasick.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Every occurrence as `pattern@end`, found by looking at every place for every pattern. */
function naive(patterns: readonly Uint8Array[], text: Uint8Array): string[] {
  const folded = foldedKey(text)
  const first = new Map<string, number>()
  patterns.forEach((pattern, index) => {
    const key = foldedKey(pattern)
    if (!first.has(key)) first.set(key, index)
  })
  const hits: string[] = []
  for (const [key, index] of first)
    for (let at = folded.indexOf(key); at >= 0; at = folded.indexOf(key, at + 1)) hits.push(`${index}@${at + key.length}`)
  return hits.sort()
}

function found(patterns: readonly Uint8Array[], pieces: readonly Uint8Array[], denseCells = 1 << 20): string[] {
  const automaton = buildAutomaton(patterns, { denseCells })
  const hits: string[] = []
  let state = START
  let before = 0
  for (const piece of pieces) {
    state = search(automaton, state, piece, (pattern, end) => hits.push(`${pattern}@${before + end}`))
    before += piece.length
  }
  return hits.sort()
}

/** Few letters, so that patterns overlap, nest and repeat. */
const word = (maxLength: number): fc.Arbitrary<Uint8Array> =>
  fc.array(fc.constantFrom(0x41, 0x61, 0x62, 0x42, 0x63, 0x00, 0xff), { minLength: 1, maxLength }).map((codes) => Uint8Array.from(codes))

describe('Aho-Corasick', () => {
  it('finds exactly what looking at every place finds, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(word(6), { minLength: 1, maxLength: 12 }),
        word(200),
        fc.array(fc.nat(200), { maxLength: 6 }),
        fc.constantFrom(1, 20, 1000),
        (patterns, text, cuts, denseCells) => {
          const at = [0, ...cuts.filter((cut) => cut <= text.length).sort((a, b) => a - b), text.length]
          const pieces = at.slice(1).map((end, index) => text.subarray(at[index], end))
          expect(found(patterns, pieces, denseCells)).toEqual(naive(patterns, text))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('finds the same where most states are too deep for a full row of transitions', () => {
    const patterns = Array.from({ length: 3000 }, (_, index) => bytes(`1.2.840.${index * 7919}.${index % 13}.${index * 31}`))
    const text = bytes(
      [...patterns.keys()]
        .filter((index) => index % 17 === 0)
        .map((index) => `${index} 1.2.840.${index * 7919}.${index % 13}.${index * 31}x`)
        .join(''),
    )
    expect(buildAutomaton(patterns, { denseCells: 500 }).denseStates).toBeLessThan(50)
    expect(found(patterns, [text.subarray(0, 1000), text.subarray(1000)], 500)).toEqual(naive(patterns, text))
  })

  it('takes upper and lower case of ASCII letters for the same, and no other bytes', () => {
    expect(found([bytes('Doe')], [bytes('xDOEx doe')])).toEqual(['0@4', '0@9'])
    expect(found([Uint8Array.of(0xe9)], [Uint8Array.of(0xc9, 0xe9)])).toEqual(['0@2'])
    expect(found([bytes('@[')], [bytes('`{')])).toEqual([])
  })

  it('reports the longest first where several patterns end at one place', () => {
    const order: number[] = []
    search(buildAutomaton([bytes('ne'), bytes('Jane'), bytes('ane')]), START, bytes('jane'), (pattern) => order.push(pattern))
    expect(order).toEqual([1, 2, 0])
  })
})
