import { octets, type Phantom } from './phantom.ts'

/** A frame as baseline JPEG in colour (YBR_FULL_422: the colour is subsampled). */
export async function jpegFrame(image: Phantom): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const raw = { width: image.width, height: image.height, channels: 3 as const }
  return sharp(octets(image, 3), { raw }).jpeg({ quality: 92, chromaSubsampling: '4:2:0' }).toBuffer()
}

/**
 * A frame of words as RLE (PS3.5 Annex G): a segment for the upper bytes, one for the lower, each row by itself.
 * @param frame 16-bit words, little endian
 */
export function rleFrame(frame: Uint8Array, columns: number): Uint8Array {
  const segments = [1, 0].map((half) =>
    rleSegment(
      frame.filter((_byte, index) => index % 2 === half),
      columns,
    ),
  )
  const header = Buffer.alloc(64)
  header.writeUInt32LE(segments.length, 0)
  let offset = header.length
  for (const [index, segment] of segments.entries()) {
    header.writeUInt32LE(offset, 4 + index * 4)
    offset += segment.length
  }
  return Buffer.concat([header, ...segments])
}

/** Padded to even length. */
function rleSegment(plane: Uint8Array, columns: number): Uint8Array {
  const out: number[] = []
  for (let at = 0; at < plane.length; at += columns) out.push(...packBits(plane.subarray(at, at + columns)))
  if (out.length % 2 === 1) out.push(0)
  return Uint8Array.from(out)
}

const LONGEST_RUN = 128

/** PackBits (PS3.5 G.3.1): runs of equal bytes, and literal stretches. */
function packBits(source: Uint8Array): readonly number[] {
  const out: number[] = []
  let at = 0
  while (at < source.length) {
    let run = 1
    while (run < LONGEST_RUN && at + run < source.length && source[at + run] === source[at]) run++
    if (run > 1) {
      out.push(257 - run, source[at] ?? 0)
      at += run
    } else {
      const from = at
      while (at < source.length && at - from < LONGEST_RUN && (at + 1 >= source.length || source[at] !== source[at + 1])) at++
      out.push(at - from - 1, ...source.subarray(from, at))
    }
  }
  return out
}
