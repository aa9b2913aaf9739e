import type { Random } from './random.ts'

/** A grey image, row by row, every value from 0 to 1. */
export interface Phantom {
  readonly width: number
  readonly height: number
  readonly grey: Float64Array
}

/** An ellipse: centre and radii as parts of the image, and how bright it is. */
interface Body {
  readonly x: number
  readonly y: number
  readonly a: number
  readonly b: number
  readonly grey: number
}

const TORSO: readonly Body[] = [
  { x: 0.5, y: 0.52, a: 0.42, b: 0.32, grey: 0.5 },
  { x: 0.33, y: 0.47, a: 0.13, b: 0.17, grey: 0.08 },
  { x: 0.67, y: 0.47, a: 0.13, b: 0.17, grey: 0.08 },
  { x: 0.5, y: 0.76, a: 0.06, b: 0.06, grey: 0.92 },
  { x: 0.55, y: 0.5, a: 0.08, b: 0.09, grey: 0.58 },
]

const HEAD: readonly Body[] = [
  { x: 0.5, y: 0.5, a: 0.36, b: 0.43, grey: 0.85 },
  { x: 0.5, y: 0.5, a: 0.33, b: 0.4, grey: 0.45 },
  { x: 0.43, y: 0.48, a: 0.05, b: 0.14, grey: 0.12 },
  { x: 0.57, y: 0.48, a: 0.05, b: 0.14, grey: 0.12 },
  { x: 0.62, y: 0.65, a: 0.04, b: 0.04, grey: 0.75 },
]

/**
 * A cut through a body: ellipses that change a little from slice to slice, a gradient, and noise.
 * @param slice from 0 (first) to 1 (last)
 */
export function phantom(anatomy: 'torso' | 'head', width: number, height: number, slice: number, random: Random): Phantom {
  const bodies = anatomy === 'torso' ? TORSO : HEAD
  const swell = 0.92 + 0.16 * Math.sin(Math.PI * slice)
  const grey = new Float64Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) / width
      const y = (row + 0.5) / height
      let value = 0
      for (const body of bodies) {
        const distance = ((x - body.x) / (body.a * swell)) ** 2 + ((y - body.y) / (body.b * swell)) ** 2
        if (distance <= 1) value = body.grey + 0.04 * (y - 0.5)
      }
      grey[row * width + column] = Math.min(1, Math.max(0, value + 0.03 * (random.next() - 0.5)))
    }
  return { width, height, grey }
}

/** 16-bit words, little endian: `low` for black, `high` for white. Negative numbers are two's complement. */
export function words(image: Phantom, low: number, high: number): Uint8Array {
  const bytes = Buffer.alloc(image.grey.length * 2)
  for (const [index, grey] of image.grey.entries()) bytes.writeUInt16LE(Math.round(low + grey * (high - low)) & 0xffff, index * 2)
  return bytes
}

/** Bytes, one a sample; grey repeated as red, green and blue where `samples` is 3. */
export function octets(image: Phantom, samples: 1 | 3 = 1): Uint8Array {
  const out = new Uint8Array(image.grey.length * samples)
  for (const [index, grey] of image.grey.entries()) out.fill(Math.round(grey * 255), index * samples, (index + 1) * samples)
  return out
}
