import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import type { Part10File } from '../../../src/core/dicom/element.ts'
import { Layout } from '../../../src/core/dicom/layout.ts'
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { gather, writePart10 } from '../../../src/core/dicom/write-part10.ts'
import {
  BIG,
  bytes,
  concat,
  dataSet,
  DEFLATE,
  EXPLICIT,
  IMPLICIT,
  latin,
  numbers,
  part10,
  read,
  sequence,
  text,
  type Built,
} from '../../fixtures/dicom-bytes.ts'
import { builtLines, everyElement, readLines } from '../../fixtures/element-tree.ts'

const FIRST: readonly Built[] = [text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'), text(0x00080018, 'UI', '1.2.3.4')]
const LAST: readonly Built[] = [
  text(0x00100010, 'PN', 'DOE^JANE'),
  text(0x00100020, 'LO', 'ID 17'),
  numbers(0x00280010, 'US', 512),
  bytes(0x7fe00010, 'OW', new Uint8Array(64).fill(7)),
]
const OTHER = text(0x00080050, 'SH', 'A123')

function must(content: Uint8Array): Part10File {
  const result = read(content)
  if (!result.ok) throw new Error(`${result.failure.kind} at ${result.failure.offset}`)
  return result.value
}

function writtenBack(content: Uint8Array, value: Uint8Array): Part10File {
  const file = must(content)
  const element = file.elements.find(({ tag }) => tag === OTHER.tag)
  if (element === undefined) throw new Error('no such element')
  const written = writePart10(file, { dataSet: { elements: new Map([[element, { do: 'set', value }]]), add: [] } }, { deflate: DEFLATE })
  if (!written.ok) throw new Error(written.failure.kind)
  const length = written.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  return must(gather({ parts: [...written.value], length }, bytesSource(content)))
}

/** Header and value as they stand in a little-endian file. */
function header(form: 'short' | 'long', vr: string, value = 'ABCDEFGH'): Uint8Array {
  const length = new Uint8Array(form === 'short' ? 2 : 6)
  length[form === 'short' ? 0 : 2] = value.length
  return concat(latin(`\x08\x00\x50\x00${vr}`), length, latin(value))
}

describe('In an explicit data set an element may be written otherwise than its VR says', () => {
  const around = (middle: Uint8Array): Uint8Array => concat(part10(FIRST), middle, dataSet(LAST, EXPLICIT))

  test.each([
    ['NULs', '\0\0'],
    ['bytes that are no characters', '\xff\xfe'],
    ['blanks', '  '],
    ['question marks', '??'],
    ['lower case', 'sh'],
  ])('a VR of %s, with 16 or 32 bits of length', (_name, vr) => {
    for (const form of ['short', 'long'] as const) {
      const file = must(around(header(form, vr)))
      const elements = [...FIRST, text(OTHER.tag, 'SH', 'ABCDEFGH'), ...LAST]
      expect(readLines(file)).toEqual(builtLines(elements))
      expect(file.elements.map((one) => one.vr)).toEqual(elements.map((one) => one.vr))
      expect(file.elements[2]?.writtenVr).toBe(vr)
    }
  })

  test.each(['UN', 'OB', 'UT'])('16 bits of length behind %s, which has 32', (vr) => {
    const file = must(around(header('short', vr)))
    expect(readLines(file)).toEqual(builtLines([...FIRST, text(OTHER.tag, 'SH', 'ABCDEFGH'), ...LAST]))
    expect(file.elements[2]?.writtenVr).toBe(vr)
  })

  test('what else stands in the two reserved bytes means nothing where the data set goes on by the 32 bits', () => {
    const middle = header('long', 'UT')
    middle.set([1, 2], 6)
    expect(readLines(must(around(middle)))).toEqual(builtLines([...FIRST, text(OTHER.tag, 'UT', 'ABCDEFGH'), ...LAST]))
  })

  test.each([
    ['little endian', EXPLICIT_LE, EXPLICIT, IMPLICIT],
    ['big endian', EXPLICIT_BE, BIG, { ...BIG, explicitVr: false }],
  ])('no VR at all: one element, a private one, a Sequence, all that follow; %s', (_name, syntax, explicit, implicit) => {
    const others: readonly Built[] = [
      OTHER,
      sequence(0x00081140, [[text(0x00081155, 'UI', '1.2.3.5')]], { lengths: 'undefined', itemLengths: 'undefined' }),
      text(0x00090010, 'LO', 'ACME'),
      text(0x00091001, 'LO', 'A VALUE'),
    ]
    const elements = [...FIRST, ...others, ...LAST]
    for (const last of [explicit, implicit]) {
      const file = must(concat(part10(FIRST, { syntax }), dataSet(others, implicit), dataSet(LAST, last)))
      expect(readLines(file)).toEqual(builtLines(elements))
      expect(file.transferSyntax.uid).toBe(syntax.uid)
      expect(file.elements[2]).toMatchObject({ vr: 'SH', writtenVr: undefined })
    }
  })

  test('in an item, too', () => {
    const item = concat(dataSet([OTHER], EXPLICIT), dataSet([text(0x00081155, 'UI', '1.2.3.5')], IMPLICIT))
    const begin = latin('\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff')
    const end = latin('\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0')
    expect(readLines(must(around(concat(begin, item, end))))).toEqual(
      builtLines([...FIRST, sequence(0x00081140, [[OTHER, text(0x00081155, 'UI', '1.2.3.5')]]), ...LAST]),
    )
  })

  test('a new value keeps the form', () => {
    const middles = [header('short', '\0\0'), header('long', '??'), header('short', 'UN'), dataSet([OTHER], IMPLICIT)]
    for (const middle of middles) {
      const file = writtenBack(around(middle), latin('A NEW VALUE.'))
      expect(readLines(file)).toEqual(builtLines([...FIRST, text(OTHER.tag, 'SH', 'A NEW VALUE.'), ...LAST]))
      expect(file.elements[2]?.writtenVr).toBe(must(around(middle)).elements[2]?.writtenVr)
    }
  })

  test('a file of which one header is so has no layout that is recognised, and is not recognised', () => {
    for (const middle of [header('short', '\0\0'), header('short', 'UN'), dataSet([OTHER], IMPLICIT)]) {
      const source = bytesSource(around(middle))
      expect(Layout.of(must(around(middle)), source)).toBeUndefined()
      for (const usual of [header('long', 'UN'), dataSet([text(OTHER.tag, 'SH', 'ABCDEFGH')], EXPLICIT)]) {
        expect(Layout.of(must(around(usual)), bytesSource(around(usual)))?.matches(source)).toBe(false)
      }
    }
  })

  test('a header that leads nowhere is no header', () => {
    for (const middle of [header('short', '\0\0').subarray(0, -1), header('long', '\xff\xfe', 'ABCD').subarray(0, -1)]) {
      expect(read(around(middle)).ok).toBe(false)
    }
  })

  test('a data set that begins without VRs is implicit, whatever its label says', () => {
    const file = must(concat(part10([]), dataSet([...FIRST, OTHER, ...LAST], IMPLICIT)))
    expect([file.transferSyntax.uid, file.transferSyntaxFrom]).toEqual([IMPLICIT_LE.uid, 'bytes'])
  })
})

describe('A Sequence may hold items in the other byte order', () => {
  test.each([
    ['big endian in little endian', EXPLICIT_LE, BIG],
    ['little endian in big endian', EXPLICIT_BE, EXPLICIT],
  ])('%s', (_name, syntax, inside) => {
    const item = [text(0x00080050, 'SH', 'A123'), numbers(0x00280010, 'US', 258)]
    const elements = [...FIRST, text(0x00090010, 'LO', 'ACME'), sequence(0x00091001, [item, item], { inside }), ...LAST]
    const file = must(part10(elements, { syntax }))
    expect(readLines(file)).toEqual(builtLines(elements))
    expect(everyElement(file.elements).some(({ encoding }) => encoding?.littleEndian === inside.littleEndian)).toBe(true)
  })
})

describe('A data set without File Meta Information may begin anywhere, if nothing in it says that it is none', () => {
  const beginnings: readonly (readonly [string, readonly Built[]])[] = [
    ['the image', LAST.slice(2)],
    ['the acquisition', [text(0x00180015, 'CS', 'HEAD'), ...LAST.slice(2)]],
    ['a private block', [text(0x00090010, 'LO', 'ACME'), text(0x00091001, 'LO', 'A VALUE'), ...LAST]],
  ]
  test.each(beginnings)('%s', (_name, begun) => {
    const elements = begun.length < 3 ? [...begun.slice(0, 1), numbers(0x00280011, 'US', 512), ...begun.slice(1)] : begun
    for (const encoding of [EXPLICIT, IMPLICIT, BIG]) {
      expect(readLines(must(dataSet(elements, encoding)))).toEqual(builtLines(elements))
    }
  })

  test('cut, with something behind it or out of order it is no DICOM file', () => {
    const elements = [numbers(0x00280010, 'US', 512), numbers(0x00280011, 'US', 512), text(0x00321060, 'LO', 'HEAD')]
    for (const encoding of [EXPLICIT, IMPLICIT]) {
      const whole = dataSet(elements, encoding)
      expect(read(whole).ok).toBe(true)
      const others = [whole.subarray(0, -1), concat(whole, new Uint8Array(20)), dataSet(elements.toReversed(), encoding)]
      for (const content of others) expect(read(content)).toMatchObject({ ok: false, failure: { kind: 'not-dicom' } })
    }
  })
})
