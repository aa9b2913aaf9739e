import type { ByteSource } from './byte-source.ts'

/** How many bytes are asked for at once: many headers, few values. A source over a file reads further ahead by itself. */
const AHEAD = 4096

const NOTHING = new Uint8Array(0)

/**
 * Random reads of small things from a {@link ByteSource}. Holds one stretch of bytes, so that the headers in it cost no
 * call; jumps over values without touching them. Offsets are those of the source.
 */
export class Cursor {
  readonly size: number
  /** The stretch at hand, valid after a {@link has} that said yes; `bytes[0]` is the byte at {@link start}. */
  bytes: Uint8Array = NOTHING
  start = 0
  readonly #source: ByteSource
  #end = 0

  constructor(source: ByteSource) {
    this.#source = source
    this.size = source.size
  }

  /**
   * Brings `length` bytes at `offset` to hand.
   * @param ahead how many bytes to ask for when the stretch at hand does not hold them
   * @returns false where the source has not that many
   */
  has(offset: number, length: number, ahead: number = AHEAD): boolean {
    if (offset >= this.start && offset + length <= this.#end) return true
    if (offset + length > this.size) return false
    this.bytes = this.#source.bytes(offset, Math.min(Math.max(length, ahead), this.size - offset))
    this.start = offset
    this.#end = offset + this.bytes.length
    return this.bytes.length >= length
  }

  /** A byte that {@link has} has brought to hand. */
  u8(offset: number): number {
    return this.bytes[offset - this.start] as number
  }

  u16(offset: number, littleEndian: boolean): number {
    const at = offset - this.start
    const first = this.bytes[at] as number
    const second = this.bytes[at + 1] as number
    return littleEndian ? first | (second << 8) : (first << 8) | second
  }

  u32(offset: number, littleEndian: boolean): number {
    const first = this.u16(offset, littleEndian)
    const second = this.u16(offset + 2, littleEndian)
    return (littleEndian ? first | (second << 16) : (first << 16) | second) >>> 0
  }

  /** A tag: two 16-bit words, the group first in either byte order (PS3.5 7.1). */
  tag(offset: number, littleEndian: boolean): number {
    return ((this.u16(offset, littleEndian) << 16) | this.u16(offset + 2, littleEndian)) >>> 0
  }

  /** Whether every byte from `offset` to the end is zero. */
  zerosFrom(offset: number): boolean {
    let at = offset
    while (at < this.size) {
      if (!this.has(at, 1, 65536)) return false
      for (let index = at - this.start; index < this.bytes.length; index += 1) if (this.bytes[index] !== 0) return false
      at = this.start + this.bytes.length
    }
    return true
  }
}
