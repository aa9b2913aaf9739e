import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import type { DataSetEdits, ElementEdit } from '../../../src/core/dicom/edits.ts'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { newBytes, newSequence, newText } from '../../../src/core/dicom/encode-element.ts'
import { DEEPEST } from '../../../src/core/dicom/read-data-set.ts'
import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { gather, writePart10, type FileEdits } from '../../../src/core/dicom/write-part10.ts'
import {
  bytes,
  concat,
  dataSet,
  DEFLATE,
  encapsulated,
  EXPLICIT,
  fileMeta,
  IMPLICIT,
  latin,
  numbers,
  part10,
  read,
  sequence,
  text,
  type Built,
} from '../../fixtures/dicom-bytes.ts'

const NOTHING: DataSetEdits = { elements: new Map(), add: [] }

function opened(content: Uint8Array): Part10File {
  const result = read(content)
  if (!result.ok) throw new Error(`${result.failure.kind} at ${result.failure.offset}`)
  return result.value
}

/** Writes with edits that are made from the file as it was read; gives the bytes, or why not. */
function written(content: Uint8Array, make: (file: Part10File) => FileEdits): Uint8Array | string {
  const file = opened(content)
  const result = writePart10(file, make(file), { deflate: DEFLATE })
  if (!result.ok) return result.failure.kind
  const length = result.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  return gather({ parts: [...result.value], length }, bytesSource(content))
}

function find(file: Part10File, tag: number): DataElement {
  const element = file.elements.find((one) => one.tag === tag)
  if (element === undefined) throw new Error('not there')
  return element
}

const only =
  (tag: number, edit: ElementEdit) =>
  (file: Part10File): FileEdits => ({ dataSet: { elements: new Map([[find(file, tag), edit]]), add: [] } })

const SYNTAXES = [EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE, DEFLATED_LE]
const ID = text(0x00100020, 'LO', 'ID 17')
const NAME = text(0x00100010, 'PN', 'DOE^JANE')
const ROWS = numbers(0x00280010, 'US', 512)
const PIXELS = bytes(0x7fe00010, 'OW', new Uint8Array(100).fill(3))

describe('Without edits a file is one range of itself', () => {
  test.each(SYNTAXES)('$uid', (syntax) => {
    const content = part10([NAME, ID, PIXELS], { syntax, after: new Uint8Array(20) })
    const file = opened(content)
    const result = writePart10(file, { dataSet: NOTHING }, { deflate: DEFLATE })
    expect(result.ok && result.value).toEqual([{ from: 'file', offset: 0, length: content.length }])
  })
})

describe('What is edited changes, what is not is copied', () => {
  for (const syntax of SYNTAXES) {
    const whole = part10([NAME, ID, ROWS, PIXELS], { syntax })
    test(`remove, in ${syntax.uid}`, () => {
      expect(written(whole, only(0x00100020, { do: 'remove' }))).toEqual(part10([NAME, ROWS, PIXELS], { syntax }))
    })
    test(`set text, padded, in ${syntax.uid}`, () => {
      expect(written(whole, only(0x00100010, { do: 'set', value: latin('NEW^NAME^X') }))).toEqual(
        part10([text(0x00100010, 'PN', 'NEW^NAME^X'), ID, ROWS, PIXELS], { syntax }),
      )
      expect(written(whole, only(0x00100010, { do: 'set', value: latin('ODD') }))).toEqual(
        part10([text(0x00100010, 'PN', 'ODD '), ID, ROWS, PIXELS], { syntax }),
      )
    })
    test(`set numbers, given in little endian, in ${syntax.uid}`, () => {
      expect(written(whole, only(0x00280010, { do: 'set', value: Uint8Array.of(1, 2) }))).toEqual(
        part10([NAME, ID, numbers(0x00280010, 'US', 0x0201), PIXELS], { syntax }),
      )
    })
    test(`add, sorted in by tag, in ${syntax.uid}`, () => {
      const add = [
        newText(0x00120062, 'CS', 'YES'),
        newText(0x00080050, 'SH', 'A1'),
        newBytes(0xfffcfffc, 'OB', Uint8Array.of(1)),
        newSequence(0x00120064, [[newText(0x00080100, 'SH', '113100'), newBytes(0x00280010, 'US', Uint8Array.of(7, 0))], []]),
      ]
      const expected = [
        text(0x00080050, 'SH', 'A1'),
        NAME,
        ID,
        text(0x00120062, 'CS', 'YES'),
        sequence(0x00120064, [[text(0x00080100, 'SH', '113100'), numbers(0x00280010, 'US', 7)], []]),
        ROWS,
        PIXELS,
        bytes(0xfffcfffc, 'OB', [1, 0]),
      ]
      expect(written(whole, () => ({ dataSet: { elements: new Map(), add } }))).toEqual(part10(expected, { syntax }))
    })
  }

  test('text values set in a UN element are padded and stay UN', () => {
    const content = part10([text(0x00100010, 'UN', 'DOE^JANE')])
    expect(written(content, only(0x00100010, { do: 'set', value: latin('ABC') }))).toEqual(
      part10([bytes(0x00100010, 'PN', latin('ABC '), { writtenVr: 'UN' })]),
    )
  })

  test('fragments can go, and stay as they are next to an edit', () => {
    const pixels = encapsulated(0x7fe00010, [new Uint8Array(0), latin('JPEG')])
    expect(written(part10([NAME, pixels]), only(0x00100010, { do: 'remove' }))).toEqual(part10([pixels]))
    expect(written(part10([NAME, pixels]), only(0x7fe00010, { do: 'remove' }))).toEqual(part10([NAME]))
  })

  test('bytes after the data set stay, or go when they are told to', () => {
    const content = part10([NAME, PIXELS], { after: latin('SCANNED BY JANE') })
    expect(written(content, only(0x00100010, { do: 'remove' }))).toEqual(part10([PIXELS], { after: latin('SCANNED BY JANE') }))
    expect(written(content, () => ({ dataSet: NOTHING, trailing: 'drop' }))).toEqual(part10([NAME, PIXELS]))
  })

  test('bytes behind a deflated stream stay behind it', () => {
    for (const elements of [
      [NAME, ID],
      [NAME, ID, PIXELS],
    ]) {
      const content = part10(elements, { syntax: DEFLATED_LE, after: latin('BY JANE!') })
      expect(written(content, () => ({ dataSet: NOTHING }))).toEqual(content)
      const out = opened(written(content, only(0x00100010, { do: 'remove' })) as Uint8Array)
      expect(out.elements.map(({ tag }) => tag)).toEqual(elements.slice(1).map(({ tag }) => tag))
      const { offset, length } = out.trailing ?? { offset: 0, length: 0 }
      expect(Buffer.from(out.dataSet.bytes(offset, length)).toString('latin1')).toMatch(/^\0{0,2}BY JANE!$/)
    }
  })

  test('bytes behind a deflated stream go when they are told to', () => {
    const content = part10([NAME, PIXELS], { syntax: DEFLATED_LE, after: latin('BY JANE') })
    expect(written(content, () => ({ dataSet: NOTHING, trailing: 'drop' }))).toEqual(part10([NAME, PIXELS], { syntax: DEFLATED_LE }))
  })
})

describe('Inside Sequences', () => {
  for (const lengths of ['defined', 'undefined'] as const) {
    for (const itemLengths of ['defined', 'undefined'] as const) {
      for (const syntax of SYNTAXES) {
        test(`lengths are right at every level: ${lengths}, items ${itemLengths}, ${syntax.uid}`, () => {
          const form = { lengths, itemLengths }
          const build = (inner: readonly Built[]): Uint8Array =>
            part10([sequence(0x00081140, [[ID], [ID, sequence(0x00400275, [inner, [ID]], form)], []], form), NAME], { syntax })
          const edited = written(build([NAME, ID]), (file) => {
            const outer = find(file, 0x00081140)
            const inner = outer.items?.[1]?.elements[1]
            const target = inner?.items?.[0]?.elements[0]
            if (inner === undefined || target === undefined) throw new Error('not there')
            const edits: DataSetEdits = { elements: new Map([[target, { do: 'remove' }]]), add: [newText(0x00080050, 'SH', 'A12345')] }
            const inMiddle: DataSetEdits = { elements: new Map([[inner, { do: 'items', items: [edits, undefined] }]]), add: [] }
            return { dataSet: { elements: new Map([[outer, { do: 'items', items: [undefined, inMiddle, undefined] }]]), add: [] } }
          })
          expect(edited).toEqual(build([text(0x00080050, 'SH', 'A12345'), ID]))
        })

        test(`items go and are replaced: ${lengths}, items ${itemLengths}, ${syntax.uid}`, () => {
          const form = { lengths, itemLengths }
          const content = part10([sequence(0x00081140, [[ID], [NAME]], form), NAME], { syntax })
          expect(written(content, only(0x00081140, { do: 'items', items: ['remove', undefined] }))).toEqual(
            part10([sequence(0x00081140, [[NAME]], form), NAME], { syntax }),
          )
          const replaced = written(content, only(0x00081140, { do: 'replace-items', items: [[newText(0x00100020, 'LO', 'NEW')], []] }))
          expect(replaced).toEqual(part10([sequence(0x00081140, [[text(0x00100020, 'LO', 'NEW')], []], { lengths }), NAME], { syntax }))
          expect(written(content, only(0x00081140, { do: 'set', value: new Uint8Array(0) }))).toEqual(
            part10([sequence(0x00081140, []), NAME], { syntax }),
          )
        })
      }
    }
  }

  test('inside UN new elements are implicit, and the header stays UN', () => {
    for (const lengths of ['defined', 'undefined'] as const) {
      const form = { writtenVr: 'UN', inside: IMPLICIT, lengths }
      const content = part10([sequence(0x00081140, [[ID]], form), NAME])
      const edited = written(content, (file) => {
        const outer = find(file, 0x00081140)
        const edits: DataSetEdits = { elements: new Map(), add: [newText(0x00080050, 'SH', 'A1')] }
        return { dataSet: { elements: new Map([[outer, { do: 'items', items: [edits] }]]), add: [] } }
      })
      expect(edited).toEqual(part10([sequence(0x00081140, [[text(0x00080050, 'SH', 'A1'), ID]], form), NAME]))
    }
  })

  test('a delimiter behind a defined length stays', () => {
    const delimiter = latin('\xfe\xff\xdd\xe0\0\0\0\0')
    const build = (items: readonly (readonly Built[])[]): Uint8Array => {
      const content = concat(dataSet([sequence(0x00081140, items)], IMPLICIT).subarray(8), delimiter)
      return part10([bytes(0x00081140, 'UN', content), NAME])
    }
    expect(written(build([[ID], [NAME]]), only(0x00081140, { do: 'items', items: [undefined, 'remove'] }))).toEqual(build([[ID]]))
  })

  test('as deep as the reader goes', () => {
    const build = (leaf: Built): Uint8Array => {
      let inner = leaf
      for (let level = 0; level < DEEPEST; level += 1) inner = sequence(0x00081140, [[inner]])
      return part10([inner])
    }
    const edited = written(build(ID), (file) => {
      const path: DataElement[] = []
      for (let next = file.elements[0]; next !== undefined; next = next.items?.[0]?.elements[0]) path.push(next)
      let edits: DataSetEdits | undefined
      for (const element of path.toReversed()) {
        const edit: ElementEdit = edits === undefined ? { do: 'set', value: latin('X') } : { do: 'items', items: [edits] }
        edits = { elements: new Map([[element, edit]]), add: [] }
      }
      return { dataSet: edits ?? NOTHING }
    })
    expect(edited).toEqual(build(text(0x00100020, 'LO', 'X')))
  })
})

describe('Group lengths tell the truth about a group that changed (PS3.5 7.2)', () => {
  const group8 = [text(0x00080050, 'SH', 'A123'), text(0x00080060, 'CS', 'MR')]
  const length = (elements: readonly Built[], encoding = EXPLICIT): number => dataSet(elements, encoding).length

  test('only that of the changed group, even if others are wrong', () => {
    const build = (of8: readonly Built[], value8: number): Uint8Array =>
      part10([numbers(0x00080000, 'UL', value8), ...of8, numbers(0x00100000, 'UL', 4711), NAME])
    const edited = written(build(group8, length(group8)), only(0x00080050, { do: 'set', value: latin('LONGER VALUE') }))
    const expected = [text(0x00080050, 'SH', 'LONGER VALUE'), text(0x00080060, 'CS', 'MR')]
    expect(edited).toEqual(build(expected, length(expected)))
  })

  test('in big endian, in items, and with what is added', () => {
    for (const syntax of [EXPLICIT_BE, IMPLICIT_LE]) {
      const build = (extra: readonly Built[]): Uint8Array => {
        const content = [...extra, ...group8]
        return part10([sequence(0x00081140, [[numbers(0x00080000, 'UL', length(content, syntax)), ...content]])], { syntax })
      }
      const edited = written(build([]), (file) => {
        const edits: DataSetEdits = { elements: new Map(), add: [newText(0x00080005, 'CS', 'ISO_IR 100')] }
        return { dataSet: { elements: new Map([[find(file, 0x00081140), { do: 'items', items: [edits] }]]), add: [] } }
      })
      expect(edited).toEqual(build([text(0x00080005, 'CS', 'ISO_IR 100')]))
    }
  })

  test('one that is removed is gone', () => {
    const content = part10([numbers(0x00080000, 'UL', length(group8)), ...group8])
    expect(written(content, only(0x00080000, { do: 'remove' }))).toEqual(part10(group8))
  })
})

describe('A new header', () => {
  const meta = [
    newText(0x00020010, 'UI', EXPLICIT_LE.uid),
    newText(0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    newText(0x00020003, 'UI', '1.2.3.4'),
    newBytes(0x00020001, 'OB', Uint8Array.of(0, 1)),
  ]
  const header = { preamble: new Uint8Array(128), fileMeta: meta }

  test('replaces preamble and File Meta Information, with its group length', () => {
    const content = part10([NAME, ID], { preamble: new Uint8Array(128).fill(65), meta: [text(0x00020016, 'AE', 'STATION')] })
    expect(written(content, () => ({ dataSet: NOTHING, header }))).toEqual(part10([NAME, ID]))
  })

  test('is given to a data set that had none', () => {
    for (const content of [dataSet([NAME, ID], EXPLICIT), concat(fileMeta(EXPLICIT_LE.uid), dataSet([NAME, ID], EXPLICIT))]) {
      expect(written(content, () => ({ dataSet: NOTHING, header }))).toEqual(part10([NAME, ID]))
    }
  })

  test('a deflated data set that does not change is copied as the stream it is', () => {
    const deflated = { ...header, fileMeta: [newText(0x00020010, 'UI', DEFLATED_LE.uid), ...meta.slice(1)] }
    const content = part10([NAME, ID], { syntax: DEFLATED_LE, preamble: new Uint8Array(128).fill(65) })
    expect(written(content, () => ({ dataSet: NOTHING, header: deflated }))).toEqual(part10([NAME, ID], { syntax: DEFLATED_LE }))
  })

  test.each([
    ['another layout than the data set has', { ...header, fileMeta: [newText(0x00020010, 'UI', IMPLICIT_LE.uid)] }],
    ['no transfer syntax', { ...header, fileMeta: [] }],
    ['a preamble of another length', { ...header, preamble: new Uint8Array(100) }],
    ['elements of another group', { ...header, fileMeta: [...meta, newText(0x00100010, 'PN', 'X')] }],
  ])('%s is refused', (_name, wrong) => {
    expect(written(part10([NAME]), () => ({ dataSet: NOTHING, header: wrong }))).toBe('bad-header')
  })
})

describe('An edit that cannot be made fails the whole file', () => {
  test('a value too long for a 16-bit length, but not for a 32-bit one', () => {
    const long = new Uint8Array(65_535).fill(65)
    expect(written(part10([NAME]), only(0x00100010, { do: 'set', value: long }))).toBe('too-long')
    expect(written(part10([NAME]), () => ({ dataSet: { elements: new Map(), add: [newBytes(0x00104000, 'LT', long)] } }))).toBe('too-long')
    expect(written(part10([NAME], { syntax: IMPLICIT_LE }), only(0x00100010, { do: 'set', value: long }))).toBeInstanceOf(Uint8Array)
    expect(written(part10([NAME]), only(0x00100010, { do: 'set', value: long.subarray(0, 65_534) }))).toBeInstanceOf(Uint8Array)
  })

  test('a new element beside one of its tag that stays; not if that goes', () => {
    const add = [newText(0x00100020, 'LO', 'NEW')]
    expect(written(part10([NAME, ID]), () => ({ dataSet: { elements: new Map(), add } }))).toBe('duplicate')
    expect(written(part10([NAME]), () => ({ dataSet: { elements: new Map(), add: [...add, ...add] } }))).toBe('duplicate')
    expect(
      written(part10([NAME, ID]), (file) => ({ dataSet: { elements: new Map([[find(file, ID.tag), { do: 'remove' }]]), add } })),
    ).toEqual(part10([NAME, text(0x00100020, 'LO', 'NEW')]))
  })

  test('an edit of an element that is not in the file', () => {
    const stranger = find(opened(part10([NAME])), 0x00100010)
    expect(written(part10([NAME]), () => ({ dataSet: { elements: new Map([[stranger, { do: 'remove' }]]), add: [] } }))).toBe('bad-edit')
  })

  test('items where there are none, or another number of them, or a value for a Sequence', () => {
    expect(written(part10([NAME]), only(0x00100010, { do: 'items', items: [] }))).toBe('bad-edit')
    expect(written(part10([NAME]), only(0x00100010, { do: 'replace-items', items: [] }))).toBe('bad-edit')
    const content = part10([sequence(0x00081140, [[ID]])])
    expect(written(content, only(0x00081140, { do: 'items', items: [] }))).toBe('bad-edit')
    expect(written(content, only(0x00081140, { do: 'set', value: latin('AB') }))).toBe('bad-edit')
  })
})
