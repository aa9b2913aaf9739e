/** Damage to files, seeded: what disks, networks, converters and enemies do to bytes. */
import type { DataElement, Part10File } from '../../src/core/dicom/element.ts'
import { DEFLATED_LE } from '../../src/core/dicom/transfer-syntax.ts'
import { VRS } from '../../src/core/dicom/vr.ts'
import { concat, DEFLATE, fileMeta, latin } from '../fixtures/dicom-bytes.ts'

/** A whole number from 0 to below a bound. */
export type Random = (below: number) => number

/** Reproducible numbers from a seed (mulberry32). */
export function random(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Where an element, an item or a fragment begins and ends in its file, and how its length is written. */
export interface Place {
  readonly at: number
  readonly end: number
  readonly lengthAt: number
  readonly lengthBytes: 2 | 4
  readonly littleEndian: boolean
  readonly explicitVr: boolean
}

/** Every header that our reader finds in a file; none in a deflated data set, where damage hits the stream. */
export function placesOf(file: Part10File): readonly Place[] {
  const places: Place[] = []
  const bare = (at: number, end: number, littleEndian: boolean): void => {
    places.push({ at, end, lengthAt: at + 4, lengthBytes: 4, littleEndian, explicitVr: false })
  }
  const walk = (elements: readonly DataElement[], littleEndian: boolean): void => {
    for (const { headerOffset: at, end, writtenVr, valueOffset, items, fragments, encoding } of elements) {
      const isLong = writtenVr === undefined || valueOffset - at > 8
      const lengthAt = writtenVr === undefined ? at + 4 : isLong ? at + 8 : at + 6
      places.push({ at, end, lengthAt, lengthBytes: isLong ? 4 : 2, littleEndian, explicitVr: writtenVr !== undefined })
      const inside = encoding?.littleEndian ?? littleEndian
      for (const item of items ?? []) {
        bare(item.headerOffset, item.end, inside)
        walk(item.elements, inside)
      }
      for (const fragment of fragments ?? []) bare(fragment.headerOffset, fragment.valueOffset + fragment.length, littleEndian)
    }
  }
  walk(file.fileMeta, true)
  if (file.deflated === undefined) walk(file.elements, file.transferSyntax.littleEndian)
  return places
}

export interface Original {
  readonly name: string
  readonly bytes: Uint8Array
  readonly places: readonly Place[]
  /** First byte of the data set; 0 where it is deflated or not read. */
  readonly dataSetOffset: number
}

/** @param file undefined where the original is damaged itself */
export function originalOf(name: string, bytes: Uint8Array, file: Part10File | undefined): Original {
  if (file === undefined) return { name, bytes, places: [], dataSetOffset: 0 }
  return { name, bytes, places: placesOf(file), dataSetOffset: file.dataSetOffset }
}

const WILD = [0, 1, 2, 7, 8, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xb2d05e00, 0xfffffff0, 0xfffffffe, 0xffffffff]
const NEAR = [-16, -8, -4, -2, -1, 1, 2, 4, 8, 12, 16]
const VALUE_BYTES = [0, 0x1b, 0x20, 0x22, 0x24, 0x28, 0x42, 0x5c, 0x5e, 0x80, 0xa4, 0xe0, 0xfe, 0xff]
const TAGS = [0xfffee000, 0xfffee00d, 0xfffee0dd, 0, 0x00020010, 0x00080005, 0x00090010, 0x00091001, 0x00280103, 0x7fe00010, 0xfffcfffc]

type Kind = (bytes: Uint8Array, next: Random, from: Original, other: Original) => Uint8Array

function cut(bytes: Uint8Array, at: number, end: number): Uint8Array {
  return concat(bytes.subarray(0, at), bytes.subarray(Math.min(end, bytes.length)))
}

function insert(bytes: Uint8Array, at: number, what: Uint8Array): Uint8Array {
  return concat(bytes.subarray(0, at), what, bytes.subarray(at))
}

/** Half of the damage goes to the beginning, where most headers are. */
function somewhere(bytes: Uint8Array, next: Random): number {
  return next(2) === 0 ? next(bytes.length) : next(Math.min(bytes.length, 2000))
}

function write(bytes: Uint8Array, at: number, value: number, size: 2 | 4, littleEndian: boolean): Uint8Array {
  if (at + size > bytes.length) return bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  if (size === 2) view.setUint16(at, value & 0xffff, littleEndian)
  else view.setUint32(at, value >>> 0, littleEndian)
  return bytes
}

function pick<T>(list: readonly T[], next: Random): T {
  return list[next(list.length)] as T
}

/** For a header of the original; after earlier damage in the same file it may point at anything, which is damage too. */
function atHeader(use: (bytes: Uint8Array, place: Place, next: Random) => Uint8Array): Kind {
  return (bytes, next, { places }) => (places.length === 0 ? bytes : use(bytes, pick(places, next), next))
}

const KINDS: Readonly<Record<string, Kind>> = {
  truncate: (bytes, next) => bytes.slice(0, somewhere(bytes, next)),
  flip: (bytes, next) => {
    const at = somewhere(bytes, next)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8))
    return bytes
  },
  set: (bytes, next) => {
    bytes[somewhere(bytes, next)] = next(256)
    return bytes
  },
  insert: (bytes, next) =>
    insert(
      bytes,
      somewhere(bytes, next),
      Uint8Array.from({ length: 1 + next(64) }, () => next(256)),
    ),
  delete: (bytes, next) => {
    const at = somewhere(bytes, next)
    return cut(bytes, at, at + 1 + next(64))
  },
  double: (bytes, next) => {
    const at = somewhere(bytes, next)
    return insert(bytes, at, bytes.slice(at, at + 1 + next(64)))
  },
  splice: (bytes, next, _from, other) => {
    const at = somewhere(other.bytes, next)
    return concat(bytes.subarray(0, somewhere(bytes, next)), other.bytes.subarray(at))
  },
  'length lies': atHeader((bytes, { lengthAt, lengthBytes, littleEndian }, next) => {
    if (next(2) === 0) return write(bytes, lengthAt, pick(WILD, next), lengthBytes, littleEndian)
    if (lengthAt + 4 > bytes.length) return bytes
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const now = lengthBytes === 2 ? view.getUint16(lengthAt, littleEndian) : view.getUint32(lengthAt, littleEndian)
    return write(bytes, lengthAt, now + pick(NEAR, next), lengthBytes, littleEndian)
  }),
  'another tag': atHeader((bytes, { at, littleEndian }, next) => {
    const tag = pick(TAGS, next)
    write(bytes, at, tag >>> 16, 2, littleEndian)
    return write(bytes, at + 2, tag & 0xffff, 2, littleEndian)
  }),
  'another VR': atHeader((bytes, { at, explicitVr }, next) => {
    if (explicitVr && at + 6 <= bytes.length) bytes.set(latin(next(8) === 0 ? '  ' : pick(VRS, next)), at + 4)
    return bytes
  }),
  'without an element': atHeader((bytes, { at, end }) => cut(bytes, at, end)),
  'an element twice': atHeader((bytes, { at, end }) => insert(bytes, at, bytes.slice(at, Math.min(end, at + 4096)))),
  'an element from elsewhere': (bytes, next, { places }, other) => {
    if (places.length === 0 || other.places.length === 0) return bytes
    const { at, end } = pick(other.places, next)
    return insert(bytes, Math.min(pick(places, next).at, bytes.length), other.bytes.subarray(at, Math.min(end, at + 4096)))
  },
  'an element as Sequence': atHeader((bytes, { at, lengthAt, explicitVr, littleEndian }, next) => {
    if (explicitVr && at + 6 <= bytes.length) bytes.set(latin(next(2) === 0 ? 'SQ' : 'UN'), at + 4)
    return write(bytes, lengthAt, 0xffffffff, 4, littleEndian)
  }),
  'another value': atHeader((bytes, { at, end }, next) => {
    for (let times = 1 + next(4); times > 0; times -= 1) {
      const where = at + 12 + next(Math.max(1, end - at - 12))
      if (where < bytes.length) bytes[where] = pick(VALUE_BYTES, next)
    }
    return bytes
  }),
  'items in a value': atHeader((bytes, { lengthAt, lengthBytes, end, littleEndian }, next) => {
    const at = lengthAt + lengthBytes
    const room = end - at - 8
    if (room < 0 || end > bytes.length) return bytes
    write(bytes, at, 0xfffe, 2, littleEndian)
    write(bytes, at + 2, 0xe000, 2, littleEndian)
    return write(bytes, at + 4, next(3) === 0 ? 0xffffffff : next(2) === 0 ? room : 0, 4, littleEndian)
  }),
  opened: atHeader((bytes, { at }, next) => {
    const open = latin('\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff')
    return insert(bytes, Math.min(at, bytes.length), concat(...Array.from({ length: 1 + next(300) }, () => open)))
  }),
}

export const KINDS_OF_DAMAGE: readonly string[] = Object.keys(KINDS)

/** One kind of damage, or up to four one after the other. The original stays as it is. */
export function damaged(from: Original, other: Original, next: Random): Uint8Array {
  let bytes: Uint8Array = from.bytes.slice()
  for (let times = 1 + next(2) * next(4); times > 0 && bytes.length > 0; times -= 1) {
    bytes = (KINDS[pick(KINDS_OF_DAMAGE, next)] as Kind)(bytes, next, from, other)
  }
  return dressed(bytes, from.dataSetOffset, next)
}

/** At times without its header, deflated, or with something behind it. */
function dressed(bytes: Uint8Array, dataSetOffset: number, next: Random): Uint8Array {
  const dataSet = bytes.subarray(dataSetOffset)
  switch (dataSetOffset === 0 ? -1 : next(24)) {
    case 0:
      return dataSet
    case 1:
      return concat(bytes.subarray(0, 132), fileMeta(DEFLATED_LE.uid), DEFLATE.deflate(dataSet))
    case 2:
      return concat(bytes.subarray(0, 132), fileMeta(DEFLATED_LE.uid), DEFLATE.deflate(dataSet), bytes.subarray(0, next(300)))
    case 3:
      return concat(bytes, next(2) === 0 ? new Uint8Array(next(40)) : bytes.subarray(0, next(300)))
    default:
      return bytes
  }
}
