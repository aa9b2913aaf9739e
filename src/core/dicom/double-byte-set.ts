/** A set of 94 x 94 characters, two bytes each, as ISO 2022 invokes it (PS3.5 6.1.2.4). */
export interface DoubleByteSet {
  /** Two bytes, each with its upper bit cleared; undefined where the set has no such character. */
  decode(first: number, second: number): string | undefined
  encode(character: string): readonly [number, number] | undefined
}

/** ISO-IR number → the label of an encoding that contains the set, and the byte that it puts before each character. */
const CONTAINED_IN: Readonly<Record<string, { readonly label: string; readonly prefix: readonly number[] }>> = {
  '58': { label: 'gbk', prefix: [] },
  '87': { label: 'euc-jp', prefix: [] },
  '149': { label: 'euc-kr', prefix: [] },
  '159': { label: 'euc-jp', prefix: [0x8f] },
}

/**
 * Characters for which the encodings of the platform have another code point than the tables of JIS and GB: both are
 * written.
 */
const OTHER_CODE_POINTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '58': { '\u30fb': 0x2124, '\u2015': 0x212a },
  '87': { '\u301c': 0x2141, '\u2016': 0x2142, '\u2212': 0x215d, '\u00a2': 0x2171, '\u00a3': 0x2172, '\u00ac': 0x224c },
}

const FIRST = 0x21
const LAST = 0x7e
const sets = new Map<string, DoubleByteSet>()

/** GB 2312 (58), JIS X 0208 (87), KS X 1001 (149) and JIS X 0212 (159). */
export function doubleByteSet(isoIr: string): DoubleByteSet | undefined {
  const known = sets.get(isoIr)
  if (known !== undefined) return known
  const contained = CONTAINED_IN[isoIr]
  if (contained === undefined) return undefined
  const decoder = new TextDecoder(contained.label)
  const decode = (first: number, second: number): string | undefined => {
    if (first < FIRST || first > LAST || second < FIRST || second > LAST) return undefined
    const text = decoder.decode(Uint8Array.of(...contained.prefix, first | 0x80, second | 0x80))
    return text.includes('\ufffd') ? undefined : text
  }
  let codes: Map<string, readonly [number, number]> | undefined
  const set: DoubleByteSet = {
    decode,
    encode: (character) => (codes ??= reverse(decode, OTHER_CODE_POINTS[isoIr] ?? {})).get(character),
  }
  sets.set(isoIr, set)
  return set
}

function reverse(decode: DoubleByteSet['decode'], others: Readonly<Record<string, number>>): Map<string, readonly [number, number]> {
  const codes = new Map<string, readonly [number, number]>()
  for (let first = FIRST; first <= LAST; first += 1) {
    for (let second = FIRST; second <= LAST; second += 1) {
      const character = decode(first, second)
      if (character !== undefined && !codes.has(character)) codes.set(character, [first, second])
    }
  }
  for (const [character, code] of Object.entries(others)) if (!codes.has(character)) codes.set(character, [code >> 8, code & 0xff])
  return codes
}
