import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Deflate } from '../../core/dicom/byte-source.ts'

/** More than this a deflated data set does not become: it would be made to fill the memory. */
const MOST_INFLATED = 1 << 30

/** Raw deflate (RFC 1951) for deflated data sets (PS3.5 A.5). */
export const DEFLATE: Deflate = {
  inflate: (bytes) => inflateRawSync(bytes, { maxOutputLength: MOST_INFLATED }),
  deflate: (bytes) => deflateRawSync(bytes),
}
