import type { Cursor } from './cursor.ts'
import type { ReadFailure } from './element.ts'
import { LONG_FORM, VRS, type VR } from './vr.ts'

/** VRs by their two characters, as an index into 26 x 26 letters. */
const VR_BY_LETTERS: (VR | undefined)[] = Array.from({ length: 26 * 26 }, () => undefined)
const IS_LONG = new Uint8Array(26 * 26)
for (const vr of VRS) {
  const index = lettersIndex(vr.charCodeAt(0), vr.charCodeAt(1))
  VR_BY_LETTERS[index] = vr
  IS_LONG[index] = LONG_FORM.has(vr) ? 1 : 0
}

function lettersIndex(first: number, second: number): number {
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a ? (first - 0x41) * 26 + second - 0x41 : -1
}

/** The VR that two bytes spell, if they do. */
export function vrOfBytes(first: number, second: number): VR | undefined {
  const index = lettersIndex(first, second)
  return index < 0 ? undefined : VR_BY_LETTERS[index]
}

/** Of ASCII. */
export function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f
}

/** The header of one Data Element. One object is filled again and again: the walk allocates nothing for it. */
export class ElementHeader {
  tag = 0
  /** Undefined in implicit VR and for Item and delimiter tags. */
  vr: VR | undefined = undefined
  writtenVr: string | undefined = undefined
  length = 0
  valueOffset = 0
  /** The VR does not say how the header goes on, or what stands behind it is not what should: see `settleForm`. */
  isDoubtful = false
}

/**
 * Reads tag, VR and length at `at` (PS3.5 7.1). The caller has made sure that 8 bytes are at hand.
 * Item and delimiter tags have no VR in any encoding (7.5).
 * @returns what is wrong, or undefined
 */
export function readHeader(
  cursor: Cursor,
  at: number,
  explicitVr: boolean,
  littleEndian: boolean,
  into: ElementHeader,
): ReadFailure['kind'] | undefined {
  const tag = cursor.tag(at, littleEndian)
  into.tag = tag
  into.isDoubtful = false
  if (!explicitVr || tag >>> 16 === 0xfffe) {
    into.vr = undefined
    into.writtenVr = undefined
    into.length = cursor.u32(at + 4, littleEndian)
    into.valueOffset = at + 8
    return undefined
  }
  const first = cursor.u8(at + 4)
  const second = cursor.u8(at + 5)
  const index = lettersIndex(first, second)
  const vr = index < 0 ? undefined : VR_BY_LETTERS[index]
  into.isDoubtful = vr === undefined
  // A VR of an edition to come has the long form (PS3.5 7.1.2); blanks, `??` and old private ones are met in the short form.
  const long = vr === undefined ? index >= 0 && cursor.u16(at + 6, littleEndian) === 0 : IS_LONG[index] === 1
  into.vr = vr ?? 'UN'
  into.writtenVr = vr ?? String.fromCharCode(first, second)
  if (!long) {
    into.length = cursor.u16(at + 6, littleEndian)
    into.valueOffset = at + 8
    return index < 0 && !(isPrintable(first) && isPrintable(second)) ? 'bad-vr' : undefined
  }
  if (cursor.u16(at + 6, littleEndian) !== 0) into.isDoubtful = true
  if (!cursor.has(at, 12)) return 'truncated'
  into.length = cursor.u32(at + 8, littleEndian)
  into.valueOffset = at + 12
  return undefined
}
