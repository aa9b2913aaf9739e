import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DataElement, Part10File } from '../../src/core/dicom/element.ts'
import { hex, isGroupLength, isPrivate, TAG } from '../../src/core/dicom/tag.ts'
import { valueBytes } from '../../src/core/dicom/value-bytes.ts'
import { WORD_SIZE } from '../../src/core/dicom/vr.ts'
import { read } from '../fixtures/dicom-bytes.ts'
import { CORPUS, corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'
import { inFolder, NO_DCMTK } from './judges.ts'

/** What dcmconv can make of a file, with its options. */
const CONVERSIONS: Readonly<Record<string, readonly string[]>> = {
  explicit: ['+te'],
  implicit: ['+ti'],
  'big endian': ['+tb'],
  deflated: ['+td'],
  'undefined lengths': ['+te', '-e'],
  'undefined lengths, implicit': ['+ti', '-e'],
  'group lengths, padding': ['+te', '+g', '+p', '512', '64'],
  'a data set alone, explicit': ['+te', '-F'],
  'a data set alone, implicit': ['+ti', '-F', '-e'],
  'a data set alone, big endian': ['+tb', '-F', '+g'],
}

/** Every tenth of the files without compressed pixels, small ones. */
const LARGEST = 60_000
const EVERY = 10

function originals(): readonly string[] {
  const fitting = corpusFiles().filter((name) => {
    const bytes = corpusBytes(name)
    const result = bytes.length <= LARGEST ? read(bytes) : undefined
    return result?.ok === true && !result.value.transferSyntax.encapsulated && result.value.transferSyntaxFrom === 'file-meta'
  })
  return fitting.filter((_, index) => index % EVERY === 0)
}

interface Value {
  /** In little endian and without padding. */
  readonly text: string
  /** Its length, made even. */
  readonly length: number
  /** Private, or of a VR that got lost: in implicit VR other dictionaries turn its words otherwise. */
  readonly vague: boolean
}

/** The values of a file by path; group lengths and padding are the converter's own. */
function valuesOf(file: Part10File): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  const walk = (elements: readonly DataElement[], littleEndian: boolean, prefix: string): void => {
    for (const element of elements) {
      const { tag, vr, writtenVr, items } = element
      if (isGroupLength(tag) || tag === TAG.dataSetTrailingPadding) continue
      const path = prefix + hex(tag, 8)
      if (items !== undefined) {
        values.set(path, { text: `${items.length} items`, length: 0, vague: false })
        const inside = element.encoding?.littleEndian ?? littleEndian
        items.forEach((item, index) => walk(item.elements, inside, `${path}[${index}]`))
        continue
      }
      const value = Buffer.from(valueBytes(file.dataSet, element))
      const size = littleEndian || writtenVr === 'UN' ? 1 : (WORD_SIZE[vr] ?? 1)
      if (size > 1) for (let at = 0; at + size <= value.length; at += size) value.subarray(at, at + size).reverse()
      const vague = writtenVr === 'UN' || isPrivate(tag) || tag === TAG.pixelData
      values.set(path, { text: value.toString('latin1').replace(/[\0 ]+$/, ''), length: value.length + (value.length % 2), vague })
    }
  }
  walk(file.elements, file.transferSyntax.littleEndian, '')
  return values
}

/** Paths at which the two are not the same. */
function differences(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => {
    const [was, is] = [before.get(path), after.get(path)]
    if (was === undefined || is === undefined) return true
    return was.text !== is.text && !((was.vague || is.vague) && was.length === is.length)
  })
}

const NOT_HERE = NO_CORPUS + NO_DCMTK

describe.skipIf(NOT_HERE !== '')(`What dcmconv makes of a file has the same elements and values${NOT_HERE}`, () => {
  const names = NOT_HERE === '' ? originals() : []

  test.each(Object.entries(CONVERSIONS))('%s', (_name, options) => {
    let compared = 0
    inFolder((folder) => {
      for (const name of names) {
        const out = join(folder, 'converted')
        const { status } = spawnSync('/usr/bin/dcmconv', ['-q', ...options, join(CORPUS, name), out])
        if (status !== 0 || !existsSync(out)) continue
        const before = read(corpusBytes(name))
        const after = read(new Uint8Array(readFileSync(out)))
        if (!before.ok) throw new Error(name)
        const found = after.ok ? differences(valuesOf(before.value), valuesOf(after.value)) : [after.failure.kind]
        expect([name, found]).toEqual([name, []])
        compared += 1
      }
    })
    expect(compared).toBeGreaterThan(names.length / 2)
  })
})
