import { describe, expect, test } from 'vitest'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../src/core/dicom/transfer-syntax.ts'
import { SIGNED_LIKE_PIXELS } from '../../../src/core/dicom/understand.ts'
import { valueBytes } from '../../../src/core/dicom/value-bytes.ts'
import { valueToText } from '../../../src/core/dicom/value-text.ts'
import { DEFAULT_CHARACTER_SETS } from '../../../src/core/dicom/character-set.ts'
import { lookupTag } from '../../../src/core/dictionary/data-dictionary.ts'
import { IMPLICIT, numbers, part10, read, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'
import { everyElement } from '../../fixtures/element-tree.ts'

const SMALLEST = 0x00280106
const signed = numbers(0x00280103, 'US', 1)
const unsigned = numbers(0x00280103, 'US', 0)
const minus2000 = numbers(SMALLEST, 'US', 0xf830)

function must(elements: readonly Built[], syntax = IMPLICIT_LE): Part10File {
  const result = read(part10(elements, { syntax }))
  if (!result.ok) throw new Error(result.failure.kind)
  return result.value
}

function seen(file: Part10File, tag: number): string[] {
  return everyElement(file.elements)
    .filter((element) => element.tag === tag)
    .map((element: DataElement) => {
      const value = valueToText(valueBytes(file.dataSet, element), element.vr, true, DEFAULT_CHARACTER_SETS)
      return `${element.vr} ${value.text}`
    })
}

describe('An attribute that is US or SS follows Pixel Representation where no VR is written', () => {
  test('signed pixels, signed value; unsigned or unknown pixels, unsigned value', () => {
    expect(seen(must([signed, minus2000]), SMALLEST)).toEqual(['SS -2000'])
    expect(seen(must([unsigned, minus2000]), SMALLEST)).toEqual(['US 63536'])
    expect(seen(must([text(0x00080050, 'SH', 'A1'), minus2000]), SMALLEST)).toEqual(['US 63536'])
  })

  test('items follow their own Pixel Representation, else that of what they are in', () => {
    const items = [[minus2000], [unsigned, minus2000]]
    expect(seen(must([signed, sequence(0x52009229, items), minus2000]), SMALLEST)).toEqual(['SS -2000', 'US 63536', 'SS -2000'])
    const icon = sequence(0x00880200, [[signed, minus2000]])
    expect(seen(must([unsigned, icon]), SMALLEST)).toEqual(['SS -2000'])
  })

  test('so does what is written as UN, and a Sequence inside UN', () => {
    const lost = { ...minus2000, writtenVr: 'UN' }
    expect(seen(must([signed, lost], EXPLICIT_LE), SMALLEST)).toEqual(['SS -2000'])
    const hidden = sequence(0x00880200, [[minus2000]], { writtenVr: 'UN', inside: IMPLICIT })
    expect(seen(must([signed, hidden], EXPLICIT_LE), SMALLEST)).toEqual(['SS -2000'])
  })

  test('a VR that is written holds, and what is US only stays so', () => {
    expect(seen(must([signed, minus2000], EXPLICIT_LE), SMALLEST)).toEqual(['US 63536'])
    expect(seen(must([numbers(0x00280010, 'US', 0xf830), signed]), 0x00280010)).toEqual(['US 63536'])
  })

  test('it is the attributes to which PS3.6 gives both', () => {
    for (const tag of SIGNED_LIKE_PIXELS) expect(lookupTag(tag)?.vrs.slice(0, 2)).toEqual(['US', 'SS'])
    const both: number[] = []
    for (const group of new Set([...SIGNED_LIKE_PIXELS].map((tag) => tag >>> 16))) {
      for (let element = 0; element <= 0xffff; element += 1) {
        const vrs = lookupTag(((group << 16) | element) >>> 0)?.vrs
        if (vrs?.includes('US') === true && vrs.includes('SS')) both.push(((group << 16) | element) >>> 0)
      }
    }
    expect(both.toSorted()).toEqual([...SIGNED_LIKE_PIXELS].toSorted())
  })
})
