import { zeroTerminated } from './decode-text.ts'
import type { Entries } from './entries.ts'

/** Opens a gzip stream (RFC 1952) up to `most` bytes; throws where it cannot. Given by the engine. */
export type Gunzip = (bytes: Uint8Array, most: number) => Uint8Array

/** What a block of a few kilobytes may become. */
const MOST_OPENED = 1 << 20

const FIXED_HEAD = 10
const [EXTRA, NAME, COMMENT] = [4, 8, 16]

/** Where a gzip stream begins: at once, or, as in (0025,"GEMS_SERS_01",1B), behind its length of four bytes. */
export function gzipOffset(bytes: Uint8Array): number | undefined {
  return [0, 4].find((at) => bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8)
}

/**
 * Opens a gzip stream. Its head tells of the scan too: scanners write the numbers of exam and series in its file name,
 * and the time.
 * @returns undefined where it cannot be opened
 */
export function openGzip(bytes: Uint8Array, at: number, gunzip: Gunzip | undefined, into: Entries): Uint8Array | undefined {
  const stream = bytes.subarray(at, endOfStream(bytes, at))
  readHead(stream, into)
  if (gunzip === undefined) return undefined
  try {
    return gunzip(stream, MOST_OPENED)
  } catch {
    return undefined
  }
}

/** The length before the stream, where there is one and it can be true; behind the stream is padding. */
function endOfStream(bytes: Uint8Array, at: number): number {
  if (at === 0) return bytes.length
  const claimed = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  return claimed >= FIXED_HEAD && at + claimed <= bytes.length ? at + claimed : bytes.length
}

function readHead(stream: Uint8Array, into: Entries): void {
  if (stream.length < FIXED_HEAD) return
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const seconds = view.getUint32(4, true)
  if (seconds !== 0) into.add('gzip-time', new Date(seconds * 1000).toISOString().slice(0, 19))
  const flags = stream[3] ?? 0
  let at = FIXED_HEAD
  if ((flags & EXTRA) !== 0) {
    if (at + 2 > stream.length) return
    at += 2 + view.getUint16(at, true)
  }
  for (const [flag, key] of [
    [NAME, 'gzip-name'],
    [COMMENT, 'gzip-comment'],
  ] as const) {
    if ((flags & flag) === 0 || at >= stream.length) continue
    into.add(key, zeroTerminated(stream, at, Math.min(stream.length, at + LONGEST_NAME)))
    const end = stream.indexOf(0, at)
    at = end < 0 ? stream.length : end + 1
  }
}

const LONGEST_NAME = 1000
