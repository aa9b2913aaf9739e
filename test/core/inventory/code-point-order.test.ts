import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byCodePoint } from '../../../src/core/inventory/code-point-order.ts'

describe('The order of code points', () => {
  it('is the order of UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(byCodePoint(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })

  it('puts characters beyond U+FFFF behind all others', () => {
    expect(byCodePoint('\u{1F600}', '\uFFFD')).toBeGreaterThan(0)
  })
})
