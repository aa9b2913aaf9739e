import { constants, deflateRawSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inflatedLength } from '../../../src/engine/files/inflated-length.ts'

const MOST = 1 << 20

/** Data as they come: noise, text, long runs, and all of these behind each other. */
const DATA = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 70_000 }))
        .map(([byte, length]) => new Uint8Array(length).fill(byte)),
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.integer({ min: 0, max: 4000 }))
        .map(([part, times]) => Buffer.alloc(part.length * times, part)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => Buffer.concat(parts))

const HOW = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED),
})

describe('The length of what is deflated', () => {
  it('is known without inflating it, however it was deflated', () => {
    fc.assert(
      fc.property(DATA, HOW, fc.uint8Array({ maxLength: 9 }), (data, how, after) => {
        expect(inflatedLength(Buffer.concat([deflateRawSync(data, how), after]), MOST)).toBe(data.length)
      }),
    )
  })

  it('is not told where it is more than may be', () => {
    const stream = deflateRawSync(new Uint8Array(5000))
    expect([inflatedLength(stream, 5000), inflatedLength(stream, 4999)]).toEqual([5000, undefined])
  })

  it('is not told of a stream that is cut off', () => {
    fc.assert(
      fc.property(DATA, HOW, fc.nat(), (data, how, cut) => {
        const stream = deflateRawSync(data, how)
        expect(inflatedLength(stream.subarray(0, cut % stream.length), MOST)).toBeUndefined()
      }),
    )
  })

  it('is found out of anything, or that there is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(inflatedLength(bytes, MOST) ?? 0).toBeLessThanOrEqual(MOST)
      }),
    )
  })
})
