import { constants, deflateRawSync, gunzipSync, inflateRawSync } from 'node:zlib'
import type { Deflate } from '../../core/dicom/byte-source.ts'
import { inflatedLength } from './inflated-length.ts'

/** More than this a deflated data set does not become: it would be made to fill the memory. */
const MOST_INFLATED = 1 << 30
/** Up to this it is made at once, without a look at how much it becomes: nearly every file is less. */
const AT_ONCE = 1 << 27
/** A stream of this fraction of the most is no small one that becomes very much, and would take long to be counted. */
const LARGE_STREAM = MOST_INFLATED / 16

/** Raw deflate (RFC 1951) for deflated data sets (PS3.5 A.5), and gzip for what scanners pack. */
export const DEFLATE = {
  inflate: (bytes: Uint8Array) => plain(inflated(bytes).buffer),
  inflateStream(bytes: Uint8Array) {
    const { buffer, engine } = inflated(bytes)
    return { plain: plain(buffer), used: engine.bytesWritten }
  },
  deflate: (bytes: Uint8Array) => plain(deflateRawSync(bytes)),
  gunzip,
} satisfies Deflate

interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

/**
 * Takes memory for what is inflated only once it is known that it may be as much. Black pixels are a thousand times what
 * they are deflated, in honest files too: their proportion tells nothing.
 */
function inflated(bytes: Uint8Array): Inflated {
  if (bytes.length >= LARGE_STREAM) return inflateUpTo(MOST_INFLATED, bytes)
  try {
    return inflateUpTo(AT_ONCE, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error
  }
  const length = inflatedLength(bytes, MOST_INFLATED)
  if (length === undefined) throw new RangeError()
  // In one piece, which needs not be copied together from many.
  return inflateUpTo(length, bytes, length + 1)
}

/** With `info` the result is not the bytes alone, which the types do not say. */
function inflateUpTo(most: number, bytes: Uint8Array, chunkSize?: number): Inflated {
  return inflateRawSync(bytes, {
    maxOutputLength: most,
    info: true,
    ...(chunkSize === undefined ? {} : { chunkSize }),
  }) as unknown as Inflated
}

/** Bytes behind the content of a gzip stream, its checksum and length; and one that may pad it. */
const TRAILERS = [0, 8, 9]
const SHORTEST_GZIP = 18

/** What is cut short, or has another checksum, is opened as far as it goes. */
function gunzip(bytes: Uint8Array, most: number): Uint8Array {
  const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }
  for (const trailer of bytes.length < SHORTEST_GZIP ? [] : TRAILERS) {
    try {
      return plain(gunzipSync(bytes.subarray(0, bytes.length - trailer), options))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'Z_DATA_ERROR') throw error
    }
  }
  return plain(gunzipSync(bytes, { maxOutputLength: most }))
}

/** The same bytes not as a `Buffer`, whose `slice` is no copy: the core relies on one. */
function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
