import { drawText } from './bitmap-font.ts'
import type { Plan } from './plan.ts'

/**
 * An overlay plane with text drawn into its bits (PS3.3 C.9.2), and its texts: label, description, and the comments
 * of old editions.
 */
export function overlay(width: number, height: number, drawn: string, comment: string): Plan {
  const plane = { width, height, grey: new Float64Array(width * height) }
  drawText(plane, drawn, 8, height - 24)
  const bits = new Uint8Array(Math.ceil((width * height) / 16) * 2)
  for (const [index, dot] of plane.grey.entries()) if (dot > 0) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7))
  return {
    '6000,0010 US': height,
    '6000,0011 US': width,
    '6000,0022 LO': comment,
    '6000,0040 CS': 'G',
    '6000,0050 SS': [1, 1],
    '6000,0100 US': 1,
    '6000,0102 US': 0,
    '6000,1500 LO': 'Name and date',
    '6000,3000 OW': bits,
    '6000,4000 LT': `${comment}, seen by Dr Ockenfels`,
  }
}
