import type { Phantom } from './phantom.ts'

/** Seven rows of five pixels a character, one hexadecimal pair a row: no font of the machine is needed, or trusted. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '0e11111f111111',
  B: '1e11111e11111e',
  C: '0e11101010110e',
  D: '1e11111111111e',
  E: '1f10101e10101f',
  F: '1f10101e101010',
  G: '0e11101711110f',
  H: '1111111f111111',
  I: '0e04040404040e',
  J: '0702020202120c',
  K: '11121418141211',
  L: '1010101010101f',
  M: '111b1515111111',
  N: '11111915131111',
  O: '0e11111111110e',
  P: '1e11111e101010',
  Q: '0e11111115120d',
  R: '1e11111e141211',
  S: '0f10100e01011e',
  T: '1f040404040404',
  U: '1111111111110e',
  V: '11111111110a04',
  W: '1111111515150a',
  X: '11110a040a1111',
  Y: '11110a04040404',
  Z: '1f01020408101f',
  '0': '0e11131519110e',
  '1': '040c040404040e',
  '2': '0e11010204081f',
  '3': '1f02040201110e',
  '4': '02060a121f0202',
  '5': '1f101e0101110e',
  '6': '0608101e11110e',
  '7': '1f010204080808',
  '8': '0e11110e11110e',
  '9': '0e11110f01020c',
  '-': '0000001f000000',
  '.': '00000000000c0c',
  ',': '000000000c0408',
  ':': '000c0c000c0c00',
  '/': '00010204081000',
  ' ': '00000000000000',
}

const WIDTH = 5
const HEIGHT = 7

/**
 * Draws a line of text into an image, white on what is there, each dot of a letter `scale` pixels wide.
 * @throws where the text does not fit, or holds a character that the font does not have: nothing is planted in part
 */
export function drawText(image: Phantom, text: string, column: number, row: number, scale = 2): void {
  if (column + text.length * (WIDTH + 1) * scale > image.width || row + HEIGHT * scale > image.height)
    throw new Error('the text does not fit')
  for (const [index, character] of [...text].entries()) {
    const rows = GLYPHS[character]
    if (rows === undefined) throw new Error('the font has no such character')
    const left = column + index * (WIDTH + 1) * scale
    for (let y = 0; y < HEIGHT * scale; y++) {
      const bits = parseInt(rows.slice(Math.floor(y / scale) * 2, Math.floor(y / scale) * 2 + 2), 16)
      for (let x = 0; x < WIDTH * scale; x++)
        if (((bits >> (WIDTH - 1 - Math.floor(x / scale))) & 1) === 1) image.grey[(row + y) * image.width + left + x] = 1
    }
  }
}
