import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import type { Part10File } from '../../../src/core/dicom/element.ts'
import { readPart10 } from '../../../src/core/dicom/read-part10.ts'
import {
  DEFLATED_LE,
  EXPLICIT_BE,
  EXPLICIT_LE,
  IMPLICIT_LE,
  transferSyntax,
  type TransferSyntax,
} from '../../../src/core/dicom/transfer-syntax.ts'
import {
  BIG,
  bytes,
  concat,
  dataSet,
  encapsulated,
  EXPLICIT,
  fileMeta,
  IMPLICIT,
  latin,
  numbers,
  part10,
  READ,
  read,
  sequence,
  text,
  type Built,
} from '../../fixtures/dicom-bytes.ts'
import { builtLines, readLines } from '../../fixtures/element-tree.ts'

const ELEMENTS: readonly Built[] = [
  text(0x00080005, 'CS', 'ISO_IR 100'),
  text(0x00080018, 'UI', '1.2.3.4'),
  text(0x00080050, 'SH', 'A123'),
  sequence(0x00081140, [[text(0x00081155, 'UI', '1.2.3.5')], []]),
  text(0x00100010, 'PN', 'DOE^JANE'),
  numbers(0x00280010, 'US', 512),
  bytes(0x7fe00010, 'OW', new Uint8Array(64).fill(7)),
]

function must(content: Uint8Array): Part10File {
  const result = read(content)
  if (!result.ok) throw new Error(`${result.failure.kind} at ${result.failure.offset}`)
  return result.value
}

function failureOf(content: Uint8Array): string | undefined {
  const result = read(content)
  return result.ok ? undefined : result.failure.kind
}

describe('A file is read in the encoding that its File Meta Information names', () => {
  test.each<[string, TransferSyntax]>([
    ['implicit little endian', IMPLICIT_LE],
    ['explicit little endian', EXPLICIT_LE],
    ['explicit big endian', EXPLICIT_BE],
    ['deflated', DEFLATED_LE],
  ])('%s', (_name, syntax) => {
    const file = must(part10(ELEMENTS, { syntax }))
    expect(readLines(file)).toEqual(builtLines(ELEMENTS))
    expect(file.transferSyntax).toEqual(syntax)
    expect(file.transferSyntaxFrom).toBe('file-meta')
    expect(file.trailing).toBeUndefined()
    expect(file.elements.map(({ vr }) => vr)).toEqual(ELEMENTS.map(({ vr }) => vr))
  })

  test('a private syntax of GE, implicit with big-endian pixels, keeps its name', () => {
    const syntax = transferSyntax('1.2.840.113619.5.2')
    const file = must(part10(ELEMENTS, { syntax }))
    expect(readLines(file)).toEqual(builtLines(ELEMENTS))
    expect([file.transferSyntax.uid, file.transferSyntaxFrom]).toEqual(['1.2.840.113619.5.2', 'file-meta'])
  })

  test('encapsulated pixels are fragments, the Basic Offset Table first', () => {
    const pixels = encapsulated(0x7fe00010, [new Uint8Array(0), new Uint8Array(10), new Uint8Array(4)])
    const file = must(
      part10([...ELEMENTS.slice(0, 3), pixels, bytes(0xfffcfffc, 'OB', [0, 0])], { syntax: transferSyntax('1.2.840.10008.1.2.4.50') }),
    )
    const element = file.elements.find(({ tag }) => tag === 0x7fe00010)
    expect(element?.fragments?.map(({ length }) => length)).toEqual([0, 10, 4])
    expect(element?.items).toBeUndefined()
    expect(file.elements.at(-1)?.tag).toBe(0xfffcfffc)
  })
})

describe('What surrounds the data set', () => {
  test('the preamble is told where it lies, whatever it holds', () => {
    const file = must(part10(ELEMENTS, { preamble: new Uint8Array(128).fill(0x41) }))
    expect(file.preamble).toEqual({ offset: 0, length: 128 })
    expect(file.fileMeta.map(({ tag }) => tag)).toEqual([0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010])
  })

  test('a file may begin with DICM, or with File Meta Information itself', () => {
    const rest = concat(fileMeta(EXPLICIT_LE.uid), dataSet(ELEMENTS, EXPLICIT))
    for (const content of [concat(latin('DICM'), rest), rest]) {
      const file = must(content)
      expect(file.preamble).toBeUndefined()
      expect(file.fileMeta).toHaveLength(5)
      expect(readLines(file)).toEqual(builtLines(ELEMENTS))
    }
  })

  test.each([
    ['implicit', IMPLICIT, IMPLICIT_LE.uid],
    ['explicit', EXPLICIT, EXPLICIT_LE.uid],
    ['big endian', BIG, EXPLICIT_BE.uid],
  ])('a data set alone is read by what its bytes show: %s', (_name, encoding, uid) => {
    const file = must(dataSet(ELEMENTS, encoding))
    expect(readLines(file)).toEqual(builtLines(ELEMENTS))
    expect(file.transferSyntax.uid).toBe(uid)
    expect(file.transferSyntaxFrom).toBe('bytes')
    expect(file.fileMeta).toEqual([])
  })

  test('a group length of group 0002 that is wrong does not move the data set', () => {
    const content = part10(ELEMENTS)
    content[128 + 4 + 8] = 0xee
    expect(readLines(must(content))).toEqual(builtLines(ELEMENTS))
  })

  test('File Meta Information in implicit VR, which is wrong, is read all the same', () => {
    const meta = dataSet([text(0x00020002, 'UI', '1.2.3'), text(0x00020010, 'UI', IMPLICIT_LE.uid)], IMPLICIT)
    const file = must(concat(new Uint8Array(128), latin('DICM'), meta, dataSet(ELEMENTS, IMPLICIT)))
    expect(file.fileMeta.map(({ vr, writtenVr }) => [vr, writtenVr])).toEqual([
      ['UI', undefined],
      ['UI', undefined],
    ])
    expect(file.transferSyntaxFrom).toBe('file-meta')
    expect(readLines(file)).toEqual(builtLines(ELEMENTS))
  })

  test('DICM and nothing more is a file without elements', () => {
    expect(must(part10([])).elements).toEqual([])
  })
})

describe('A label that is wrong is not believed against the bytes', () => {
  test.each([
    ['implicit under explicit', IMPLICIT, EXPLICIT_LE, IMPLICIT_LE.uid],
    ['explicit under implicit', EXPLICIT, IMPLICIT_LE, EXPLICIT_LE.uid],
    ['big endian under explicit', BIG, EXPLICIT_LE, EXPLICIT_BE.uid],
    ['explicit under big endian', EXPLICIT, EXPLICIT_BE, EXPLICIT_LE.uid],
  ])('%s', (_name, encoding, syntax, uid) => {
    const file = must(part10(ELEMENTS, { syntax, encoding }))
    expect(readLines(file)).toEqual(builtLines(ELEMENTS))
    expect(file.transferSyntax.uid).toBe(uid)
    expect(file.transferSyntaxFrom).toBe('bytes')
  })

  test('of two labels the first holds: the second stands in File Meta Information that was copied into the data set', () => {
    const twice = concat(new Uint8Array(128), latin('DICM'), fileMeta(EXPLICIT_LE.uid), fileMeta(IMPLICIT_LE.uid))
    const file = must(concat(twice, dataSet(ELEMENTS, EXPLICIT)))
    expect(readLines(file)).toEqual(builtLines(ELEMENTS))
    expect([file.transferSyntax.uid, file.transferSyntaxFrom]).toEqual([EXPLICIT_LE.uid, 'file-meta'])
    expect(file.fileMeta).toHaveLength(10)
  })

  test('a syntax that is not named is seen', () => {
    const content = concat(new Uint8Array(128), latin('DICM'), fileMeta(undefined), dataSet(ELEMENTS, IMPLICIT))
    expect(must(content).transferSyntax).toEqual(IMPLICIT_LE)
  })

  test('fragments keep the compression that the wrong label names', () => {
    const syntax = transferSyntax('1.2.840.10008.1.2.4.50')
    const file = must(
      part10([...ELEMENTS.slice(0, 3), encapsulated(0x7fe00010, [new Uint8Array(0), new Uint8Array(4)])], { syntax, encoding: IMPLICIT }),
    )
    expect(file.transferSyntax).toMatchObject({ uid: syntax.uid, explicitVr: false, encapsulated: true })
  })

  test('a broken file is not made whole by reading it in another way', () => {
    // Read as big endian, the first element swallows most of the file and only zeros are left.
    const broken = part10([text(0x00080005, 'CS', 'ISO_IR 13')], { after: concat(latin('\xfe\xff\x00\xe0'), new Uint8Array(6000)) })
    expect(failureOf(broken)).toBe('bad-item')
  })
})

describe('A file that is not read exactly to its end is a failure', () => {
  const whole = part10(ELEMENTS)
  const start = must(whole).dataSetOffset

  test('cut anywhere but between elements, it is not read', () => {
    const between = new Set(must(whole).elements.map(({ end }) => end))
    between.add(start)
    for (let size = start; size < whole.length; size += 1) {
      expect([size, read(whole.subarray(0, size)).ok]).toEqual([size, between.has(size)])
    }
  })

  test('a value longer than the file', () => {
    expect(failureOf(part10([text(0x00080050, 'SH', 'A'), bytes(0x00420011, 'OB', [1, 2], { claims: 3_000_000_000 })]))).toBe('truncated')
  })

  test('an item longer than its Sequence', () => {
    const content = part10([sequence(0x00081140, [[text(0x00081155, 'UI', '1.2.3')]], { claims: 10 }), text(0x00100020, 'LO', 'X')])
    expect(failureOf(content)).toBe('bad-length')
  })

  test('an undefined length without its delimiter', () => {
    const content = part10([sequence(0x00081140, [[text(0x00081155, 'UI', '1.2.3')]], { lengths: 'undefined' })])
    expect(failureOf(content.subarray(0, content.length - 8))).toBe('truncated')
    const pixels = part10([encapsulated(0x7fe00010, [new Uint8Array(0), new Uint8Array(4)])])
    expect(failureOf(pixels.subarray(0, pixels.length - 8))).toBe('truncated')
  })

  test('an undefined length where none can be', () => {
    expect(failureOf(part10([text(0x00081030, 'UT', 'X', { claims: 0xffffffff }), text(0x00100020, 'LO', 'X')]))).toBe('bad-length')
  })

  test('a deflated data set that does not inflate', () => {
    const content = part10(ELEMENTS, { syntax: DEFLATED_LE })
    content.fill(0xff, content.length - 60)
    expect(failureOf(content)).toMatch(/bad-deflate|truncated|bad-vr/)
    expect(failureOf(content.subarray(0, content.length - 70))).toBe('bad-deflate')
  })

  test('no message holds anything of the content', () => {
    for (let size = start; size < whole.length; size += 7) {
      const result = read(whole.subarray(0, size))
      if (!result.ok) expect(result.failure.message).toMatch(/^[A-Z][a-zA-Z ,:]+\. \(byte \d+\)$/)
    }
  })
})

describe('Bytes after the data set', () => {
  test('zeros are no elements, with or without pixels before them', () => {
    for (const elements of [ELEMENTS, ELEMENTS.slice(0, 5)]) {
      for (const syntax of [EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE]) {
        const content = part10(elements, { syntax, after: new Uint8Array(1000) })
        const file = must(content)
        expect(readLines(file)).toEqual(builtLines(elements))
        expect(file.trailing).toEqual({ offset: content.length - 1000, length: 1000 })
      }
    }
  })

  test.each(['SCANNED BY JANE DOE ON MONDAY', 'X', '<xml>identity</xml>'])('text behind the pixels is no element: %s', (after) => {
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE]) {
      const content = part10(ELEMENTS, { syntax, after: latin(after) })
      const file = must(content)
      expect(readLines(file)).toEqual(builtLines(ELEMENTS))
      expect(file.trailing).toEqual({ offset: content.length - after.length, length: after.length })
    }
  })

  test('a stray delimiter is none either', () => {
    const content = part10(ELEMENTS, { after: latin('\xfe\xff\xdd\xe0\0\0\0\0') })
    expect(must(content).trailing?.length).toBe(8)
    expect(failureOf(part10(ELEMENTS.slice(0, 5), { after: latin('\xfe\xff\x0d\xe0\0\0\0\0') }))).toBe('bad-item')
  })

  test('elements behind the pixels are elements, in order or not', () => {
    const late = [...ELEMENTS, bytes(0xfffcfffc, 'OB', [0, 0]), text(0x00100020, 'LO', 'LATE ID')]
    expect(readLines(must(part10(late)))).toEqual(builtLines(late))
    expect(readLines(must(part10(late, { syntax: IMPLICIT_LE })))).toEqual(builtLines(late))
  })

  test('so they are with zeros behind them', () => {
    const late = [...ELEMENTS, text(0x00100020, 'LO', 'LATE ID')]
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE]) {
      for (const zeros of [7, 8, 1000]) {
        const file = must(part10(late, { syntax, after: new Uint8Array(zeros) }))
        expect(readLines(file)).toEqual(builtLines(late))
        expect(file.trailing?.length).toBe(zeros)
      }
    }
  })

  test('behind what has a high tag but is no pixels anything but zeros is a failure', () => {
    const last = [text(0x7fe10010, 'LO', 'ACME'), sequence(0xfffafffa, [[text(0x00100020, 'LO', 'ID')]])]
    expect(readLines(must(part10([...ELEMENTS.slice(0, 5), ...last])))).toEqual(builtLines([...ELEMENTS.slice(0, 5), ...last]))
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE]) {
      const after = latin('SCANNED BY JANE DOE')
      expect(read(part10([...ELEMENTS.slice(0, 5), ...last], { syntax, after })).ok).toBe(false)
    }
  })

  test('a data set is not taken for what stands behind one element that the other byte order makes of it', () => {
    const stray = latin('\xfe\xff\xee\xe0\0\0\0\0')
    const content = concat(new Uint8Array(128), latin('DICM'), fileMeta(undefined), stray, dataSet(ELEMENTS.slice(0, 5), EXPLICIT))
    expect(read(content).ok).toBe(false)
  })

  test('behind a deflated stream anything but the NUL that makes it even is told', () => {
    for (const elements of [ELEMENTS, ELEMENTS.slice(0, 5)]) {
      for (const after of ['SCANNED BY JANE DOE', '\0\0', 'X']) {
        const content = part10(elements, { syntax: DEFLATED_LE, after: latin(after) })
        const file = must(content)
        expect(readLines(file)).toEqual(builtLines(elements))
        const { offset, length } = file.trailing ?? { offset: 0, length: 0 }
        const seen = Buffer.from(file.dataSet.bytes(offset, length)).toString('latin1')
        expect([after, `\0${after}`]).toContain(seen)
        expect(file.dataSet.size).toBe(offset + length)
      }
      expect(must(part10(elements, { syntax: DEFLATED_LE })).trailing).toBeUndefined()
    }
  })

  test('behind a data set without pixels anything but zeros is a failure', () => {
    expect(failureOf(part10(ELEMENTS.slice(0, 5), { after: latin('\x01') }))).toBe('truncated')
    expect(failureOf(part10(ELEMENTS.slice(0, 5), { after: latin('\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01') }))).toBeDefined()
  })
})

describe('What is no DICOM file', () => {
  test.each([
    ['text', latin('patient,study\nDoe,1\n'.repeat(50))],
    ['zeros', new Uint8Array(5000)],
    ['a JPEG', concat(latin('\xff\xd8\xff\xe0\x00\x10JFIF\0'), new Uint8Array(300).fill(9))],
    ['a PNG', concat(latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), new Uint8Array(100))],
    ['a zip', concat(latin('PK\x03\x04'), new Uint8Array(200).fill(1))],
    ['zeros and a four', concat(latin('\0\0\0\0\x04\0\0\0'), new Uint8Array(300))],
    ['one byte', latin('\x08')],
    ['eight bytes', latin('\x08\x00\x05\x00\x00\x00\x00\x00').subarray(0, 7)],
  ])('%s', (_name, content) => {
    expect(failureOf(content)).toBe('not-dicom')
  })

  test('an empty file is told apart', () => {
    expect(failureOf(new Uint8Array(0))).toBe('empty')
  })

  test('a data set without label that was cut is unreadable, not foreign', () => {
    expect(failureOf(dataSet(ELEMENTS, EXPLICIT).subarray(0, 100))).toBe('truncated')
  })
})

describe('Reading touches headers only', () => {
  test('of a file of 20 MB of pixels a few kilobytes are asked for', () => {
    const pixels = new Uint8Array(20_000_000)
    const fragments = [new Uint8Array(0), ...Array.from({ length: 100 }, () => new Uint8Array(200_000))]
    for (const last of [bytes(0x7fe00010, 'OW', pixels), encapsulated(0x7fe00010, fragments)]) {
      const inner = bytesSource(part10([...ELEMENTS.slice(0, 6), last]))
      let asked = 0
      const source = {
        size: inner.size,
        bytes: (offset: number, length: number) => {
          asked += length
          return inner.bytes(offset, length)
        },
      }
      expect(readPart10(source, READ).ok).toBe(true)
      expect(asked).toBeLessThan(16_384)
    }
  })

  test('a source that overwrites what it gave before is read just as well', () => {
    const inner = bytesSource(part10(ELEMENTS, { syntax: IMPLICIT_LE }))
    const window = new Uint8Array(8192)
    const source = {
      size: inner.size,
      bytes: (offset: number, length: number) => {
        const part = inner.bytes(offset, length)
        window.fill(0xaa).set(part)
        return window.subarray(0, part.length)
      },
    }
    const result = readPart10(source, READ)
    expect(result.ok && readLines({ ...result.value, dataSet: inner })).toEqual(builtLines(ELEMENTS))
  })

  test('a source that gives less than its size is a failure', () => {
    const inner = bytesSource(part10(ELEMENTS))
    const short = { size: inner.size + 5000, bytes: inner.bytes }
    expect(readPart10(short, READ).ok).toBe(false)
  })
})
