import type { ByteSource } from '../dicom/byte-source.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import { buildAutomaton, search, START, type Automaton, type AutomatonOptions } from './aho-corasick.ts'
import { isCommonWord } from './common-words.ts'
import { spellingsOf, storedSpellings, type OriginalKind, type StoredAs, type TextEncoding } from './spellings.ts'
import { REVIEW } from './texts.ts'
import { findUids, isPlainUid, UID_REACH, UidsFound, type UidTable } from './uid-table.ts'

const NOT_SEARCHED = REVIEW.notSearched

/** A value of the originals that must not be found in the copy. */
export interface Original {
  readonly kind: OriginalKind
  /** One value, decoded. */
  readonly text: string
  /** The attributes that held it, in order of their text. */
  readonly paths: readonly PathText[]
}

/** An original, or a part of one, that would be found everywhere by chance. */
export interface NotSearched {
  readonly kind: OriginalKind
  readonly text: string
  readonly paths: readonly PathText[]
  readonly why: (typeof NOT_SEARCHED)[keyof typeof NOT_SEARCHED]
}

/** Everything that is looked for, built once for a collection (and once for each series, for what holds there only). */
export interface LeakSearch {
  readonly automaton: Automaton
  /** What is looked for beside the {@link originals}. */
  readonly uids: UidTable
  /** Which of {@link originals} a pattern spells; the other lists go by pattern too. */
  readonly originalOf: Int32Array
  /** Index in {@link STORED}. */
  readonly storedAs: Uint8Array
  /** Index in {@link ALPHABETS}: which neighbours would make a short pattern a part of something else. */
  readonly alphabet: Uint8Array
  /** Characters that count: a UTF-16 letter is one. */
  readonly weight: Uint8Array
  readonly originals: readonly Original[]
  readonly notSearched: readonly NotSearched[]
}

const STORED: readonly StoredAs[] = ['plain', 'utf-16', 'base64']
const ALPHABETS = ['digits', 'letters', 'mixed', 'uid'] as const

/** Spellings with fewer characters are not looked for: they would be found by chance. */
export const SHORTEST = 4
/** Spellings with fewer characters count only where they are no part of a longer word or number. */
const ALONE_BELOW = 6
/** Digits in an element of numbers or times (DS, IS, TM, UI), where a short one would be any measurement. */
export const SHORTEST_IN_NUMBERS = 7
/** In bytes that are no text (OB, OW, UN and binary numbers). */
export const SHORTEST_IN_BINARY = 5
/** In Pixel Data, where chance writes more than anybody. */
export const SHORTEST_IN_PIXELS = 8

export interface LeakSearchOptions extends AutomatonOptions {
  /** UIDs that are none of the originals. */
  readonly uids?: UidsFound
}

/**
 * @param originals no two of the same kind and text
 * @param encodings of the character sets of the collection
 */
export function buildLeakSearch(
  originals: readonly Original[],
  encodings: readonly TextEncoding[],
  options: LeakSearchOptions = {},
): LeakSearch {
  const uids = options.uids ?? new UidsFound()
  const originalOf: number[] = []
  const storedAs: number[] = []
  const alphabet: number[] = []
  const weight: number[] = []
  const notSearched: NotSearched[] = []
  const patternsOf = function* (original: Original, index: number): Generator<Uint8Array> {
    for (const spelling of spellingsOf(original.kind, original.text)) {
      const whole = spelling === original.text.trim()
      const why = tooCommon(original, spelling, whole)
      if (why !== undefined) {
        notSearched.push({ kind: original.kind, text: spelling, paths: original.paths, why })
        continue
      }
      // An identifier that is written like a UID is found once, as the identifier.
      if (isPlainUid(spelling)) uids.leave(spelling)
      for (const stored of storedSpellings(original.kind, spelling, encodings)) {
        const characters =
          stored.as === 'utf-16' ? Math.max(spelling.length, stored.bytes.filter((byte) => byte !== 0).length) : stored.bytes.length
        if (characters < SHORTEST) continue
        originalOf.push(index)
        storedAs.push(STORED.indexOf(stored.as))
        alphabet.push(ALPHABETS.indexOf(alphabetOf(original.kind, spelling)))
        weight.push(isRamp(spelling) ? SHORTEST : Math.min(255, characters))
        yield stored.bytes
      }
    }
  }
  // None of them is held: of a name there are a hundred.
  const patterns = function* (): Generator<Uint8Array> {
    for (const [index, original] of originals.entries()) yield* patternsOf(original, index)
  }
  const automaton = buildAutomaton(patterns(), options)
  const allocate = options.allocate ?? ((bytes: number) => new ArrayBuffer(bytes))
  const bytesOf = (values: readonly number[]): Uint8Array => {
    const array = new Uint8Array(allocate(values.length))
    array.set(values)
    return array
  }
  const owners = new Int32Array(allocate(originalOf.length * 4))
  owners.set(originalOf)
  return {
    automaton,
    uids: uids.table(allocate),
    originalOf: owners,
    storedAs: bytesOf(storedAs),
    alphabet: bytesOf(alphabet),
    weight: bytesOf(weight),
    originals,
    notSearched: distinct(notSearched),
  }
}

function tooCommon({ kind, text }: Original, spelling: string, whole: boolean): NotSearched['why'] | undefined {
  const characters = Array.from(spelling).reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2), 0)
  if (characters < SHORTEST) return NOT_SEARCHED.tooShort
  if (isUniform(spelling)) return NOT_SEARCHED.repeated
  if (kind === 'date' || kind === 'uid' || (whole && spelling.includes('^'))) return undefined
  // A component of several common words (`Last Name^First Name`) is no more telling than one; in other orders it is searched.
  const words = kind === 'name' && !whole && isComponent(spelling, text) ? spelling.split(/\s+/u) : [spelling]
  return words.every(isCommonWord) ? NOT_SEARCHED.common : undefined
}

function isComponent(spelling: string, name: string): boolean {
  const folded = spelling.toLowerCase()
  return name.split(/[=^]/u).some((component) => component.trim().toLowerCase() === folded)
}

/** At most two runs of one character, `XXXXXX` or `000000001`: a mask, and to be found in any pixels. */
export function isUniform(spelling: string): boolean {
  return /^(?:(.)\1*(?:(.)\2*)?)?$/u.test(spelling.toLowerCase().replaceAll(/[\s^,._-]/gu, ''))
}

/** `12345678`: to be found in any table that ascends, so it counts in text only. */
function isRamp(spelling: string): boolean {
  for (let i = 1; i < spelling.length; i++) if (spelling.charCodeAt(i) !== spelling.charCodeAt(i - 1) + 1) return false
  return true
}

function distinct(list: readonly NotSearched[]): NotSearched[] {
  const byKey = new Map<string, NotSearched>()
  for (const entry of list) {
    const key = `${entry.kind}\0${entry.text.toLowerCase()}`
    const known = byKey.get(key)
    byKey.set(key, known === undefined ? entry : { ...known, paths: [...new Set([...known.paths, ...entry.paths])].sort() })
  }
  return [...byKey.values()].sort((a, b) => (a.kind + a.text < b.kind + b.text ? -1 : 1))
}

function alphabetOf(kind: OriginalKind, spelling: string): (typeof ALPHABETS)[number] {
  if (kind === 'uid') return 'uid'
  if (/^\d+$/u.test(spelling)) return 'digits'
  return /^\p{L}+$/u.test(spelling) ? 'letters' : 'mixed'
}

/** Short digits and dates stand for themselves only in the files of the instance they are from: elsewhere they are any number, any day. */
export function holdsInItsFileOnly(kind: OriginalKind, text: string): boolean {
  return kind === 'date' || /^\d{4,5}$/u.test(text.trim())
}

/** What kind of bytes a stretch of a file is: it decides which spellings count there. */
export type Region = 'text' | 'numbers' | 'binary' | 'pixels'

interface RawHit {
  readonly pattern: number
  readonly offset: number
  readonly length: number
}

/** An original that was found. */
export interface Hit {
  readonly original: Original
  readonly storedAs: StoredAs
  /** First byte. */
  readonly offset: number
  readonly length: number
}

const PIECE = 1 << 20

export interface SearchLimits {
  /** Pixel Data of the source as `[from, to)`, in order of offset: short spellings are dropped there at once. */
  readonly pixels: readonly (readonly [number, number])[]
  /** Only outside {@link pixels}: for spellings that are made of digits. */
  readonly skipPixels?: boolean
  /** What the bytes at an offset are. */
  regionAt(offset: number): Region
}

/**
 * Looks through every byte of a source, in pieces.
 * @param onHit called for each original in the order of the last byte; what is a part of a longer word or number is left out
 */
export function searchSource(leaks: LeakSearch, source: ByteSource, limits: SearchLimits, onHit: (hit: Hit) => void): void {
  let state = START
  let pixel = 0
  let at = 0
  const inPixels = (offset: number): boolean => {
    while (pixel < limits.pixels.length && offset >= (limits.pixels[pixel]?.[1] ?? 0)) pixel++
    const range = limits.pixels[pixel]
    return range !== undefined && offset >= range[0]
  }
  const reach = leaks.uids.count === 0 ? 0 : UID_REACH
  while (at < source.size) {
    if (limits.skipPixels === true && inPixels(at)) {
      at = limits.pixels[pixel]?.[1] ?? source.size
      state = START
      continue
    }
    const next = limits.skipPixels === true ? (limits.pixels.find(([from]) => from > at)?.[0] ?? source.size) : source.size
    // With what is before and behind it, as far as a UID reaches.
    const before = Math.min(at, reach)
    const window = source.bytes(at - before, before + Math.min(PIECE, next - at) + 1)
    const piece = window.subarray(before, before + Math.min(PIECE, next - at))
    if (piece.length === 0) return
    const hits: RawHit[] = []
    const uids: Hit[] = []
    const from = at
    const length = piece.length
    state = search(leaks.automaton, state, piece, (pattern, end) => {
      const size = leaks.automaton.lengths[pattern] ?? 0
      const offset = from + end - size
      if ((leaks.weight[pattern] ?? 0) < SHORTEST_IN_PIXELS && inPixels(offset)) return
      hits.push({ pattern, offset, length: size })
    })
    // They are long enough for every kind of bytes.
    if (reach > 0) {
      const start = from - before
      const within = limits.pixels.map(([first, end]) => [first - start, end - start] as const)
      findUids(leaks.uids, { bytes: window, from: before, to: before + length, within }, (found) =>
        uids.push({
          original: { kind: 'uid', text: found.uid, paths: found.paths },
          storedAs: found.as,
          offset: start + found.start,
          length: found.end - found.start,
        }),
      )
    }
    for (const hit of hits) if (counts(leaks, source, hit, limits.regionAt(hit.offset))) onHit(named(leaks, hit))
    for (const hit of uids) onHit(hit)
    at = from + length
  }
}

function named({ originals, originalOf, storedAs }: LeakSearch, { pattern, offset, length }: RawHit): Hit {
  const original = originals[originalOf[pattern] ?? -1]
  if (original === undefined) throw new Error('a pattern without an original')
  return { original, storedAs: STORED[storedAs[pattern] ?? 0] ?? 'plain', offset, length }
}

/** Whether a hit is the original, and not a part of a longer word or number that happens to hold it. */
function counts(leaks: LeakSearch, source: ByteSource, hit: RawHit, region: Region): boolean {
  const weight = leaks.weight[hit.pattern] ?? 0
  if (region === 'pixels') return weight >= SHORTEST_IN_PIXELS
  if (region === 'binary' && weight < SHORTEST_IN_BINARY) return false
  const alphabet = ALPHABETS[leaks.alphabet[hit.pattern] ?? 0] ?? 'mixed'
  if (region === 'numbers' && alphabet === 'digits' && weight < SHORTEST_IN_NUMBERS) return false
  const alone = alphabet === 'uid' || weight < ALONE_BELOW || (alphabet === 'digits' && region !== 'text')
  if (!alone || STORED[leaks.storedAs[hit.pattern] ?? 0] === 'base64') return true
  const width = STORED[leaks.storedAs[hit.pattern] ?? 0] === 'utf-16' ? 2 : 1
  const before = hit.offset >= width ? (source.bytes(hit.offset - width, 1)[0] ?? 0) : 0
  const after = source.bytes(hit.offset + hit.length, 1)[0] ?? 0
  return !continues(alphabet, region, before) && !continues(alphabet, region, after)
}

function continues(alphabet: (typeof ALPHABETS)[number], region: Region, neighbour: number): boolean {
  const digit = neighbour >= 0x30 && neighbour <= 0x39
  const folded = neighbour | 0x20
  const letter = (folded >= 0x61 && folded <= 0x7a) || neighbour >= 0x80
  switch (alphabet) {
    case 'uid':
      return digit
    case 'digits':
      return digit || (region === 'numbers' && neighbour === 0x2e)
    case 'letters':
      return letter
    case 'mixed':
      return digit || letter
  }
}
