import { appendFileSync, truncateSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { FileReader, type OpenFile } from '../../../src/engine/files/file-source.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'

const SIZE = 1_000_003
const content = Uint8Array.from({ length: SIZE }, (_, index) => (index * 31 + (index >> 8) * 7) & 0xff)
const file = join(temporaryFolder(), 'file')
writeFileSync(file, content)

const reader = new FileReader()
const opened: OpenFile[] = []
function open(path: string): OpenFile {
  const source = reader.open(path)
  if (source === undefined) throw new Error('no regular file')
  opened.push(source)
  return source
}

afterAll(() => opened.forEach((source) => source.close()))

describe('A file as a source of bytes', () => {
  it('gives the bytes that are there, in whatever order and number they are asked for', () => {
    const ask = fc.oneof(
      fc.tuple(fc.nat(2000), fc.nat(5000)),
      fc.tuple(fc.nat(SIZE + 10), fc.nat(100)),
      fc.tuple(fc.nat(SIZE), fc.nat(300_000)),
    )
    fc.assert(
      fc.property(fc.array(ask, { minLength: 1, maxLength: 30 }), (asked) => {
        const source = open(file)
        for (const [offset, length] of asked) {
          expect(Buffer.compare(source.bytes(offset, length), content.subarray(offset, offset + length))).toBe(0)
        }
        source.close()
        opened.pop()
      }),
    )
  })

  it('gives nothing beyond its end', () => {
    const source = open(file)
    expect(source.bytes(SIZE, 10)).toHaveLength(0)
    expect(source.bytes(SIZE - 3, 10)).toHaveLength(3)
    expect(source.bytes(SIZE + 5_000_000_000, 10)).toHaveLength(0)
  })

  it('does not show the bytes of the file before', () => {
    open(file).bytes(0, 1000)
    const short = join(temporaryFolder(), 'short')
    writeFileSync(short, 'abc')
    expect([...open(short).bytes(0, 1000)]).toEqual([97, 98, 99])
  })

  it('knows when the file was changed since', () => {
    const growing = join(temporaryFolder(), 'growing')
    writeFileSync(growing, 'abc')
    const source = open(growing)
    expect(source.hasChanged()).toBe(false)
    appendFileSync(growing, 'def')
    expect(source.hasChanged()).toBe(true)
  })

  it('throws where the file has become shorter, and gives no bytes of the one before', () => {
    const shrinking = join(temporaryFolder(), 'shrinking')
    writeFileSync(shrinking, new Uint8Array(300_000))
    for (const offset of [0, 200_000, 299_990]) {
      const source = open(shrinking)
      truncateSync(shrinking, 10)
      expect(() => source.bytes(offset, 100_000)).toThrow(expect.objectContaining({ code: 'SHRUNK' }) as Error)
      truncateSync(shrinking, 300_000)
    }
  })

  it.skipIf(process.platform === 'win32')('is none of a pipe, which it does not wait for', () => {
    const pipe = join(temporaryFolder(), 'pipe')
    spawnSync('mkfifo', [pipe])
    expect(reader.open(pipe)).toBeUndefined()
  })
})
