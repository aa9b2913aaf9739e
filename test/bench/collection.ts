import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import type { DataElement, Part10File } from '../../src/core/dicom/element.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { isPrivate, TAG, tagOf, type Tag } from '../../src/core/dicom/tag.ts'
import { elementVr } from '../../src/core/dictionary/element-vr.ts'
import { DEFLATE } from '../../src/engine/files/deflate.ts'

/** Files of more bytes than this are left out: at 200,000 files they would fill the disk, and only their pixels are read less. */
const LARGEST_TEMPLATE = 120_000
/** Of no more bytes than this a million fit into as much room. */
export const SMALL_TEMPLATE = 14_000
const FEWEST_ELEMENTS = 60
/** Of all digits and names that are made up. */
const SEED = 1
const FILES_A_SERIES = 100
const SERIES_A_STUDY = 2
const STUDIES_A_PATIENT = 2
/** Private bytes of this length at least stand for headers like Siemens CSA, in which every file says something else. */
const PRIVATE_HEADER = 1000
/** How many digits of a private header differ from file to file. */
const PRIVATE_DIGITS = 8

/** One real file, with the places in it that differ from file to file, from series to series and so on. */
interface Template {
  readonly bytes: Uint8Array
  readonly patches: readonly Patch[]
}

type Level = 'instance' | 'series' | 'study' | 'patient'

/** `length` bytes at `offset`, in which digits (letters of a name) are replaced by others. */
interface Patch {
  readonly offset: number
  readonly length: number
  readonly level: Level
  readonly kind: 'digits' | 'time' | 'date' | 'letters' | 'few-digits'
}

const PATCHED: readonly (readonly [Tag, Level, Patch['kind']])[] = [
  [tagOf(0x0002, 0x0003), 'instance', 'digits'],
  [TAG.sopInstanceUid, 'instance', 'digits'],
  [tagOf(0x0008, 0x0012), 'study', 'date'],
  [tagOf(0x0008, 0x0013), 'instance', 'time'],
  [tagOf(0x0008, 0x0020), 'study', 'date'],
  [tagOf(0x0008, 0x0021), 'study', 'date'],
  [tagOf(0x0008, 0x0022), 'study', 'date'],
  [tagOf(0x0008, 0x0023), 'study', 'date'],
  [tagOf(0x0008, 0x0030), 'study', 'time'],
  [tagOf(0x0008, 0x0031), 'series', 'time'],
  [tagOf(0x0008, 0x0032), 'instance', 'time'],
  [tagOf(0x0008, 0x0033), 'instance', 'time'],
  [tagOf(0x0008, 0x0050), 'study', 'digits'],
  [TAG.patientName, 'patient', 'letters'],
  [TAG.patientId, 'patient', 'digits'],
  [tagOf(0x0010, 0x0030), 'patient', 'date'],
  [TAG.studyInstanceUid, 'study', 'digits'],
  [TAG.seriesInstanceUid, 'series', 'digits'],
  [tagOf(0x0020, 0x0010), 'study', 'digits'],
  [tagOf(0x0020, 0x0011), 'series', 'digits'],
  [tagOf(0x0020, 0x0013), 'instance', 'digits'],
  [tagOf(0x0020, 0x0032), 'instance', 'few-digits'],
  [tagOf(0x0020, 0x0052), 'series', 'digits'],
  [tagOf(0x0020, 0x1041), 'instance', 'few-digits'],
]

/** The same collection for the same corpus, number of files and size of the largest: series of 100, four series a patient. */
export interface MadeCollection {
  readonly folder: string
  readonly files: number
  readonly bytes: number
  readonly templates: number
  /** Where the file of a number lies. */
  readonly pathOf: (file: number) => string
  /** Elements of a file, at every depth, on average over the templates. */
  readonly elements: number
}

/** Writes a collection into `folder`, or takes the one that an earlier run has left there. */
export function makeCollection(corpus: string, folder: string, files: number, largest = LARGEST_TEMPLATE): MadeCollection {
  const note = join(`${folder}.json`)
  const templates = readTemplates(corpus, largest)
  const wanted = { version: 1, files, seed: SEED, templates: templates.length }
  if (existsSync(note)) {
    const { made, ...earlier } = JSON.parse(readFileSync(note, 'utf8')) as typeof wanted & { made: Omit<MadeCollection, 'pathOf'> }
    if (JSON.stringify(earlier) === JSON.stringify(wanted)) return { ...made, pathOf: (file) => pathOf(folder, file) }
  }
  rmSync(folder, { recursive: true, force: true })
  rmSync(note, { force: true })
  let bytes = 0
  for (let series = 0; series * FILES_A_SERIES < files; series++) {
    const template = templates[series % templates.length]
    if (template === undefined) throw new Error('the corpus has no file that a collection can be made of')
    const study = Math.floor(series / SERIES_A_STUDY)
    const patient = Math.floor(study / STUDIES_A_PATIENT)
    mkdirSync(dirname(pathOf(folder, series * FILES_A_SERIES)), { recursive: true })
    for (let index = 0; index < Math.min(FILES_A_SERIES, files - series * FILES_A_SERIES); index++) {
      const content = patched(template, { instance: series * FILES_A_SERIES + index, series, study, patient })
      writeFileSync(pathOf(folder, series * FILES_A_SERIES + index), content)
      bytes += content.length
    }
  }
  const elements = templates.reduce((sum, template) => sum + template.elements, 0) / templates.length
  const made = { folder, files, bytes, templates: templates.length, elements: Math.round(elements) }
  writeFileSync(note, JSON.stringify({ ...wanted, made }))
  return { ...made, pathOf: (file) => pathOf(folder, file) }
}

function pathOf(folder: string, file: number): string {
  const series = Math.floor(file / FILES_A_SERIES)
  const study = Math.floor(series / SERIES_A_STUDY)
  const patient = Math.floor(study / STUDIES_A_PATIENT)
  const name = `IM${String((file % FILES_A_SERIES) + 1).padStart(4, '0')}.dcm`
  return join(folder, `patient${patient}`, `study${study}`, `series${series}`, name)
}

/**
 * One file of each scanner and layout, in the order of their paths, that can be read to its end and says what it belongs
 * to: what a hospital has, not what a library tests with.
 */
function readTemplates(corpus: string, largest: number): (Template & { readonly elements: number })[] {
  const kinds = new Map<string, Template & { readonly elements: number }>()
  const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).toSorted()
  for (const path of paths) {
    const file = join(corpus, path)
    const stats = statSync(file)
    if (!stats.isFile() || stats.size > largest) continue
    const bytes = new Uint8Array(readFileSync(file))
    const read = readPart10(bytesSource(bytes), { deflate: DEFLATE, vrOf: elementVr })
    if (!read.ok || read.value.deflated !== undefined) continue
    const text = (tag: Tag): string => textOf(read.value, bytes, tag)
    const elements = countElements(read.value.elements)
    const scanner = text(TAG.manufacturer) + text(TAG.manufacturerModelName)
    const belongs = [TAG.seriesInstanceUid, TAG.sopInstanceUid, TAG.patientId, TAG.modality].every((tag) => text(tag) !== '')
    if (!belongs || scanner === '' || elements < FEWEST_ELEMENTS || read.value.fileMeta.length === 0) continue
    const kind = [scanner, text(TAG.sopClassUid), read.value.transferSyntax.uid].join('|')
    if (!kinds.has(kind)) kinds.set(kind, { bytes, patches: patchesOf(read.value), elements })
  }
  return [...kinds.values()]
}

function textOf({ elements }: Part10File, bytes: Uint8Array, tag: Tag): string {
  const element = elements.find((each) => each.tag === tag)
  if (element === undefined) return ''
  return Buffer.from(bytes.subarray(element.valueOffset, element.end))
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
}

function countElements(elements: readonly DataElement[]): number {
  let count = 0
  for (const element of elements) {
    count += 1
    for (const item of element.items ?? []) count += countElements(item.elements)
  }
  return count
}

function patchesOf({ fileMeta, elements }: Part10File): readonly Patch[] {
  return [...fileMeta, ...elements].flatMap((element): readonly Patch[] => {
    const { tag, valueOffset: offset, length } = element
    if (element.items !== undefined || element.fragments !== undefined) return []
    const known = PATCHED.find(([patchedTag]) => patchedTag === tag)
    if (known !== undefined) return [{ offset, length, level: known[1], kind: known[2] }]
    return isPrivate(tag) && length >= PRIVATE_HEADER ? [{ offset, length, level: 'instance', kind: 'few-digits' }] : []
  })
}

function patched(template: Template, numbers: Readonly<Record<Level, number>>): Uint8Array {
  const bytes = template.bytes.slice()
  for (const patch of template.patches) {
    // The same level has the same digits wherever it is named: the SOP Instance UID in File Meta and in the data set.
    const digits = createHash('sha256').update(`${SEED} ${patch.level} ${numbers[patch.level]}`).digest()
    const value = bytes.subarray(patch.offset, patch.offset + patch.length)
    apply(patch.kind, value, digits)
  }
  return bytes
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

function apply(kind: Patch['kind'], value: Uint8Array, random: Uint8Array): void {
  const at = (index: number): number => random[index % random.length] ?? 0
  switch (kind) {
    case 'date':
      if (value.length >= 8) value.set(ascii(`${1950 + (at(0) % 70)}${two(1 + (at(1) % 12))}${two(1 + (at(2) % 28))}`))
      return
    case 'time':
      if (value.length >= 6) value.set(ascii(`${two(at(3) % 24)}${two(at(4) % 60)}${two(at(5) % 60)}`))
      return
    case 'letters':
      value.forEach((byte, index) => {
        if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) value[index] = (byte & 0x60) + 1 + (at(index) % 26)
      })
      return
    case 'digits':
    case 'few-digits': {
      // From the end, as roots of UIDs are in front; never a leading zero, which a component of a UID must not have.
      let left = kind === 'digits' ? 20 : PRIVATE_DIGITS
      for (let index = value.length - 1; index >= 0 && left > 0; index--) {
        if (!isDigit(value[index]) || value.length - index > 4000) continue
        const leads = !isDigit(value[index - 1])
        value[index] = 0x30 + (leads ? 1 + (at(left) % 9) : at(left) % 10)
        left -= 1
      }
    }
  }
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
