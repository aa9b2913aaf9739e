import type { Cursor } from './cursor.ts'
import type { DataElement, Encoding } from './element.ts'
import { vrOfBytes } from './header.ts'
import { groupOf, isGroupLength, isPrivate, isPrivateCreator, type Tag } from './tag.ts'
import type { VrOf } from './understand.ts'
import { LONG_FORM } from './vr.ts'

const BOTH = [true, false] as const

/**
 * The ways in which the bytes at `at` can be read as the first element of a data set, the likeliest first: written VR
 * before none, and of the byte orders the one with the lower group, as data sets begin with low groups.
 */
export function likelyEncodings(cursor: Cursor, at: number): readonly Encoding[] {
  if (!cursor.has(at, 8)) return []
  const littleFirst = cursor.u16(at, true) <= cursor.u16(at, false)
  const explicitFirst = vrOfBytes(cursor.u8(at + 4), cursor.u8(at + 5)) !== undefined
  const orders = littleFirst ? BOTH : [false, true]
  return (explicitFirst ? BOTH : [false, true]).flatMap((explicitVr) => orders.map((littleEndian) => ({ explicitVr, littleEndian })))
}

/**
 * Whether a file that does not call itself DICOM may be a data set in this encoding after all: it begins with an
 * element that data sets begin with. Without this any bytes could be tried as elements.
 */
export function beginsLikeDataSet(cursor: Cursor, at: number, { explicitVr, littleEndian }: Encoding, vrOf: VrOf): boolean {
  if (!cursor.has(at, 8)) return false
  const tag = cursor.tag(at, littleEndian)
  const group = groupOf(tag)
  // Of group 0000, the commands of the network that some write before the data set, only its group length begins a file.
  if (isPrivate(tag) || (group === 0 && tag !== 0) || group > 0x0020) return false
  const vr = vrOfBytes(cursor.u8(at + 4), cursor.u8(at + 5))
  if (explicitVr) {
    if (vr === undefined) return false
    return LONG_FORM.has(vr) ? cursor.u16(at + 6, littleEndian) === 0 : at + 8 + cursor.u16(at + 6, littleEndian) <= cursor.size
  }
  const length = cursor.u32(at + 4, littleEndian)
  if (isGroupLength(tag)) return length === 4 && (group !== 0 || isCommandSet(cursor, at, littleEndian))
  return (group === 0x0008 || vrOf(tag, undefined) !== undefined) && length < 0x10000
}

/** Whether an element stands here that PS3.6 knows, under the VR that it has there, or a Private Creator. */
export function isElement(cursor: Cursor, at: number, { explicitVr, littleEndian }: Encoding, vrOf: VrOf): boolean {
  if (!cursor.has(at, 8)) return false
  const tag = cursor.tag(at, littleEndian)
  const known = isPrivateCreator(tag) ? 'LO' : isPrivate(tag) ? undefined : vrOf(tag, undefined)
  if (known === undefined) return false
  const length = explicitVr ? cursor.u16(at + 6, littleEndian) : cursor.u32(at + 4, littleEndian)
  return at + 8 + length <= cursor.size && (!explicitVr || vrOfBytes(cursor.u8(at + 4), cursor.u8(at + 5)) === known)
}

/** A group length that is true: many a file begins with zeros. */
function isCommandSet(cursor: Cursor, at: number, littleEndian: boolean): boolean {
  if (!cursor.has(at, 12)) return false
  const end = at + 12 + cursor.u32(at + 8, littleEndian)
  return cursor.has(end, 8) && groupOf(cursor.tag(end, littleEndian)) > 0
}

/** Elements in the order of their tags (PS3.5 7.1): what a wrong reading of bytes hardly ever gives. */
export function inOrder(elements: readonly DataElement[]): boolean {
  let last: Tag = -1
  for (const { tag } of elements) {
    if (tag < last) return false
    last = tag
  }
  return true
}
