import type { Cursor } from './cursor.ts'
import { blockOf, elementOf, groupOf, type Tag } from './tag.ts'
import type { VR } from './vr.ts'

/** A Private Creator is an LO of 64 characters at most; what is much longer names no block. */
const LONGEST_CREATOR = 1024

/** VRs in which a Private Creator has been met; it should be LO (PS3.5 7.8.1). */
const CREATOR_VRS: ReadonlySet<VR> = new Set<VR>(['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'CS', 'AE', 'PN', 'UN', 'OB'])

/** Who has reserved which block in one data set: the root, or one item (PS3.5 7.8.1). */
export class PrivateBlocks {
  readonly #creators = new Map<number, string>()

  claim(creatorTag: Tag, creator: string): void {
    this.#creators.set((groupOf(creatorTag) << 8) | (elementOf(creatorTag) & 0xff), creator)
  }

  /** The creator of the block of `(gggg,xxee)`, xx from 10 to FF. */
  creatorOf(tag: Tag): string | undefined {
    return this.#creators.get((groupOf(tag) << 8) | blockOf(tag))
  }
}

/**
 * The name in a Private Creator element, trimmed of blanks and NULs.
 * @param decodeOther decodes bytes that are not plain ASCII
 * @returns undefined where there is none: blank, or nothing that can be a name
 */
export function readCreator(
  cursor: Cursor,
  offset: number,
  length: number,
  vr: VR,
  decodeOther: (bytes: Uint8Array) => string,
): string | undefined {
  if (length === 0 || length > LONGEST_CREATOR || !CREATOR_VRS.has(vr) || !cursor.has(offset, length)) return undefined
  let first = offset
  let after = offset + length
  while (first < after && isPadding(cursor.u8(first))) first += 1
  while (after > first && isPadding(cursor.u8(after - 1))) after -= 1
  if (first === after) return undefined
  const bytes = cursor.bytes.slice(first - cursor.start, after - cursor.start)
  let ascii = ''
  for (const byte of bytes) {
    if (byte >= 0x80 || byte === 0x1b) return decodeOther(bytes)
    ascii += String.fromCharCode(byte)
  }
  return ascii
}

function isPadding(byte: number): boolean {
  return byte === 0x20 || byte === 0
}
