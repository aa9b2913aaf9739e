/** The codes of one alphabet of a block, by the next bits of the stream: symbol and number of bits. */
interface Codes {
  readonly bits: number
  readonly entries: Uint16Array
}

const LONGEST_CODE = 15
/** In {@link Codes.entries}: the bits of the code below, the symbol above. */
const SYMBOL = 4
const END_OF_BLOCK = 256
/** RFC 1951 3.2.5: bits after the code of a length (257 …) and of a distance, and the shortest length of each code. */
const LENGTH_EXTRA = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0)
const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1))
const LENGTH_BASE = LENGTH_EXTRA.reduce<number[]>((bases, extra, code) => [...bases, (bases[code] ?? 3) + (1 << extra)], [3])
LENGTH_BASE[28] = 258
/** RFC 1951 3.2.7: the order in which the lengths of the codes of code lengths are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const FIXED = {
  literals: codesOf(Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))),
  distances: codesOf(new Uint8Array(30).fill(5)),
}

/**
 * How many bytes a raw deflate stream (RFC 1951) becomes, counted without making one of them. A stream of a megabyte can
 * become a gigabyte, which is not tried to be found out.
 * @returns undefined where it is more than `most`, or no whole stream
 */
export function inflatedLength(stream: Uint8Array, most: number): number | undefined {
  const bits = new Bits(stream)
  let length = 0
  for (let isLast = false; !isLast;) {
    isLast = bits.take(1) === 1
    const kind = bits.take(2)
    const codes = kind === 2 ? dynamicCodes(bits) : kind === 1 ? FIXED : undefined
    const added = kind === 0 ? bits.skipStored() : bits.skipBlock(codes?.literals, codes?.distances, most - length)
    if (added === undefined || bits.isBeyond) return undefined
    length += added
    if (length > most) return undefined
  }
  return length
}

/** The bits of a stream, the lowest of a byte first; behind its end there are zeros. */
class Bits {
  readonly #bytes: Uint8Array
  #at = 0
  #held = 0
  #count = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Whether more was taken than there is. */
  get isBeyond(): boolean {
    return this.#at - (this.#count >> 3) > this.#bytes.length
  }

  take(count: number): number {
    while (this.#count < count) {
      this.#held |= (this.#bytes[this.#at++] ?? 0) << this.#count
      this.#count += 8
    }
    const taken = this.#held & ((1 << count) - 1)
    this.#held >>>= count
    this.#count -= count
    return taken
  }

  symbol({ bits, entries }: Codes): number | undefined {
    let code = 0
    let length = 0
    while (length < bits) {
      code |= this.take(1) << length++
      const entry = entries[code] ?? 0
      if ((entry & 15) === length) return entry >> SYMBOL
    }
    return undefined
  }

  /** A block as it is (RFC 1951 3.2.4), from the next whole byte. */
  skipStored(): number | undefined {
    this.take(this.#count & 7)
    const length = this.take(16)
    if (this.take(16) !== (length ^ 0xffff)) return undefined
    this.#at += length - (this.#count >> 3)
    this.#held = 0
    this.#count = 0
    return length
  }

  /** A block of codes, up to its end or until it has become more than `most` bytes. */
  skipBlock(literals: Codes | undefined, distances: Codes | undefined, most: number): number | undefined {
    if (literals === undefined || distances === undefined) return undefined
    const bytes = this.#bytes
    const literalMask = (1 << literals.bits) - 1
    const distanceMask = (1 << distances.bits) - 1
    let at = this.#at
    let held = this.#held
    let count = this.#count
    let length = 0
    let isEnd = false
    while (!isEnd && length <= most && at < bytes.length + 8) {
      for (; count < 25; count += 8) held |= (bytes[at++] ?? 0) << count
      const literal = literals.entries[held & literalMask] ?? 0
      if (literal === 0) return undefined
      held >>>= literal & 15
      count -= literal & 15
      const symbol = literal >> SYMBOL
      if (symbol < END_OF_BLOCK) length++
      else if (symbol === END_OF_BLOCK) isEnd = true
      else {
        const extra = LENGTH_EXTRA[symbol - 257]
        if (extra === undefined) return undefined
        length += (LENGTH_BASE[symbol - 257] ?? 0) + (held & ((1 << extra) - 1))
        held >>>= extra
        count -= extra
        for (; count < 25; count += 8) held |= (bytes[at++] ?? 0) << count
        const distance = distances.entries[held & distanceMask] ?? 0
        const behind = DISTANCE_EXTRA[distance >> SYMBOL]
        if (distance === 0 || behind === undefined) return undefined
        held >>>= distance & 15
        count -= distance & 15
        for (; count < behind; count += 8) held |= (bytes[at++] ?? 0) << count
        held >>>= behind
        count -= behind
      }
    }
    this.#at = at
    this.#held = held
    this.#count = count
    return isEnd || length > most ? length : undefined
  }
}

/** The codes that a block says itself (RFC 1951 3.2.7). */
function dynamicCodes(bits: Bits): { readonly literals: Codes | undefined; readonly distances: Codes | undefined } | undefined {
  const literals = bits.take(5) + 257
  const distances = bits.take(5) + 1
  const ofLengths = new Uint8Array(ORDER.length)
  const said = bits.take(4) + 4
  for (const symbol of ORDER.slice(0, said)) ofLengths[symbol] = bits.take(3)
  const codes = codesOf(ofLengths)
  if (codes === undefined) return undefined
  const lengths = new Uint8Array(literals + distances)
  for (let at = 0; at < lengths.length;) {
    const symbol = bits.symbol(codes)
    if (symbol === undefined || bits.isBeyond) return undefined
    if (symbol < 16) lengths[at++] = symbol
    else {
      const repeated = symbol === 16 ? (lengths[at - 1] ?? 0) : 0
      const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)
      lengths.fill(repeated, at, at + times)
      at += times
    }
  }
  return { literals: codesOf(lengths.subarray(0, literals)), distances: codesOf(lengths.subarray(literals)) }
}

/** The codes that follow from their lengths (RFC 1951 3.2.2); undefined where these are too many. */
function codesOf(lengths: Uint8Array): Codes | undefined {
  const counts = new Uint16Array(LONGEST_CODE + 1)
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1
  const next = new Uint16Array(LONGEST_CODE + 2)
  let bits = 1
  for (let length = 1; length <= LONGEST_CODE; length++) {
    const end = (next[length] ?? 0) + (counts[length] ?? 0)
    if (end > 1 << length) return undefined
    next[length + 1] = end << 1
    if (counts[length] !== 0) bits = length
  }
  const entries = new Uint16Array(1 << bits)
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue
    const code = next[length] ?? 0
    next[length] = code + 1
    for (let at = mirrored(code, length); at < entries.length; at += 1 << length) entries[at] = (symbol << SYMBOL) | length
  }
  return { bits, entries }
}

function mirrored(code: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit)
  return result
}
