import { doubleByteSet, type DoubleByteSet } from './double-byte-set.ts'
import { singleByteSet, type SingleByteSet } from './single-byte-set.ts'

/** What an escape sequence brings in: into the lower half of the code table (G0) or the upper (G1). */
interface Designation {
  readonly isoIr: string
  readonly into: 'G0' | 'G1'
  /** The characters after ESC. */
  readonly escape: string
}

/** PS3.3 C.12-3 and C.12-4. JIS X 0201's Latin half (14) is ASCII to us: its yen sign stands where the backslash delimits. */
const DESIGNATIONS: readonly Designation[] = [
  { isoIr: '6', into: 'G0', escape: '(B' },
  { isoIr: '14', into: 'G0', escape: '(J' },
  { isoIr: '13', into: 'G1', escape: ')I' },
  { isoIr: '100', into: 'G1', escape: '-A' },
  { isoIr: '101', into: 'G1', escape: '-B' },
  { isoIr: '109', into: 'G1', escape: '-C' },
  { isoIr: '110', into: 'G1', escape: '-D' },
  { isoIr: '126', into: 'G1', escape: '-F' },
  { isoIr: '127', into: 'G1', escape: '-G' },
  { isoIr: '138', into: 'G1', escape: '-H' },
  { isoIr: '144', into: 'G1', escape: '-L' },
  { isoIr: '148', into: 'G1', escape: '-M' },
  { isoIr: '166', into: 'G1', escape: '-T' },
  { isoIr: '203', into: 'G1', escape: '-b' },
  { isoIr: '87', into: 'G0', escape: '$B' },
  { isoIr: '87', into: 'G0', escape: '$@' },
  { isoIr: '159', into: 'G0', escape: '$(D' },
  { isoIr: '149', into: 'G1', escape: '$)C' },
  { isoIr: '58', into: 'G1', escape: '$)A' },
]

/** One half of the code table. Neither set: ASCII in G0, nothing in G1. */
interface Half {
  readonly single?: SingleByteSet | undefined
  readonly double?: DoubleByteSet | undefined
  readonly isoIr?: string
}

const ASCII: Half = {}

function half(isoIr: string | undefined): Half {
  if (isoIr === undefined) return ASCII
  return { single: singleByteSet(isoIr), double: doubleByteSet(isoIr), isoIr }
}

/** What stands in G1 at the beginning, and again after a delimiter: the set of the first term (PS3.5 6.1.2.5.3). */
function initialG1(isoIrs: readonly string[]): Half {
  const [first] = isoIrs
  const designation = DESIGNATIONS.find((one) => one.isoIr === first && one.into === 'G1')
  return half(designation?.isoIr)
}

const CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d])

/**
 * Decodes text with code extensions (PS3.5 6.1.2.5). An escape sequence is followed even if Specific Character Set
 * does not announce its set: it says itself what it is. Where the initial sets have no upper half, bytes of it are in the
 * set that was designated last, though a delimiter came between: writers of Korean and Chinese say it once a value.
 * @param isoIrs registration numbers of the terms, the first being that of value 1
 * @param delimiters characters after which the initial sets hold again
 * @returns undefined where something is no character of its set
 */
export function decodeIso2022(bytes: Uint8Array, isoIrs: readonly string[], delimiters: string): string | undefined {
  const initial = initialG1(isoIrs)
  let g0 = ASCII
  let g1 = initial
  let text = ''
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === 0x1b) {
      const found = DESIGNATIONS.find(({ escape }) => startsWith(bytes, at + 1, escape))
      if (found === undefined) return undefined
      if (found.into === 'G0') g0 = half(found.isoIr)
      else g1 = half(found.isoIr)
      at += found.escape.length
      continue
    }
    const set = byte < 0x80 ? g0 : g1
    if (set.double !== undefined && (byte & 0x7f) > 0x20) {
      const next = bytes[at + 1]
      if (next === undefined || next < 0x80 !== byte < 0x80) return undefined
      const character = set.double.decode(byte & 0x7f, next & 0x7f)
      if (character === undefined) return undefined
      text += character
      at += 1
    } else if (byte < 0x80) {
      const character = String.fromCharCode(byte)
      text += character
      if (CONTROLS.has(byte) || delimiters.includes(character)) {
        g0 = ASCII
        if (initial !== ASCII) g1 = initial
      }
    } else {
      const character = set.single?.characters[byte - 0xa0]
      if (character === undefined) return undefined
      text += character
    }
  }
  return text
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/**
 * Encodes text with the escape sequences it needs, in the sets that Specific Character Set announces, back in the
 * initial sets at every delimiter and at the end (PS3.5 6.1.2.5.3).
 * @returns undefined where no announced set has a character
 */
export function encodeIso2022(text: string, isoIrs: readonly string[], delimiters: string): Uint8Array | undefined {
  const initial = initialG1(isoIrs)
  const announced = DESIGNATIONS.filter(({ isoIr, escape }) => isoIrs.includes(isoIr) && escape !== '$@' && isoIr !== '6' && isoIr !== '14')
  const out: number[] = []
  let g0 = ASCII
  let g1 = initial
  const escape = (sequence: string): void => void out.push(0x1b, ...[...sequence].map((character) => character.charCodeAt(0)))
  const toAscii = (): void => {
    if (g0 !== ASCII) escape(isoIrs[0] === '13' ? '(J' : '(B')
    g0 = ASCII
  }
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) {
      toAscii()
      out.push(code)
      if (CONTROLS.has(code) || delimiters.includes(character)) g1 = initial
      continue
    }
    let bytes = bytesIn(g1, character, 0x80) ?? (g0 === ASCII ? undefined : bytesIn(g0, character, 0))
    for (const designation of bytes === undefined ? announced : []) {
      const set = half(designation.isoIr)
      bytes = bytesIn(set, character, designation.into === 'G1' ? 0x80 : 0)
      if (bytes === undefined) continue
      escape(designation.escape)
      if (designation.into === 'G1') g1 = set
      else g0 = set
      break
    }
    if (bytes === undefined) return undefined
    out.push(...bytes)
  }
  toAscii()
  return Uint8Array.from(out)
}

/** @param upper 80 (hexadecimal) for the upper half of the code table, 0 for the lower */
function bytesIn(set: Half, character: string, upper: number): readonly number[] | undefined {
  if (set.double !== undefined) return set.double.encode(character)?.map((byte) => byte | upper)
  const byte = set.single?.bytes.get(character)
  return byte === undefined ? undefined : [byte]
}
