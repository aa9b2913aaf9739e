import type { PathText } from '../dicom/attribute-path.ts'
import { BEGIN_A, BEGIN_B, Fingerprints, mixA, mixB, slotOf } from './fingerprints.ts'

/**
 * The UIDs that are looked for in every file. There are more of them than files, and a machine that spells each one out
 * (`aho-corasick.ts`) takes a kilobyte for it: this takes some twenty bytes. Plain data, which threads may share.
 */
export interface UidTable {
  /** Of {@link Fingerprints}, with the number of its {@link sources}. */
  readonly slots: Int32Array
  /** A bit for each hash of the first {@link SHORTEST_PLAIN} characters of a UID. */
  readonly heads: Int32Array
  /** The attributes that held a UID, in order: many UIDs share each list. */
  readonly sources: readonly (readonly PathText[])[]
  readonly count: number
}

const SHORTEST_PLAIN = 8
/** PS3.5 9.1. */
const LONGEST_PLAIN = 64
/** A UID that ends behind a place begins at most so far before it, as UTF-16, and one character more tells whether it is alone. */
export const UID_REACH = 2 * LONGEST_PLAIN + 2
const HEAD_BITS = 1 << 16
const DOT = 0x2e

/** Whether a text is made like a UID, so that the table can look for it. */
export function isPlainUid(text: string): boolean {
  return text.length >= SHORTEST_PLAIN && text.length <= LONGEST_PLAIN && /^\d+(?:\.\d+)+$/u.test(text)
}

/** The attributes that hold a UID, and whether one of these loses it. */
interface Source {
  readonly paths: readonly PathText[]
  readonly goes: boolean
  /** What it becomes when a further attribute holds it too. */
  readonly next: Map<string, number>
}

const NOWHERE = 0

/** UIDs of the originals, with the attributes that hold them, as they come. */
export class UidsFound {
  readonly #uids = new Fingerprints()
  readonly #heads = new Int32Array(HEAD_BITS >>> 5)
  readonly #sources: Source[] = [{ paths: [], goes: false, next: new Map() }]
  readonly #numbers = new Map<string, number>()

  /**
   * @param uid for which {@link isPlainUid} holds
   * @param path empty where it is not known
   * @param goes whether it may not be left in the copy: said once, it is looked for
   */
  add(uid: string, path: PathText, goes: boolean): void {
    const known = this.#uids.get(uid)
    const number = this.#next(known ?? NOWHERE, path, goes)
    if (number === known) return
    this.#uids.set(uid, number)
    let head = BEGIN_A
    for (let i = 0; i < SHORTEST_PLAIN; i++) head = mixA(head, uid.charCodeAt(i))
    const bit = headBit(head)
    this.#heads[bit >>> 5] = (this.#heads[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }

  /** It is looked for as something else, and not as a UID. */
  leave(uid: string): void {
    if (this.#uids.get(uid) !== undefined) this.#uids.set(uid, NOWHERE)
  }

  isLookedFor(uid: string): boolean {
    return this.#sources[this.#uids.get(uid) ?? NOWHERE]?.goes === true
  }

  /** What is looked for. */
  table(allocate: (bytes: number) => ArrayBufferLike): UidTable {
    const { slots, size } = this.#uids.toSlots((number) => this.#sources[number]?.goes === true, allocate)
    const heads = new Int32Array(allocate(this.#heads.byteLength))
    heads.set(this.#heads)
    return { slots, heads, sources: this.#sources.map(({ paths }) => paths), count: size }
  }

  #next(from: number, path: PathText, goes: boolean): number {
    const source = this.#sources[from]
    if (source === undefined) return NOWHERE
    const step = `${goes ? '+' : '-'}${path}`
    let number = source.next.get(step)
    if (number === undefined) {
      number = this.#numberOf(path === '' ? source.paths : [...new Set([...source.paths, path])].sort(), source.goes || goes)
      source.next.set(step, number)
    }
    return number
  }

  #numberOf(paths: readonly PathText[], goes: boolean): number {
    const key = `${goes ? '+' : '-'}${paths.join('\t')}`
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.#sources.push({ paths, goes, next: new Map() }) - 1
      this.#numbers.set(key, number)
    }
    return number
  }
}

function headBit(head: number): number {
  return Math.imul(head ^ (head >>> 15), 0x2c1b3c6d) >>> 16
}

export interface FoundUid {
  readonly uid: string
  /** The attributes that held it. */
  readonly paths: readonly PathText[]
  readonly as: 'plain' | 'utf-16'
  /** In the bytes that were looked through. */
  readonly start: number
  readonly end: number
}

/** Bytes in which UIDs are looked for, with what is before and behind them. */
export interface UidWindow {
  readonly bytes: Uint8Array
  /** UIDs that end behind `from` and up to `to`: others were found in the piece before, or will be in the next one. */
  readonly from: number
  readonly to: number
  /** Where a UID counts as part of a longer number too, as `[from, to)` in order. */
  readonly within: readonly (readonly [number, number])[]
}

/** Looks for UIDs in bytes of one character and in UTF-16 (little endian). */
export function findUids(table: UidTable, window: UidWindow, onFound: (found: FoundUid) => void): void {
  const { bytes, from, to, within } = window
  let next = 0
  // Of what comes after another piece the first two bytes say only what is before the third.
  for (let first = from === 0 ? 0 : 2; first < to; first += STRIDE) {
    if (!mayBeInside(bytes, first + STRIDE - 1)) continue
    for (let i = first; i < Math.min(first + STRIDE, to); i++) {
      if (!isDigit(bytes[i])) continue
      while (next < within.length && i >= (within[next]?.[1] ?? 0)) next++
      const asPart = i >= (within[next]?.[0] ?? Infinity)
      if (isPart(bytes[i + 1])) {
        if (asPart || !isDigit(bytes[i - 1])) readUid(table, window, { start: i, width: 1, asPart }, onFound)
      } else if (bytes[i + 1] === 0 && (asPart || !isDigit(bytes[i - 2]))) readUid(table, window, { start: i, width: 2, asPart }, onFound)
    }
  }
}

/** What begins at one of so many bytes and is no shorter than {@link SHORTEST_PLAIN} holds the last of them and the next. */
const STRIDE = SHORTEST_PLAIN - 1

/** Whether two bytes may stand in a UID: the first of a character, or the second (0) before the first of the next. */
function mayBeInside(bytes: Uint8Array, at: number): boolean {
  // Without a branch: of the bytes of pixels the machine would foresee half of them wrongly.
  const first = KINDS[bytes[at] ?? OTHER] ?? 0
  const second = KINDS[bytes[at + 1] ?? OTHER] ?? 0
  return ((first | ((first >> 1) & second)) & 1) !== 0
}

const OTHER = 0xff
/** 1 for digits and the point, 2 for 0. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => (byte === 0 ? 2 : Number(isPart(byte))))

interface Place {
  readonly start: number
  /** Bytes of a character. */
  readonly width: 1 | 2
  readonly asPart: boolean
}

function readUid(
  { slots, heads, sources }: UidTable,
  { bytes, from, to }: UidWindow,
  { start, width, asPart }: Place,
  onFound: (found: FoundUid) => void,
): void {
  let a = BEGIN_A
  let b = BEGIN_B
  let at = start
  for (let length = 1; length <= LONGEST_PLAIN; length++) {
    const byte = bytes[at] ?? 0
    if (!isPart(byte) || (width === 2 && bytes[at + 1] !== 0)) return
    a = mixA(a, byte)
    b = mixB(b, byte)
    at += width
    if (length < SHORTEST_PLAIN) continue
    if (length === SHORTEST_PLAIN) {
      const bit = headBit(a)
      if ((((heads[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 0) return
    }
    if (byte === DOT || at <= from || at > to || (!asPart && isDigit(bytes[at]))) continue
    const number = slots[slotOf(slots, a, b) + 2] ?? 0
    if (number === 0) continue
    let uid = ''
    for (let i = start; i < at; i += width) uid += String.fromCharCode(bytes[i] ?? 0)
    onFound({ uid, paths: sources[number - 1] ?? [], as: width === 1 ? 'plain' : 'utf-16', start, end: at })
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function isPart(byte: number | undefined): boolean {
  return byte === DOT || isDigit(byte)
}
