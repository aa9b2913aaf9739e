import { deflateRawSync, gunzipSync, inflateRawSync } from 'node:zlib'
import type { Deflate } from '../../core/dicom/byte-source.ts'

/** More than this a deflated data set does not become: it would be made to fill the memory. */
const MOST_INFLATED = 1 << 30

/** Raw deflate (RFC 1951) for deflated data sets (PS3.5 A.5), and gzip for what scanners pack. */
export const DEFLATE = {
  inflate: (bytes: Uint8Array) => plain(inflateRawSync(bytes, { maxOutputLength: MOST_INFLATED })),
  inflateStream(bytes: Uint8Array) {
    // With `info` the result is not the bytes alone, which the types do not say.
    const { buffer, engine } = inflateRawSync(bytes, { maxOutputLength: MOST_INFLATED, info: true }) as unknown as Inflated
    return { plain: plain(buffer), used: engine.bytesWritten }
  },
  deflate: (bytes: Uint8Array) => plain(deflateRawSync(bytes)),
  gunzip: (bytes: Uint8Array, most: number) => plain(gunzipSync(bytes, { maxOutputLength: most })),
} satisfies Deflate

interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

/** The same bytes not as a `Buffer`, whose `slice` is no copy: the core relies on one. */
function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
