import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import type { DataSetEdits, ElementEdit } from '../../../src/core/dicom/edits.ts'
import type { Part10File } from '../../../src/core/dicom/element.ts'
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, DEFLATED_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { isGroupLength } from '../../../src/core/dicom/tag.ts'
import { gather, writePart10 } from '../../../src/core/dicom/write-part10.ts'
import { dataSets } from '../../fixtures/arbitrary-data-set.ts'
import { DEFLATE, part10, read, type Built } from '../../fixtures/dicom-bytes.ts'
import { builtLines, everyElement, everywhere, readLines, type Line } from '../../fixtures/element-tree.ts'

const syntaxes = fc.constantFrom(EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE, DEFLATED_LE)

/** A file with a data set that begins as data sets do. */
const files = fc.tuple(dataSets(), syntaxes).map(([elements, syntax]) => ({ elements, syntax, bytes: part10(elements, { syntax }) }))

function opened(bytes: Uint8Array): Part10File {
  const result = read(bytes)
  if (!result.ok) throw new Error(`${result.failure.kind} at ${result.failure.offset}`)
  return result.value
}

function write(bytes: Uint8Array, file: Part10File, dataSet: DataSetEdits): Uint8Array {
  const result = writePart10(file, { dataSet }, { deflate: DEFLATE })
  if (!result.ok) throw new Error(result.failure.kind)
  const length = result.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  return gather({ parts: [...result.value], length }, bytesSource(bytes))
}

/** The same on what was built. */
function without(elements: readonly Built[], tag: number): readonly Built[] {
  return elements
    .filter((element) => element.tag !== tag)
    .map((element) => (element.items === undefined ? element : { ...element, items: element.items.map((item) => without(item, tag)) }))
}

describe('Laws of reading', () => {
  test('what is built is read: every element, path, value, in every encoding', () => {
    fc.assert(
      fc.property(files, ({ elements, bytes }) => {
        expect(readLines(opened(bytes))).toEqual(builtLines(elements))
      }),
      { numRuns: 400 },
    )
  })

  test('elements tile the file: each begins where the one before ends', () => {
    fc.assert(
      fc.property(files, ({ bytes }) => {
        const file = opened(bytes)
        let at = file.dataSetOffset
        for (const element of file.elements) {
          expect(element.headerOffset).toBe(at)
          at = element.end
        }
        expect(at).toBe(file.dataSet.size)
      }),
    )
  })

  test('no file changes how the next is read', () => {
    fc.assert(
      fc.property(fc.array(files, { minLength: 2, maxLength: 6 }), (several) => {
        const alone = several.map(({ elements }): Line[] => builtLines(elements))
        expect(several.map(({ bytes }) => readLines(opened(bytes)))).toEqual(alone)
        expect(several.toReversed().map(({ bytes }) => readLines(opened(bytes)))).toEqual(alone.toReversed())
      }),
    )
  })
})

describe('Laws of writing', () => {
  test('edits that change nothing give the same bytes, whatever they walk through', () => {
    fc.assert(
      fc.property(files, ({ bytes, syntax }) => {
        const file = opened(bytes)
        const walkThrough = everywhere(file.elements, () => undefined)
        const out = write(bytes, file, walkThrough)
        if (syntax !== DEFLATED_LE) expect(out).toEqual(bytes)
        expect(readLines(opened(out))).toEqual(readLines(file))
      }),
    )
  })

  test('removing a tag everywhere equals never having had it', () => {
    fc.assert(
      fc.property(
        files,
        fc.constantFrom(0x00100010, 0x00080050, 0x00081030, 0x00280010, 0x00081140),
        ({ elements, syntax, bytes }, tag) => {
          const file = opened(bytes)
          const out = write(
            bytes,
            file,
            everywhere(file.elements, (element) => (element.tag === tag ? { do: 'remove' } : undefined)),
          )
          expect(out).toEqual(part10(without(elements, tag), { syntax }))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('setting a value is read back, and nothing else differs', () => {
    fc.assert(
      fc.property(files, fc.string({ unit: fc.constantFrom(...'ABC ^1'), maxLength: 30 }), ({ bytes }, value) => {
        const file = opened(bytes)
        const edit: ElementEdit = { do: 'set', value: new TextEncoder().encode(value) }
        const out = opened(
          write(
            bytes,
            file,
            everywhere(file.elements, ({ tag }) => (tag === 0x00100010 ? edit : undefined)),
          ),
        )
        const padded = value.length % 2 === 0 ? value : `${value} `
        const hexed = Array.from(padded, (character) => character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join('')
        expect(readLines(out)).toEqual(readLines(file).map(([path, old]): Line => [path, path.endsWith('00100010') ? hexed : old]))
      }),
      { numRuns: 300 },
    )
  })
})

describe('Hostile bytes', () => {
  /** Bytes changed, cut out, doubled; lengths made wild. */
  const damages = fc.array(
    fc.oneof(
      fc.record({ at: fc.nat(), to: fc.nat(255), what: fc.constant('byte' as const) }),
      fc.record({ at: fc.nat(), to: fc.constantFrom(0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff), what: fc.constant('word' as const) }),
      fc.record({ at: fc.nat(), to: fc.nat(40), what: fc.constant('cut' as const) }),
      fc.record({ at: fc.nat(), to: fc.nat(40), what: fc.constant('double' as const) }),
    ),
    { minLength: 1, maxLength: 4 },
  )

  test('no damage makes the reader throw or read outside, and what it reads it can write', () => {
    fc.assert(
      fc.property(files, damages, ({ bytes }, several) => {
        let content = Uint8Array.from(bytes)
        for (const { at: anywhere, to, what } of several) {
          const at = 128 + (anywhere % Math.max(1, content.length - 128))
          if (what === 'byte') content[at] = to
          else if (what === 'word' && at + 4 <= content.length) new DataView(content.buffer).setUint32(at, to, true)
          else if (what === 'cut') content = Uint8Array.from([...content.subarray(0, at), ...content.subarray(at + to)])
          else if (what === 'double') content = Uint8Array.from([...content.subarray(0, at + to), ...content.subarray(at)])
        }
        const result = read(content)
        if (!result.ok) return
        const file = result.value
        for (const element of everyElement(file.elements)) {
          expect(element.valueOffset).toBeGreaterThan(element.headerOffset)
          expect(element.end).toBeLessThanOrEqual(file.dataSet.size)
        }
        // A group length that damage has made is put right, which is a change.
        if (everyElement(file.elements).some(({ tag }) => isGroupLength(tag))) return
        const walkThrough = everywhere(file.elements, () => undefined)
        const written = writePart10(file, { dataSet: walkThrough }, { deflate: DEFLATE })
        if (file.deflated === undefined && written.ok) expect(write(content, file, walkThrough)).toEqual(content)
      }),
      { numRuns: 3000 },
    )
  })
})
