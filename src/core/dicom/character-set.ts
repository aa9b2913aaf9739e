import type { ByteSource } from './byte-source.ts'
import { UNDEFINED_LENGTH, type DataElement } from './element.ts'
import { encodeGb } from './gb18030.ts'
import { decodeIso2022, encodeIso2022 } from './iso-2022.ts'
import { decodeSingleByte, encodeSingleByte, singleByteSet } from './single-byte-set.ts'
import { hex, TAG } from './tag.ts'
import { CHARACTER_SET_DEPENDENT, SINGLE_VALUED_TEXT, type VR } from './vr.ts'

/** What Specific Character Set (0008,0005) says, ready for use (PS3.3 C.12.1.1.2). Equal values give the same object. */
export interface CharacterSets {
  /** The Defined Terms, in one spelling; none for the default repertoire. */
  readonly terms: readonly string[]
  /** False where a term is none that we know: then only ASCII is text. */
  readonly known: boolean
  /** @returns undefined where the bytes are no text in these sets */
  readonly decode: (bytes: Uint8Array, delimiters: string) => string | undefined
  /** @returns undefined where these sets have not all characters */
  readonly encode: (text: string, delimiters: string) => Uint8Array | undefined
}

export interface DecodedText {
  readonly text: string
  /** False where the bytes are no text in their character set: `text` then shows them as `\xHH`. */
  readonly exact: boolean
}

const nothing = (): undefined => undefined

/** ISO 646, the repertoire where nothing else is said (PS3.5 6.1.2.1). */
export const DEFAULT_CHARACTER_SETS: CharacterSets = { terms: [], known: true, decode: nothing, encode: nothing }

const made = new Map<string, CharacterSets>([['', DEFAULT_CHARACTER_SETS]])

/** Hostile files name any number of sets: more than this are made anew each time. */
const MOST_REMEMBERED = 500

/**
 * The sets that a value of Specific Character Set names.
 * @param value the element's text: Defined Terms joined by backslashes
 */
export function characterSets(value: string): CharacterSets {
  const known = made.get(value)
  if (known !== undefined) return known
  const sets = make(value.split('\\').map(spelling))
  if (made.size < MOST_REMEMBERED) made.set(value, sets)
  return sets
}

/** Terms that files use for a Defined Term, as PS3.3 once had it (CP-1234) or as other standards name the set. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'ISO 2022 GBK': 'GBK',
  'ISO 2022 58': 'ISO 2022 IR 58',
  'UTF-8': 'ISO_IR 192',
  UTF8: 'ISO_IR 192',
  'ISO-8859-1': 'ISO_IR 100',
  'ISO8859-1': 'ISO_IR 100',
}

/** `ISO-IR 100`, `ISO IR 100`, `iso_ir 100` are met for `ISO_IR 100`. */
function spelling(term: string): string {
  const plain = term
    .replace(/[\0 ]+$/g, '')
    .trimStart()
    .toUpperCase()
  const single = /^ISO[ _-]*IR[ _-]*(\d+)$/.exec(plain)
  if (single !== null) return `ISO_IR ${single[1]}`
  const extended = /^ISO[ _-]*2022[ _-]*IR[ _-]*(\d+)$/.exec(plain)
  return extended === null ? (OTHER_NAMES[plain] ?? plain) : `ISO 2022 IR ${extended[1]}`
}

function make(terms: readonly string[]): CharacterSets {
  const [first = ''] = terms
  if (terms.every((term) => term === '')) return DEFAULT_CHARACTER_SETS
  // These replace everything else and cannot be mixed (PS3.5 6.1.2.3 note).
  if (first === 'ISO_IR 192') return { terms, known: true, decode: decoderFor('utf-8'), encode: (text) => new TextEncoder().encode(text) }
  if (first === 'GB18030') return { terms, known: true, decode: decoderFor('gb18030'), encode: (text) => encodeGb(text, 'gb18030') }
  if (first === 'GBK') return { terms, known: true, decode: decoderFor('gbk'), encode: (text) => encodeGb(text, 'gbk') }
  const numbers = terms.map((term) => (term === '' ? '6' : /^ISO(?:_IR| 2022 IR) (\d+)$/.exec(term)?.[1]))
  const isoIrs = numbers.filter((isoIr) => isoIr !== undefined)
  const allKnown = numbers.every((isoIr) => isoIr !== undefined && REGISTERED.has(isoIr))
  if (!allKnown) return { terms, known: false, decode: nothing, encode: nothing }
  if (terms.length > 1 || first.startsWith('ISO 2022')) {
    return {
      terms,
      known: true,
      decode: (bytes, delimiters) => decodeIso2022(bytes, isoIrs, delimiters),
      encode: (text, delimiters) => encodeIso2022(text, isoIrs, delimiters),
    }
  }
  const set = singleByteSet(isoIrs[0] ?? '')
  if (set === undefined) return { terms, known: isoIrs[0] === '6', decode: nothing, encode: nothing }
  return { terms, known: true, decode: (bytes) => decodeSingleByte(bytes, set), encode: (text) => encodeSingleByte(text, set) }
}

const REGISTERED = new Set(
  ['6', '13', '14', '58', '87', '149', '159'].concat(['100', '101', '109', '110', '126', '127', '138', '144', '148', '166', '203']),
)

function decoderFor(label: string): CharacterSets['decode'] {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
}

/**
 * The sets that hold in one data set: its own Specific Character Set, else those of what it is in (PS3.3 C.12.1.1.2).
 * @param inherited those of the enclosing data set
 */
export function characterSetsOf(
  elements: readonly DataElement[],
  source: ByteSource,
  inherited: CharacterSets = DEFAULT_CHARACTER_SETS,
): CharacterSets {
  for (const { tag, length, valueOffset } of elements) {
    if (tag !== TAG.specificCharacterSet) continue
    if (length === UNDEFINED_LENGTH || length > 1024) return inherited
    return characterSets(asciiText(source.bytes(valueOffset, length)) ?? '?')
  }
  return inherited
}

/** Characters after which code extensions begin anew (PS3.5 6.1.2.5.3). */
function delimitersOf(vr: VR): string {
  return vr === 'PN' ? '\\^=' : SINGLE_VALUED_TEXT.has(vr) ? '' : '\\'
}

/** Bytes as text by VR and character set. Padding and delimiters stay; bytes that are no text are shown as `\xHH`. */
export function decodeText(bytes: Uint8Array, vr: VR, sets: CharacterSets): DecodedText {
  const ascii = asciiText(bytes)
  if (ascii !== undefined) return { text: ascii, exact: true }
  const text = CHARACTER_SET_DEPENDENT.has(vr) ? sets.decode(bytes, delimitersOf(vr)) : undefined
  return text === undefined ? { text: bytesAsText(bytes), exact: false } : { text, exact: true }
}

/**
 * Text as bytes by VR and character set, not padded.
 * @returns undefined where the character set cannot say it
 */
export function encodeText(text: string, vr: VR, sets: CharacterSets): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 0x80 || code === 0x1b) return CHARACTER_SET_DEPENDENT.has(vr) ? sets.encode(text, delimitersOf(vr)) : undefined
    bytes[index] = code
  }
  return bytes
}

/** Most values are ASCII in every set; undefined where these are not. ESC begins a code extension. */
function asciiText(bytes: Uint8Array): string | undefined {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number
    if (byte >= 0x80 || byte === 0x1b) return undefined
  }
  return charactersOf(bytes)
}

/** Each byte as the character of its code. */
export function charactersOf(bytes: Uint8Array): string {
  if (bytes.length <= 4096) return String.fromCharCode.apply(null, bytes as unknown as number[])
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += charactersOf(bytes.subarray(at, at + 4096))
  return text
}

/** Bytes for people: printable ASCII as it is, everything else as `\xHH`. */
export function bytesAsText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${hex(byte, 2)}`
  return text
}
