/** What an original identifies, as far as its spellings and its noise depend on it. */
export type OriginalKind = 'name' | 'id' | 'date' | 'uid' | 'text'

/** How a spelling is stored in bytes. */
export type StoredAs = 'plain' | 'utf-16' | 'base64'

export interface StoredSpelling {
  readonly bytes: Uint8Array
  readonly as: StoredAs
}

/** Turns text into the bytes of one character set; undefined where it cannot. */
export type TextEncoding = (text: string) => Uint8Array | undefined

/** Names of the months as they stand in dates: `12-MAR-2019`, `March 12, 2019`. */
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/**
 * The ways in which one original may be written elsewhere. Case is not varied for ASCII letters: the search does not
 * regard it.
 * @param text the value as it stands in the data set, one value of a multi-valued element
 */
export function spellingsOf(kind: OriginalKind, text: string): readonly string[] {
  const trimmed = text.trim()
  const forms = formsOf(kind, trimmed)
  const all = forms.flatMap((form) => (hasUpperAndLower(form) ? [form, form.toUpperCase(), form.toLowerCase()] : [form]))
  return [...new Set(all.filter((form) => form !== ''))]
}

function formsOf(kind: OriginalKind, text: string): readonly string[] {
  switch (kind) {
    case 'name':
      return nameSpellings(text)
    case 'date':
      return dateSpellings(text)
    case 'uid':
      return [text]
    case 'id':
      return [text, ...withoutSeparators(text)]
    case 'text':
      return [text, text.replaceAll(/\s+/gu, ' '), ...tellingWords(text), ...digitsOnly(text)]
  }
}

/** `QF-4471 902` is also `QF4471902`. */
function withoutSeparators(id: string): readonly string[] {
  const glued = id.replaceAll(/[\s\-_./]/gu, '')
  return glued.length >= FEWEST_GLUED ? [glued] : []
}

/** A telephone number without what groups it. */
function digitsOnly(text: string): readonly string[] {
  const digits = text.replaceAll(/\D/gu, '')
  return digits.length >= FEWEST_GLUED && /^[+\d\s()/.-]+$/u.test(text) ? [digits] : []
}

/** Of a place or an address each word that is long enough to tell where it is; shorter ones are in any text. */
function tellingWords(text: string): readonly string[] {
  const words = text.split(/[^\p{L}]+/u).filter((word) => word.length >= FEWEST_LETTERS)
  return words.length === 0 || words[0] === text ? [] : words
}

const FEWEST_GLUED = 6
const FEWEST_LETTERS = 6

/** Letters beyond ASCII, whose case the search does not fold. */
function hasUpperAndLower(text: string): boolean {
  for (const character of text)
    if ((character.codePointAt(0) ?? 0) >= 0x80 && character.toUpperCase() !== character.toLowerCase()) return true
  return false
}

/**
 * A Person Name (PS3.5 6.2.1): its component groups, their parts in the usual orders and joints, and each part alone.
 * `DOE^JANE` is also `Jane Doe`, `Doe, Jane`, `DOEJANE`, `jane_doe`.
 */
function nameSpellings(name: string): string[] {
  const forms = [name]
  for (const group of name.split('=')) {
    const trimmed = group.trim().replace(/\^+$/u, '')
    const parts = trimmed.includes('^') ? trimmed.split('^') : trimmed.split(/[\s,]+/u)
    const [family = '', given = '', middle = ''] = parts.map((part) => part.trim())
    forms.push(trimmed, ...parts.map((part) => part.trim()))
    for (const part of parts) forms.push(...part.split(/[\s\-,.]+/u))
    if (family === '' || given === '') continue
    for (const joint of [' ', ', ', ',', '^', '_', '-', '.', '']) forms.push(family + joint + given, given + joint + family)
    if (middle !== '') forms.push(`${given} ${middle} ${family}`, `${family}, ${given} ${middle}`)
  }
  return forms
}

/** @param date `YYYYMMDD`, with or without a time behind it (DA, DT) */
function dateSpellings(date: string): string[] {
  const match = /^(\d{4})[.\-:/]?(\d{2})[.\-:/]?(\d{2})/u.exec(date)
  if (match === null) return [date]
  const [, year = '', month = '', day = ''] = match
  const name = MONTHS[Number(month) - 1]
  const forms = [
    year + month + day,
    ...['-', '/', '.', ':', ' ', '_'].map((joint) => [year, month, day].join(joint)),
    ...['.', '/', '-'].flatMap((joint) => [
      [day, month, year].join(joint),
      [month, day, year].join(joint),
      [Number(day), Number(month), year].join(joint),
      [Number(month), Number(day), year].join(joint),
    ]),
    day + month + year,
    month + day + year,
  ]
  if (name === undefined) return forms
  for (const written of [name, name.slice(0, 3)])
    for (const number of [day, String(Number(day))])
      forms.push(
        `${number}-${written}-${year}`,
        `${number} ${written} ${year}`,
        `${number}. ${written} ${year}`,
        `${written} ${number}, ${year}`,
        `${written} ${number} ${year}`,
      )
  return forms
}

/**
 * The bytes in which a spelling may lie in a file: the character sets of the collection, UTF-8 and UTF-16LE, and for
 * what is long enough the three ways in which base64 may cut it.
 */
export function storedSpellings(kind: OriginalKind, spelling: string, encodings: readonly TextEncoding[]): readonly StoredSpelling[] {
  const found = new Map<string, StoredSpelling>()
  const add = (bytes: Uint8Array | undefined, as: StoredAs): void => {
    if (bytes === undefined || bytes.length === 0) return
    const key = String.fromCharCode(...bytes)
    if (!found.has(key)) found.set(key, { bytes: bytes.length > LONGEST ? bytes.slice(0, LONGEST) : bytes, as })
  }
  const utf8 = encodeUtf8(spelling)
  add(utf8, 'plain')
  for (const encoding of encodings) add(encoding(spelling), 'plain')
  if (utf8.length > spelling.length) add(encodeLatin1(spelling), 'plain')
  add(encodeUtf16(spelling), 'utf-16')
  if ((kind === 'name' || kind === 'id') && utf8.length >= BASE64_FROM)
    for (const offset of [0, 1, 2]) add(base64Core(utf8, offset), 'base64')
  return [...found.values()]
}

/** Of longer originals the first bytes are looked for. */
const LONGEST = 96
const BASE64_FROM = 9

export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
  }
  return Uint8Array.from(bytes)
}

function encodeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff
    bytes[2 * i + 1] = text.charCodeAt(i) >> 8
  }
  return bytes
}

function encodeLatin1(text: string): Uint8Array | undefined {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  return codes.every((code) => code < 0x100) ? Uint8Array.from(codes) : undefined
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The base64 characters that depend on `bytes` alone, when `offset` (mod 3) unknown bytes stand before them. */
function base64Core(bytes: Uint8Array, offset: number): Uint8Array {
  const from = (3 - offset) % 3
  const whole = Math.floor((bytes.length - from) / 3)
  const out: number[] = []
  for (let i = 0; i < whole; i++) {
    const at = from + 3 * i
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (const shift of [18, 12, 6, 0]) out.push(ALPHABET.charCodeAt((word >> shift) & 63))
  }
  return Uint8Array.from(out)
}
