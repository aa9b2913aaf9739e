/** A square PNG. */
export interface SizedPng {
  readonly size: number
  readonly png: Buffer
}

/** Windows' icon: a directory of images (ICONDIR, 6 + 16 bytes each), then the PNGs themselves. */
export function icoOf(images: readonly SizedPng[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index
    // 0 stands for 256, the largest that the format knows.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)])
}

/** The types under which macOS looks for a PNG of a size; the second of a size is that of half of it on a fine display. */
const ICNS_TYPES: readonly (readonly [string, number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]

/** macOS's icon: `icns`, the length of all, then for each image its type, its length with these 8 bytes, and the PNG. */
export function icnsOf(images: readonly SizedPng[]): Buffer {
  const parts = ICNS_TYPES.flatMap(([type, size]) => {
    const image = images.find((one) => one.size === size)
    return image === undefined ? [] : [chunk(type, image.png)]
  })
  return chunk('icns', Buffer.concat(parts))
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(content.length + head.length, 4)
  return Buffer.concat([head, content])
}
