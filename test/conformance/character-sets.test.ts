import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { characterSetsOf, encodeText } from '../../src/core/dicom/character-set.ts'
import { doubleByteSet } from '../../src/core/dicom/double-byte-set.ts'
import { singleByteSet } from '../../src/core/dicom/single-byte-set.ts'
import { valueBytes } from '../../src/core/dicom/value-bytes.ts'
import { valueToText } from '../../src/core/dicom/value-text.ts'
import { decodeText } from '../../src/core/dicom/character-set.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { inFolder, NO_PYDICOM, PYTHON } from './judges.ts'

interface Case {
  readonly terms: readonly string[]
  /** What Python's codecs encoded: Patient's Name, ID, Other IDs, Comments. */
  readonly texts: readonly string[]
  readonly pydicom: readonly string[]
  readonly file: string
  readonly bytes: Uint8Array
}

interface Judgement {
  readonly cases: readonly Case[]
  /** ISO-IR number → characters of A0 to FF. */
  readonly single: Readonly<Record<string, readonly (string | null)[]>>
  /** ISO-IR number → two bytes in hexadecimal → character. */
  readonly double: Readonly<Record<string, Readonly<Record<string, string>>>>
}

function judgement(): Judgement {
  return inFolder((folder) => {
    const out = join(folder, 'judgement')
    const { status, stderr } = spawnSync(PYTHON, [resolve(import.meta.dirname, 'character_sets.py'), folder, out], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`pydicom: ${stderr.slice(-500)}`)
    const found = JSON.parse(readFileSync(out, 'utf8')) as Judgement
    return { ...found, cases: found.cases.map((one) => ({ ...one, bytes: new Uint8Array(readFileSync(one.file)) })) }
  })
}

const TAGS = [0x00100010, 0x00100020, 0x00101000, 0x00104000]

/** Sets that this pydicom does not know: ISO-IR 203 came in 2023, ISO-IR 58 is read without its escape sequence. */
const UNKNOWN_TO_PYDICOM = new Set(['ISO_IR 203', 'ISO 2022 IR 203\\ISO 2022 IR 144', '\\ISO 2022 IR 58'])

/** Characters for which the platform and Python follow different tables of the same set. */
const OTHER_TABLES: Readonly<Record<string, readonly string[]>> = {
  '58': ['2124', '212a'],
  '87': ['2141', '2142', '215d', '2171', '2172', '224c'],
  '149': ['2266', '2267'],
  '159': ['2237'],
}

describe.skipIf(NO_PYDICOM !== '')(`Text in every Specific Character Set is what Python's codecs say${NO_PYDICOM}`, () => {
  let judged: Judgement
  beforeAll(() => {
    judged = judgement()
  })

  test('names, multi-valued and long text, in one set and in several', () => {
    expect(judged.cases.length).toBeGreaterThan(25)
    for (const { terms, texts, pydicom, bytes } of judged.cases) {
      const result = read(bytes)
      if (!result.ok) throw new Error(result.failure.kind)
      const { elements, dataSet } = result.value
      const sets = characterSetsOf(elements, dataSet)
      const ours = TAGS.map((tag) => {
        const element = elements.find((one) => one.tag === tag)
        return element === undefined ? undefined : valueToText(valueBytes(dataSet, element), element.vr, true, sets)
      })
      expect([terms, ours]).toEqual([terms, texts.map((text) => ({ text, exact: true }))])
      if (!UNKNOWN_TO_PYDICOM.has(terms.join('\\'))) expect([terms, pydicom]).toEqual([terms, texts])
    }
  })

  test('what they encoded we encode, and read again', () => {
    for (const { terms, texts, bytes } of judged.cases) {
      const result = read(bytes)
      if (!result.ok) throw new Error(result.failure.kind)
      const sets = characterSetsOf(result.value.elements, result.value.dataSet)
      texts.forEach((text, index) => {
        const vr = (['PN', 'LO', 'LO', 'LT'] as const)[index] ?? 'LO'
        const encoded = encodeText(text, vr, sets)
        expect([terms, encoded === undefined ? undefined : decodeText(encoded, vr, sets)]).toEqual([terms, { text, exact: true }])
      })
    }
  })

  test('every character of every set of one byte', () => {
    for (const [isoIr, characters] of Object.entries(judged.single)) {
      expect([isoIr, singleByteSet(isoIr)?.characters.map((one) => one ?? null)]).toEqual([isoIr, characters])
    }
    expect(Object.keys(judged.single)).toHaveLength(12)
  })

  test('every character of every set of two bytes, and each can be written', () => {
    for (const [isoIr, characters] of Object.entries(judged.double)) {
      const set = doubleByteSet(isoIr)
      const unlike = Object.entries(characters).filter(
        ([code, character]) => set?.decode(parseInt(code.slice(0, 2), 16), parseInt(code.slice(2), 16)) !== character,
      )
      expect([isoIr, unlike.map(([code]) => code).toSorted()]).toEqual([isoIr, OTHER_TABLES[isoIr]])
      const unwritten = Object.values(characters).filter((character) => set?.encode(character) === undefined)
      expect([isoIr, unwritten.filter((character) => !'€®~'.includes(character))]).toEqual([isoIr, []])
    }
    expect(Object.keys(judged.double)).toHaveLength(4)
  })
})
