import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DEFLATE } from '../../../src/engine/files/deflate.ts'

describe('A gzip stream is opened as far as it goes', () => {
  const text = 'set PATIENT "JANE"\nset SERIES "4"\n'.repeat(20)
  const stream = gzipSync(text)
  const opened = (bytes: Uint8Array): string => Buffer.from(DEFLATE.gunzip(bytes, 10_000)).toString()

  test('cut short', () => {
    expect(opened(stream)).toBe(text)
    const begun = opened(stream.subarray(0, stream.length - 12))
    expect(begun).not.toBe('')
    expect(text.startsWith(begun)).toBe(true)
  })

  test('with another checksum, padded or not', () => {
    const other = Buffer.from(stream)
    other.fill(0, other.length - 8)
    expect(opened(other)).toBe(text)
    expect(opened(Buffer.concat([other, Buffer.alloc(1)]))).toBe(text)
  })

  test('but not beyond what is asked for, nor what is none', () => {
    expect(() => DEFLATE.gunzip(stream, 100)).toThrow()
    expect(() => DEFLATE.gunzip(Buffer.from('no stream'), 10_000)).toThrow()
  })
})
