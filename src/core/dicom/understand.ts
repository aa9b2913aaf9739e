import type { Cursor } from './cursor.ts'
import { UNDEFINED_LENGTH, type Encoding, type ReadOptions } from './element.ts'
import { vrOfBytes, type ElementHeader } from './header.ts'
import { groupOf, isGroupLength, isPrivate, isPrivateCreator, TAG, type Tag } from './tag.ts'
import { BULK, LONG_FORM, NUMBER_SIZE, type VR } from './vr.ts'

export type VrOf = NonNullable<ReadOptions['vrOf']>

/** What the value of an element is, by its header and, where that does not say, by its first bytes. */
export type Meaning =
  | { readonly is: 'value'; readonly vr: VR }
  | { readonly is: 'fragments'; readonly vr: VR }
  | {
      readonly is: 'sequence'
      /** The items are in implicit VR whatever is around them (UN: PS3.5 6.2.2). */
      readonly implicitInside: boolean
      readonly littleEndian: boolean
      /** The VR if the items turn out to be none; undefined where it is certain that they are. */
      readonly otherwise: VR | undefined
    }
  | { readonly is: 'wrong' }

const VALUE = new Map<VR | undefined, Meaning>()
function value(vr: VR): Meaning {
  let meaning = VALUE.get(vr)
  if (meaning === undefined) VALUE.set(vr, (meaning = { is: 'value', vr }))
  return meaning
}

/** Encapsulated pixels are bytes (PS3.5 A.4). */
const FRAGMENTS: Meaning = { is: 'fragments', vr: 'OB' }
const WRONG: Meaning = { is: 'wrong' }
const SURE_LE: Meaning = { is: 'sequence', implicitInside: false, littleEndian: true, otherwise: undefined }
const SURE_BE: Meaning = { is: 'sequence', implicitInside: false, littleEndian: false, otherwise: undefined }

/**
 * Decides what a value is. A Sequence is one because its VR says so, because its undefined length can mean nothing
 * else, or because its bytes are items that fill it exactly; pixels are never looked at that way.
 */
export function understand(cursor: Cursor, header: ElementHeader, creator: string | undefined, vrOf: VrOf, place: Place): Meaning {
  const written = header.vr
  if (written === undefined) return withoutVr(cursor, header, creator, vrOf, place)
  if (written === 'SQ') return sequenceByVr(cursor, header, place.littleEndian)
  if (written === 'UN') return unknown(cursor, header, creator, vrOf, place)
  if (header.length !== UNDEFINED_LENGTH) return value(written)
  return BULK.has(written) ? { is: 'fragments', vr: written } : WRONG
}

/** A private Sequence whose items are all in the other byte order, which writers copied from a file of that order, is one. */
function sequenceByVr(cursor: Cursor, header: ElementHeader, littleEndian: boolean): Meaning {
  const isTurned = header.length >= 8 && !looksLikeItems(cursor, header, littleEndian) && looksLikeItems(cursor, header, !littleEndian)
  return littleEndian === isTurned ? SURE_BE : SURE_LE
}

/** Implicit VR: the dictionaries say what it is, or the value shows it. */
function withoutVr(cursor: Cursor, header: ElementHeader, creator: string | undefined, vrOf: VrOf, place: Place): Meaning {
  const { tag, length } = header
  const { littleEndian } = place
  if (length === UNDEFINED_LENGTH) return isPixels(tag) ? FRAGMENTS : littleEndian ? SURE_LE : SURE_BE
  const known = knownVr(tag, creator, vrOf, place.signed)
  if (known === 'SQ') {
    if (length === 0 || !isPrivate(tag)) return littleEndian ? SURE_LE : SURE_BE
    return looksLikeItems(cursor, header, littleEndian) ? perhaps(false, littleEndian, 'UN') : value('UN')
  }
  const vr = fitting(known, tag, length)
  if (length >= 8 && mayHideItems(tag, known) && looksLikeItems(cursor, header, littleEndian)) return perhaps(false, littleEndian, vr)
  return value(vr)
}

/** VR UN: an element of which a writer did not know the VR; items in it are implicit little endian (PS3.5 6.2.2 note 5). */
function unknown(cursor: Cursor, header: ElementHeader, creator: string | undefined, vrOf: VrOf, place: Place): Meaning {
  const { tag, length } = header
  const { littleEndian } = place
  if (isPixels(tag)) return length === UNDEFINED_LENGTH ? FRAGMENTS : value('UN')
  if (length === UNDEFINED_LENGTH) {
    return {
      is: 'sequence',
      implicitInside: true,
      littleEndian: littleEndian || looksLikeItems(cursor, header, true),
      otherwise: undefined,
    }
  }
  const known = knownVr(tag, creator, vrOf, place.signed)
  if (known === 'SQ' && length === 0) return perhaps(true, true, 'UN')
  const numeric = known !== undefined && NUMBER_SIZE[known] !== undefined
  const vr = known === 'SQ' || (numeric && !littleEndian) ? 'UN' : fitting(known, tag, length)
  if (length >= 8 && mayHideItems(tag, known)) {
    if (looksLikeItems(cursor, header, true)) return perhaps(true, true, vr)
    if (!littleEndian && looksLikeItems(cursor, header, false)) return perhaps(true, false, vr)
  }
  return value(vr)
}

function perhaps(implicitInside: boolean, littleEndian: boolean, otherwise: VR): Meaning {
  return { is: 'sequence', implicitInside, littleEndian, otherwise }
}

/** Pixel Data in its three forms, and what else may be encapsulated like it. */
function isPixels(tag: Tag): boolean {
  return tag === TAG.pixelData || tag === TAG.floatPixelData || tag === TAG.doubleFloatPixelData
}

/** Where a Sequence may lie unrecognised: not in pixels or other bulk, nor where the tag itself gives the VR. */
function mayHideItems(tag: Tag, known: VR | undefined): boolean {
  if (isGroupLength(tag) || isPrivateCreator(tag) || groupOf(tag) === 0x7fe0) return false
  return known === undefined || known === 'UN' || !BULK.has(known)
}

function looksLikeItems(cursor: Cursor, header: ElementHeader, littleEndian: boolean): boolean {
  return cursor.has(header.valueOffset, 8) && cursor.tag(header.valueOffset, littleEndian) === TAG.item
}

/** What holds where an element stands. */
interface Place {
  readonly littleEndian: boolean
  /** By Pixel Representation. */
  readonly signed: boolean
}

/** Attributes that PS3.6 gives `US or SS`: which of the two follows from Pixel Representation (PS3.5 A.1). */
export const SIGNED_LIKE_PIXELS: ReadonlySet<Tag> = new Set<Tag>([
  0x00189810, 0x00221452, 0x00280071, 0x00280104, 0x00280105, 0x00280106, 0x00280107, 0x00280108, 0x00280109, 0x00280110, 0x00280111,
  0x00280120, 0x00280121, 0x00281100, 0x00281101, 0x00281102, 0x00281103, 0x00281111, 0x00281112, 0x00281113, 0x00281200, 0x00283002,
  0x00409211, 0x00409216, 0x00603004, 0x00603006,
])

function knownVr(tag: Tag, creator: string | undefined, vrOf: VrOf, signed: boolean): VR | undefined {
  const vr = vrOf(tag, creator) ?? vrByTag(tag)
  return signed && vr === 'US' && SIGNED_LIKE_PIXELS.has(tag) ? 'SS' : vr
}

/** VRs that follow from the tag alone (PS3.5 7.2, 7.8.1, 8). */
function vrByTag(tag: Tag): VR | undefined {
  if (isGroupLength(tag)) return 'UL'
  if (isPrivateCreator(tag)) return 'LO'
  return tag === TAG.pixelData ? 'OW' : tag === TAG.dataSetTrailingPadding ? 'OB' : undefined
}

/** A private dictionary that gives a VR which the length contradicts is wrong about this file. */
function fitting(known: VR | undefined, tag: Tag, length: number): VR {
  if (known === undefined) return 'UN'
  const size = isPrivate(tag) ? NUMBER_SIZE[known] : undefined
  return size !== undefined && length % size !== 0 ? 'UN' : known
}

/**
 * Whether the items of a Sequence have written VRs, by the first bytes of the first element: implicit VR inside UN is
 * the rule (PS3.5 6.2.2), but writers have put explicit VR there, and implicit VR into explicit Sequences.
 * @param expected what should be
 * @returns undefined where the item has no element to show it
 */
export function itemsHaveVr(cursor: Cursor, at: number, limit: number, expected: Encoding): boolean | undefined {
  if (limit - at < 8 || !cursor.has(at, 8)) return undefined
  const { littleEndian } = expected
  if (cursor.tag(at, littleEndian) === TAG.itemDelimitation) return undefined
  const room = limit - at - 8
  const implicitLength = cursor.u32(at + 4, littleEndian)
  const fitsImplicit = implicitLength === UNDEFINED_LENGTH || implicitLength <= room
  const vr = vrOfBytes(cursor.u8(at + 4), cursor.u8(at + 5))
  if (expected.explicitVr) return vr !== undefined || !fitsImplicit
  // Two letters that spell a VR are a length of 16,705 or more: of the two readings the likelier, where both fit.
  return vr !== undefined && fitsExplicit(cursor, at, vr, room, littleEndian)
}

function fitsExplicit(cursor: Cursor, at: number, vr: VR, room: number, littleEndian: boolean): boolean {
  const short = cursor.u16(at + 6, littleEndian)
  if (!LONG_FORM.has(vr)) return short <= room
  if (short !== 0 || !cursor.has(at, 12)) return false
  const length = cursor.u32(at + 8, littleEndian)
  return length === UNDEFINED_LENGTH || length + 4 <= room
}
