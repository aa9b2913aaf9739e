import { describe, expect, test } from 'vitest'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { DEEPEST } from '../../../src/core/dicom/read-data-set.ts'
import { readPart10 } from '../../../src/core/dicom/read-part10.ts'
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import {
  bytes,
  concat,
  DEFLATE,
  element,
  EXPLICIT,
  IMPLICIT,
  latin,
  part10,
  READ,
  read,
  sequence,
  text,
  type Built,
} from '../../fixtures/dicom-bytes.ts'
import { builtLines, readLines } from '../../fixtures/element-tree.ts'

const ITEM = [text(0x00080050, 'SH', 'A123'), text(0x00100010, 'PN', 'DOE^JANE')]
const CREATOR: Built = text(0x00090010, 'LO', 'UNHEARD OF')

function must(content: Uint8Array): Part10File {
  const result = read(content)
  if (!result.ok) throw new Error(`${result.failure.kind} at ${result.failure.offset}`)
  return result.value
}

function only(file: Part10File, tag: number): DataElement {
  const found = file.elements.find((one) => one.tag === tag)
  if (found === undefined) throw new Error('not there')
  return found
}

/** Unwraps `depth` levels of items around a leaf. */
function nested(depth: number, lengths: 'defined' | 'undefined'): Built {
  let inner: Built = text(0x00080050, 'SH', 'A1')
  for (let level = 0; level < depth; level += 1) inner = sequence(0x00081140, [[inner]], { lengths, itemLengths: lengths })
  return inner
}

describe('Sequences are followed in every form of length', () => {
  for (const lengths of ['defined', 'undefined'] as const) {
    for (const itemLengths of ['defined', 'undefined'] as const) {
      test(`Sequence ${lengths}, items ${itemLengths}`, () => {
        const elements = [
          sequence(0x00081140, [ITEM, [], [sequence(0x00400275, [ITEM], { lengths, itemLengths })]], { lengths, itemLengths }),
        ]
        for (const syntax of [EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE]) {
          expect(readLines(must(part10(elements, { syntax })))).toEqual(builtLines(elements))
        }
      })
    }
  }

  test('an empty Sequence has no items, of either length', () => {
    for (const lengths of ['defined', 'undefined'] as const) {
      const file = must(part10([sequence(0x00081140, [], { lengths }), text(0x00100020, 'LO', 'X')]))
      expect(only(file, 0x00081140).items).toEqual([])
      expect(file.elements).toHaveLength(2)
    }
  })

  test('a delimiter after a defined length is tolerated as its last bytes', () => {
    const delimiter = latin('\xfe\xff\xdd\xe0\0\0\0\0')
    const content = concat(element(sequence(0x00081140, [ITEM]), EXPLICIT).subarray(12), delimiter)
    const file = must(part10([bytes(0x00081140, 'UN', content), text(0x00100020, 'LO', 'X')]))
    expect(only(file, 0x00081140).items).toHaveLength(1)
  })
})

describe('VR UN that holds a Sequence is opened', () => {
  const inImplicit = { writtenVr: 'UN', inside: IMPLICIT }
  test.each([
    ['undefined length, implicit inside', sequence(0x00081140, [ITEM], { ...inImplicit, lengths: 'undefined' })],
    ['defined length of a known Sequence', sequence(0x00081140, [ITEM], inImplicit)],
    ['defined length of an unknown element', sequence(0x00091001, [ITEM], inImplicit)],
    ['explicit inside, against the rule', sequence(0x00091001, [ITEM], { writtenVr: 'UN', inside: EXPLICIT })],
    [
      'explicit inside, of undefined lengths',
      sequence(0x00091001, [ITEM], { writtenVr: 'UN', lengths: 'undefined', itemLengths: 'undefined' }),
    ],
    ['an empty item first', sequence(0x00091001, [[], ITEM], inImplicit)],
    ['nested twice', sequence(0x00081140, [[sequence(0x00081115, [ITEM])]], inImplicit)],
  ])('%s', (_name, built) => {
    const elements = built.tag === 0x00091001 ? [CREATOR, built] : [built]
    const file = must(part10([...elements, text(0x00100020, 'LO', 'X')]))
    expect(readLines(file)).toEqual(builtLines([...elements, text(0x00100020, 'LO', 'X')]))
    const opened = only(file, built.tag)
    expect([opened.vr, opened.writtenVr]).toEqual(['SQ', 'UN'])
    expect(opened.encoding).toEqual(built.inside?.explicitVr === false ? IMPLICIT : undefined)
  })

  test('little endian inside a big-endian file', () => {
    const elements = [sequence(0x00081140, [ITEM], { ...inImplicit, lengths: 'undefined' }), text(0x00100020, 'LO', 'X')]
    const file = must(part10(elements, { syntax: EXPLICIT_BE }))
    expect(readLines(file)).toEqual(builtLines(elements))
    expect(only(file, 0x00081140).encoding).toEqual(IMPLICIT)
  })

  test('what only begins like items stays closed', () => {
    for (const value of [
      '\xfe\xff\x00\xe0\x04\0\0\0ABCDEF',
      '\xfe\xff\x00\xe0\xff\xff\xff\xff',
      '\xfe\xff\x00\xe0\x0a\0\0\0\x08\0\x50\0\xff\0\0\0AB',
    ]) {
      const file = must(part10([CREATOR, bytes(0x00091001, 'UN', latin(value)), text(0x00100020, 'LO', 'X')]))
      expect(only(file, 0x00091001)).toMatchObject({ vr: 'UN', length: value.length })
      expect(only(file, 0x00091001).items).toBeUndefined()
      expect(file.elements).toHaveLength(3)
    }
  })

  test('a public element gets the VR of PS3.6 and keeps what is written', () => {
    const file = must(part10([text(0x00100010, 'UN', 'DOE^JANE')]))
    expect(only(file, 0x00100010)).toMatchObject({ vr: 'PN', writtenVr: 'UN' })
  })
})

describe('Private Sequences in implicit VR are opened', () => {
  test.each([
    ['undefined length', sequence(0x00091001, [ITEM], { lengths: 'undefined', itemLengths: 'undefined' })],
    ['defined length', sequence(0x00091001, [ITEM, []])],
    ['nested', sequence(0x00091001, [[CREATOR, sequence(0x00091002, [ITEM])]])],
    ['explicit items, against the rule', sequence(0x00091001, [ITEM], { inside: EXPLICIT })],
  ])('%s', (_name, built) => {
    const elements = [CREATOR, built, text(0x00100020, 'LO', 'X')]
    const file = must(part10(elements, { syntax: IMPLICIT_LE }))
    expect(readLines(file)).toEqual(builtLines(elements))
    expect(only(file, 0x00091001).vr).toBe('SQ')
  })

  test('without dictionaries too', () => {
    const elements = [CREATOR, sequence(0x00091001, [ITEM]), sequence(0x00081140, [ITEM])].sort((a, b) => a.tag - b.tag)
    const result = readPart10(bytesSource(part10(elements, { syntax: IMPLICIT_LE })), { deflate: DEFLATE })
    expect(result.ok && readLines(result.value)).toEqual(builtLines(elements))
  })
})

describe('Pixels are never taken for a Sequence', () => {
  const likeItems = element(sequence(0x00081140, [ITEM]), IMPLICIT).subarray(8)
  test.each([
    ['Pixel Data', 0x7fe00010, 'OW'],
    ['Float Pixel Data', 0x7fe00008, 'OF'],
    ['Overlay Data', 0x60003000, 'OW'],
    ['Red Palette Color Lookup Table Data', 0x00281201, 'OW'],
    ['Encapsulated Document', 0x00420011, 'OB'],
  ] as const)('%s', (_name, tag, vr) => {
    for (const syntax of [IMPLICIT_LE, EXPLICIT_LE]) {
      const file = must(part10([bytes(tag, vr, likeItems)], { syntax }))
      expect(file.elements).toHaveLength(1)
      expect(file.elements[0]?.items).toBeUndefined()
      expect(file.elements[0]?.length).toBe(likeItems.length)
    }
  })

  test('not even as UN', () => {
    const file = must(part10([bytes(0x7fe00010, 'OW', likeItems, { writtenVr: 'UN' })]))
    expect(file.elements[0]?.items).toBeUndefined()
  })
})

describe('Items in another encoding than their Sequence', () => {
  test('implicit items in an explicit Sequence', () => {
    const elements = [sequence(0x00081140, [[], ITEM], { inside: IMPLICIT }), text(0x00100020, 'LO', 'X')]
    const file = must(part10(elements))
    expect(readLines(file)).toEqual(builtLines(elements))
    expect(only(file, 0x00081140).encoding).toEqual(IMPLICIT)
  })
})

describe('Odd forms of headers', () => {
  test('blanks or question marks for a VR have the short form; the dictionary says what is meant', () => {
    for (const letters of ['  ', '??']) {
      const built = { ...text(0x00280030, 'DS', '1\\1'), writtenVr: letters }
      const file = must(part10([built, text(0x00281050, 'DS', '40')]))
      expect(file.elements[0]).toMatchObject({ vr: 'DS', writtenVr: letters, length: 4 })
      expect(file.elements).toHaveLength(2)
    }
  })

  test('a VR of an edition to come has the long form', () => {
    const header = concat(latin('\x09\x00\x01\x10ZZ\0\0'), latin('\x04\0\0\0ABCD'))
    const file = must(part10([CREATOR], { after: concat(header, element(text(0x00100020, 'LO', 'X'), EXPLICIT)) }))
    expect(file.elements.map(({ vr, writtenVr, length }) => [vr, writtenVr, length])).toEqual([
      ['LO', 'LO', 10],
      ['UN', 'ZZ', 4],
      ['LO', 'LO', 2],
    ])
  })

  test('odd lengths are read as they are', () => {
    const elements = [text(0x00080050, 'SH', '', { bytes: latin('ABC') }), text(0x00100020, 'LO', 'X')]
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE]) expect(readLines(must(part10(elements, { syntax })))).toEqual(builtLines(elements))
  })

  test('duplicates and elements out of order are all there', () => {
    const elements = [text(0x00100020, 'LO', 'B'), text(0x00080050, 'SH', 'A'), text(0x00100020, 'LO', 'C')]
    expect(readLines(must(part10(elements)))).toEqual(builtLines(elements))
  })
})

describe('Hostile depth and number', () => {
  test('as deep as the bound, and no deeper', () => {
    for (const lengths of ['defined', 'undefined'] as const) {
      expect(readLines(must(part10([nested(DEEPEST, lengths)]))).length).toBe(DEEPEST + 1)
    }
    const result = read(part10([nested(DEEPEST + 1, 'undefined')]))
    expect(result.ok || result.failure.kind).toBe('too-deep')
  })

  test('100,000 unclosed Sequences end in a failure, in every encoding', () => {
    const open = latin('\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff')
    const many = concat(...Array.from({ length: 100_000 }, () => open))
    const explicit = read(part10([], { after: many }))
    expect(explicit.ok || explicit.failure.kind).toBe('too-deep')
    const openImplicit = latin('\x08\x00\x40\x11\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff')
    const implicit = read(part10([], { syntax: IMPLICIT_LE, after: concat(...Array.from({ length: 100_000 }, () => openImplicit)) }))
    expect(implicit.ok || implicit.failure.kind).toBe('too-deep')
  })

  test('100,000 frames with their functional groups are read, each of them', () => {
    const group = (tag: number, inside: Built): Built => sequence(tag, [[inside]])
    const frame = [group(0x00209113, text(0x00200032, 'DS', '0\\0\\1')), group(0x00289132, text(0x00281050, 'DS', '40'))]
    const item = element(sequence(0x52009230, [frame]), EXPLICIT).subarray(12)
    const frames = new Uint8Array(item.length * 100_000)
    for (let at = 0; at < frames.length; at += item.length) frames.set(item, at)
    const file = must(part10([bytes(0x52009230, 'SQ', frames)]))
    const items = only(file, 0x52009230).items ?? []
    expect(items).toHaveLength(100_000)
    for (const one of [items[0], items[99_999]]) {
      expect(one?.elements.map(({ tag, items: inner }) => [tag, inner?.[0]?.elements.length])).toEqual([
        [0x00209113, 1],
        [0x00289132, 1],
      ])
    }
    expect(items[99_999]?.end).toBe(file.dataSet.size)
  })

  test('millions of empty items are counted, not piled up without end', () => {
    const items = new Uint8Array(8 * 4_100_000)
    for (let at = 0; at < items.length; at += 8) items.set([0xfe, 0xff, 0x00, 0xe0], at)
    const result = read(part10([bytes(0x00081140, 'UN', items)]))
    expect(result.ok || result.failure.kind).toBe('too-many')
  })
})

describe('Work grows with the size of a file, not faster', () => {
  /** Bytes asked of the source while reading. */
  function work(content: Uint8Array): number {
    const inner = bytesSource(content)
    let asked = 0
    const source = {
      size: inner.size,
      bytes: (offset: number, length: number) => {
        asked += length
        return inner.bytes(offset, length)
      },
    }
    readPart10(source, READ)
    return asked
  }

  const ZEROS = new Uint8Array(200_000)
  test.each([
    ['zeros that do not go to the end', part10([text(0x00080050, 'SH', 'A')], { syntax: IMPLICIT_LE, after: concat(ZEROS, latin('x')) })],
    [
      'zeros behind the pixels, then more',
      part10([bytes(0x7fe00010, 'OW', [1, 2])], { syntax: IMPLICIT_LE, after: concat(ZEROS, latin('x')) }),
    ],
    ['values that begin like Sequences', part10(likeSequences(2000))],
    ['such values in each other', part10([CREATOR, bytes(0x00091001, 'UN', inEachOther(200))])],
    ['creators beyond ASCII', part10(Array.from({ length: 5000 }, () => bytes(0x00090010, 'LO', [0xc4, 0xd6])))],
  ])('%s', (_name, content) => {
    expect(work(content)).toBeLessThan(8 * content.length + 100_000)
  })

  function likeSequences(count: number): Built[] {
    return [CREATOR, ...Array.from({ length: count }, () => bytes(0x00091001, 'UN', latin('\xfe\xff\x00\xe0\x50\0\0\0ABCDEFGHIJ')))]
  }

  /** Each item holds one element of unknown VR that holds an item …, and at the bottom something is wrong. */
  function inEachOther(depth: number): Uint8Array {
    let inner = latin('wrong')
    for (let level = 0; level < depth; level += 1) {
      const value = element(bytes(0x00091001, 'UN', inner), IMPLICIT)
      inner = concat(latin('\xfe\xff\x00\xe0'), Uint8Array.of(value.length & 255, (value.length >> 8) & 255, value.length >> 16, 0), value)
    }
    return inner
  }
})
