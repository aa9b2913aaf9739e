import { describe, expect, it } from 'vitest'
import { bytesSource, type ByteSource } from '../../../src/core/dicom/byte-source.ts'
import { characterSets, DEFAULT_CHARACTER_SETS } from '../../../src/core/dicom/character-set.ts'
import type { DataElement } from '../../../src/core/dicom/element.ts'
import { TAG, type Tag } from '../../../src/core/dicom/tag.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'
import { describeBytes, describeValue } from '../../../src/core/inventory/describe-value.ts'
import type { FoundValue } from '../../../src/core/inventory/fold.ts'
import { printableStrings } from '../../../src/core/inventory/printable-strings.ts'
import { latin } from '../../fixtures/dicom-bytes.ts'

const digest = (bytes: Uint8Array): string => `${bytes.length} bytes from ${bytes[0]}`
const PLAIN = { littleEndian: true, characterSets: DEFAULT_CHARACTER_SETS }
const of = (bytes: Uint8Array, vr: VR): FoundValue => describeBytes(bytes, vr, PLAIN, digest)

function elementAt(tag: Tag, vr: VR, length: number): DataElement {
  return { tag, vr, writtenVr: vr, creator: undefined, headerOffset: 0, valueOffset: 0, length, end: length }
}

describe('What the inventory keeps of a value', () => {
  it('is text up to 1,024 characters, whole and without its padding', () => {
    expect(of(latin('DOE^JANE '), 'PN')).toEqual({ vr: 'PN', form: 'text', text: 'DOE^JANE', length: 8, digest: '' })
    expect(of(latin('x'.repeat(1024)), 'LT')).toMatchObject({ form: 'text', text: 'x'.repeat(1024) })
  })

  it('is the first 1,000 characters, length and digest of longer text', () => {
    expect(of(latin('x'.repeat(1025)), 'LT')).toEqual({
      vr: 'LT',
      form: 'digest',
      text: 'x'.repeat(1000),
      length: 1025,
      digest: '1025 bytes from 120',
    })
  })

  it('does not cut a character in two', () => {
    const utf8 = { littleEndian: true, characterSets: characterSets('ISO_IR 192') }
    const { text } = describeBytes(new TextEncoder().encode(`x${'\u{1F600}'.repeat(600)}`), 'LT', utf8, digest)
    expect(text.isWellFormed()).toBe(true)
  })

  it('is the bytes, shown, where text is not that of its character set', () => {
    expect(of(latin('M\xfcller'), 'PN')).toMatchObject({ form: 'undecodable', text: 'M\\xFCller' })
  })

  it('is every number of a short list', () => {
    expect(of(Uint8Array.of(1, 0, 0, 1), 'US')).toMatchObject({ form: 'text', text: '1\\256' })
  })

  it('is the digest of a long list of numbers', () => {
    expect(of(new Uint8Array(2 * 513), 'US')).toMatchObject({ form: 'digest', length: 1026, text: '' })
  })

  it.each<VR>(['OB', 'OW', 'UN'])('is the text in %s that consists of text, and nothing but padding is none', (vr) => {
    expect(of(latin('JANE DOE\0\0'), vr)).toMatchObject({ form: 'text', text: 'JANE DOE' })
    expect(of(new Uint8Array(4), vr)).toMatchObject({ form: 'digest', length: 4, text: '' })
  })

  it('is the printable strings and the digest of other bytes', () => {
    expect(of(latin('\x01\x02SMITH\x03ab\x04'), 'OB')).toEqual({
      vr: 'OB',
      form: 'digest',
      text: 'SMITH',
      length: 11,
      digest: '11 bytes from 1',
    })
  })

  it('is empty text where there is no value, whatever the VR', () => {
    for (const vr of ['LO', 'US', 'OB', 'UN'] as const)
      expect(of(new Uint8Array(0), vr)).toMatchObject({ form: 'text', text: '', length: 0 })
  })

  it('is the length alone of Pixel Data, which is not read', () => {
    const untouchable: ByteSource = {
      size: 1 << 30,
      bytes: () => {
        throw new Error('pixels were read')
      },
    }
    for (const tag of [TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData]) {
      expect(describeValue(elementAt(tag, 'OW', 4096), untouchable, PLAIN, digest)).toEqual({
        vr: 'OW',
        form: 'digest',
        text: '',
        length: 4096,
        digest: '',
      })
    }
  })

  it('is seen from the first 64 KB only where the value is over 1 MB', () => {
    const asked: number[] = []
    const long = new Uint8Array((1 << 20) + 2)
    long.set(latin('SMITH'), 100)
    const source: ByteSource = {
      size: long.length,
      bytes: (offset, length) => {
        asked.push(length)
        return bytesSource(long).bytes(offset, length)
      },
    }
    const found = describeValue(elementAt(0x00091010, 'UN', long.length), source, PLAIN, digest)
    expect(found).toMatchObject({ form: 'digest', text: 'SMITH', length: long.length })
    expect(asked).toEqual([65536])
  })

  it('tells values over 1 MB apart by their length', () => {
    const digestOf = (length: number): string =>
      describeValue(elementAt(0x00091010, 'UN', length), bytesSource(new Uint8Array(length)), PLAIN, (bytes) => bytes.slice(0, 4).join())
        .digest
    expect(digestOf((1 << 20) + 2)).not.toBe(digestOf((1 << 20) + 4))
  })
})

describe('Printable strings', () => {
  it('are runs of four characters and more', () => {
    expect(printableStrings(latin('\0abc\x01defg\x02h'), 100)).toBe('defg')
  })

  it('are found in UTF-16, too', () => {
    expect(printableStrings(latin('\x01J\0A\0N\0E\0\x02\x03DOE JOHN'), 100)).toBe('JANE DOE JOHN')
  })

  it('lose no character to the NUL that ends them', () => {
    expect(printableStrings(latin('NAME\0\0'), 100)).toBe('NAME')
  })

  it('end at the limit', () => {
    expect(printableStrings(latin(`${'abcd\0'.repeat(10)}`), 10)).toBe('abcd abcd ')
  })
})
