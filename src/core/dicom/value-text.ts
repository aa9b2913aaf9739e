import { bytesAsText, charactersOf, decodeText, type CharacterSets, type DecodedText } from './character-set.ts'
import { formatTag, tagOf } from './tag.ts'
import { NUMBER_SIZE, SINGLE_VALUED_TEXT, TEXTUAL, type VR } from './vr.ts'

/**
 * A value for people, lists and comparisons: text without its padding, numbers and tags, several values joined by `\`.
 * Outer blanks of multi-valued text are insignificant and go (PS3.5 6.2); of LT, ST, UT and UR only trailing ones are.
 * @returns `exact` false where the bytes are no value of this VR: they are then shown as `\xHH`; UN and bulk bytes are
 * text only if they consist of printable ASCII
 */
export function valueToText(bytes: Uint8Array, vr: VR, littleEndian: boolean, sets: CharacterSets): DecodedText {
  if (TEXTUAL.has(vr)) return textual(bytes, vr, sets)
  const size = NUMBER_SIZE[vr]
  if (size !== undefined)
    return bytes.length % size === 0 ? numbers(bytes, vr, size, littleEndian) : { text: bytesAsText(bytes), exact: false }
  return bulk(bytes)
}

function textual(bytes: Uint8Array, vr: VR, sets: CharacterSets): DecodedText {
  const { text, exact } = decodeText(withoutPadding(bytes), vr, sets)
  if (!exact || SINGLE_VALUED_TEXT.has(vr)) return { text, exact }
  if (!text.includes('\\')) return { text: trimmed(text), exact }
  return { text: text.split('\\').map(trimmed).join('\\'), exact }
}

/** Trailing NULs and blanks, in bytes: no character set uses them inside a character. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1
  return end === bytes.length ? bytes : bytes.subarray(0, end)
}

/** Blanks and NULs only: a no-break space or a line end is content. */
function trimmed(text: string): string {
  let first = 0
  let after = text.length
  while (first < after && isPadding(text.charCodeAt(first))) first += 1
  while (after > first && isPadding(text.charCodeAt(after - 1))) after -= 1
  return first === 0 && after === text.length ? text : text.slice(first, after)
}

function isPadding(code: number): boolean {
  return code === 0x20 || code === 0
}

function numbers(bytes: Uint8Array, vr: VR, size: number, littleEndian: boolean): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += (at === 0 ? '' : '\\') + oneNumber(view, at, vr, littleEndian)
  return { text, exact: true }
}

function oneNumber(view: DataView, at: number, vr: VR, littleEndian: boolean): string {
  switch (vr) {
    case 'US':
      return String(view.getUint16(at, littleEndian))
    case 'SS':
      return String(view.getInt16(at, littleEndian))
    case 'UL':
      return String(view.getUint32(at, littleEndian))
    case 'SL':
      return String(view.getInt32(at, littleEndian))
    case 'UV':
      return String(view.getBigUint64(at, littleEndian))
    case 'SV':
      return String(view.getBigInt64(at, littleEndian))
    case 'FD':
      return String(view.getFloat64(at, littleEndian))
    case 'FL':
      return shortest(view.getFloat32(at, littleEndian))
    default:
      return formatTag(tagOf(view.getUint16(at, littleEndian), view.getUint16(at + 2, littleEndian)))
  }
}

/** The fewest digits that give the same 32-bit number: 0.1, not 0.10000000149011612. */
function shortest(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits))
    if (Math.fround(candidate) === value) return String(candidate)
  }
  return String(Number(value.toPrecision(9)))
}

function bulk(bytes: Uint8Array): DecodedText {
  const content = withoutPadding(bytes)
  for (const byte of content) {
    const isText = (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d
    if (!isText) return { text: bytesAsText(bytes), exact: false }
  }
  return { text: charactersOf(content), exact: true }
}
