import { fail, ok, type Result } from '../result.ts'
import type { NewElement } from './edits.ts'
import { UNDEFINED_LENGTH, type Encoding } from './element.ts'
import { elementOf, groupOf, TAG, type Tag } from './tag.ts'
import { LONG_FORM, paddingOf, WORD_SIZE, type VR } from './vr.ts'
import { writeFailure, type WriteFailure } from './write-failure.ts'

/** The longest even length in the 16-bit field of explicit VR's short form, and in a 32-bit field. */
export const LONGEST_SHORT = 0xfffe
export const LONGEST = UNDEFINED_LENGTH - 1

/**
 * Text of a new element.
 * @param text in ASCII; other text is encoded by the character set of the place first and given as bytes
 */
export function newText(tag: Tag, vr: VR, text: string): NewElement {
  return { tag, vr, value: Uint8Array.from(text, (character) => character.charCodeAt(0)) }
}

/** @param value in little endian; padded when it is written */
export function newBytes(tag: Tag, vr: VR, value: Uint8Array): NewElement {
  return { tag, vr, value }
}

export function newSequence(tag: Tag, items: readonly (readonly NewElement[])[]): NewElement {
  return { tag, vr: 'SQ', value: items }
}

/** A value as it goes into a file: even in length (PS3.5 7.1.1), its words in the byte order of the place (7.3). */
export function encodeValue(value: Uint8Array, vr: VR, littleEndian: boolean): Uint8Array {
  const size = littleEndian ? 1 : (WORD_SIZE[vr] ?? 1)
  if (value.length % 2 === 0 && size === 1) return value
  const out = new Uint8Array(value.length + (value.length % 2))
  out.set(value)
  if (out.length > value.length) out[value.length] = paddingOf(vr)
  if (size > 1) for (let at = 0; at + size <= out.length; at += size) out.subarray(at, at + size).reverse()
  return out
}

/**
 * A new element in the encoding of the place it goes to; its Sequences have defined lengths.
 * Items are sorted by tag, as data sets must be (PS3.5 7.1).
 */
export function encodeElement({ tag, vr, value }: NewElement, encoding: Encoding): Result<Uint8Array, WriteFailure> {
  if (value instanceof Uint8Array) {
    if (vr === 'SQ' && value.length > 0) return fail(writeFailure('bad-edit'))
    return withHeader(tag, vr, encodeValue(value, vr, encoding.littleEndian), encoding)
  }
  const content = encodeItems(value, encoding)
  return content.ok ? withHeader(tag, 'SQ', content.value, encoding) : content
}

/** Items with defined lengths, one after the other. */
export function encodeItems(items: readonly (readonly NewElement[])[], encoding: Encoding): Result<Uint8Array, WriteFailure> {
  const parts: Uint8Array[] = []
  for (const item of items) {
    const content = encodeElements(item, encoding)
    if (!content.ok) return content
    parts.push(tagAndLength(TAG.item, content.value.length, encoding.littleEndian), content.value)
  }
  return ok(join(parts))
}

/** Elements in the order of their tags. */
export function encodeElements(elements: readonly NewElement[], encoding: Encoding): Result<Uint8Array, WriteFailure> {
  const parts: Uint8Array[] = []
  const sorted = [...elements].sort((a, b) => a.tag - b.tag)
  for (const [index, element] of sorted.entries()) {
    if (element.tag === sorted[index - 1]?.tag) return fail(writeFailure('duplicate'))
    const bytes = encodeElement(element, encoding)
    if (!bytes.ok) return bytes
    parts.push(bytes.value)
  }
  return ok(join(parts))
}

function withHeader(tag: Tag, vr: VR, value: Uint8Array, encoding: Encoding): Result<Uint8Array, WriteFailure> {
  const short = encoding.explicitVr && !LONG_FORM.has(vr)
  if (value.length > (short ? LONGEST_SHORT : LONGEST)) return fail(writeFailure('too-long'))
  return ok(join([encodeHeader(tag, vr, value.length, encoding), value]))
}

/** Tag, VR and length (PS3.5 7.1). The length must fit the form. */
function encodeHeader(tag: Tag, vr: VR, length: number, { explicitVr, littleEndian }: Encoding): Uint8Array {
  if (!explicitVr) return tagAndLength(tag, length, littleEndian)
  const long = LONG_FORM.has(vr)
  const bytes = new Uint8Array(long ? 12 : 8)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, groupOf(tag), littleEndian)
  view.setUint16(2, elementOf(tag), littleEndian)
  bytes[4] = vr.charCodeAt(0)
  bytes[5] = vr.charCodeAt(1)
  if (long) view.setUint32(8, length, littleEndian)
  else view.setUint16(6, length, littleEndian)
  return bytes
}

function tagAndLength(tag: Tag, length: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, groupOf(tag), littleEndian)
  view.setUint16(2, elementOf(tag), littleEndian)
  view.setUint32(4, length, littleEndian)
  return bytes
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
