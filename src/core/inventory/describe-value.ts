import type { ByteSource } from '../dicom/byte-source.ts'
import type { CharacterSets } from '../dicom/character-set.ts'
import type { DataElement } from '../dicom/element.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { valueBytes, valueLength } from '../dicom/value-bytes.ts'
import { valueToText } from '../dicom/value-text.ts'
import { BULK, NUMBER_SIZE, type VR } from '../dicom/vr.ts'
import type { FoundValue } from './fold.ts'
import { lengthOfText, printableStrings } from './printable-strings.ts'

/** SHA-256 in hex; given by the engine, since the core has none. */
export type Digest = (bytes: Uint8Array) => string

/** Text up to this many characters is kept whole. */
export const LONGEST_TEXT = 1024
/** How much of a longer one, and of the printable strings of bytes, is kept to be seen and searched. */
const EXCERPT = 1000
/** Values above this many bytes are not read whole; what is seen of them is their first part. */
export const LONGEST_READ = 1 << 20
const FIRST_PART = 1 << 16

const PIXELS: ReadonlySet<Tag> = new Set<Tag>([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData])

/** Pixels are looked at later, by people; no scan reads them. */
export function holdsPixels(element: DataElement): boolean {
  return PIXELS.has(element.tag)
}

/** How the value of an element is to be understood: the byte order and the character sets around it. */
export interface Reading {
  readonly littleEndian: boolean
  readonly characterSets: CharacterSets
}

/**
 * What the inventory keeps of the value of an element: the one place that says when two values are the same.
 * Pixel Data is never read. Above {@link LONGEST_READ} the digest is that of the length and the first 64 KB.
 * @param source where the element's offsets point
 */
export function describeValue(element: DataElement, source: ByteSource, reading: Reading, digest: Digest): FoundValue {
  const { vr } = element
  const length = valueLength(element)
  if (element.items !== undefined) return { vr, form: 'sequence', text: '', length: 0, digest: '' }
  if (holdsPixels(element)) return { vr, form: 'digest', text: '', length: element.length, digest: '' }
  if (length <= LONGEST_READ) return describeBytes(valueBytes(source, element), vr, reading, digest)
  const part = source.bytes(element.valueOffset, FIRST_PART)
  return { vr, form: 'digest', text: excerpt(part, vr, reading), length, digest: digest(withLength(part, length)) }
}

/** {@link describeValue} for the bytes of a value, wherever they are from. */
export function describeBytes(bytes: Uint8Array, vr: VR, reading: Reading, digest: Digest): FoundValue {
  const isKept = BULK.has(vr) ? isShortText(bytes) : !hasTooManyNumbers(bytes, vr)
  if (isKept) {
    const { text, exact } = valueToText(bytes, vr, reading.littleEndian, reading.characterSets)
    if (text.length <= LONGEST_TEXT) return { vr, form: exact ? 'text' : 'undecodable', text, length: text.length, digest: '' }
  }
  return { vr, form: 'digest', text: excerpt(bytes, vr, reading), length: bytes.length, digest: digest(bytes) }
}

/** {@link describeValue} for text that is no element's value by itself. */
export function describeText(text: string, vr: VR, digest: Digest): FoundValue {
  if (text.length <= LONGEST_TEXT) return { vr, form: 'text', text, length: text.length, digest: '' }
  const bytes = new TextEncoder().encode(text)
  return { vr, form: 'digest', text: text.slice(0, EXCERPT).toWellFormed(), length: bytes.length, digest: digest(bytes) }
}

/** Bytes of unknown meaning are text if they consist of it. Padding alone is none: four NULs may be a number. */
function isShortText(bytes: Uint8Array): boolean {
  return bytes.length === 0 || lengthOfText(bytes, LONGEST_TEXT) > 0
}

function hasTooManyNumbers(bytes: Uint8Array, vr: VR): boolean {
  const size = NUMBER_SIZE[vr]
  return size !== undefined && bytes.length > (LONGEST_TEXT / 2) * size
}

/** What there is to read for a person: the beginning of text, the printable strings of anything else. */
function excerpt(bytes: Uint8Array, vr: VR, reading: Reading): string {
  if (BULK.has(vr) || NUMBER_SIZE[vr] !== undefined) return printableStrings(bytes, EXCERPT)
  return valueToText(bytes, vr, reading.littleEndian, reading.characterSets).text.slice(0, EXCERPT).toWellFormed()
}

function withLength(part: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(part.length + 4)
  new DataView(bytes.buffer).setUint32(0, length, true)
  bytes.set(part, 4)
  return bytes
}
