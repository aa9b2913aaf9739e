import { keyOf, type Entries } from './entries.ts'

/** Elements around an end tag that are asked whether it ends them. */
const FURTHEST = 16
const LONGEST_PATH = 200
const LONGEST_NAME = 200
const ASSIGNED = /\s{0,20}=\s{0,20}(["'])/y

/**
 * A name and the names around it, from the outermost. Texts of one kind have the same names in the same places, text
 * after text: what follows from a place is put together once.
 */
class Place {
  /** Of an attribute and a comment what stands for them. */
  readonly name: string
  /** The names from the outermost to it. */
  readonly path: string
  #key: string | undefined
  readonly #inside = new Map<string, Place>()

  constructor(name: string, path: string) {
    this.name = name
    this.path = path
  }

  /** Made when something stands here: most places only lead to others. */
  get key(): string {
    return (this.#key ??= keyOf(this.path))
  }

  at(name: string): Place {
    const known = this.#inside.get(name)
    if (known !== undefined) return known
    const whole = `${this.path}/${name}`
    const path = this.path === '' ? whole.slice(1) : whole
    if (places >= MOST_PLACES || path.length > LONGEST_PATH) return new Place(name, path.slice(0, LONGEST_PATH))
    // Not the name as it was cut out of a text: with it the text would be held.
    const place = new Place(whole.slice(whole.length - name.length), path)
    this.#inside.set(place.name, place)
    places += 1
    return place
  }
}

/** Beyond so many none is remembered, whatever a text may name; the next text begins anew. */
const MOST_PLACES = 20_000
let places = 0
let outermost = new Place('', '')

/** Whether a text begins as XML does. */
export function isXml(text: string): boolean {
  return /^\s*<(?:[?!]|[\p{L}_][^\s<>]{0,200}[\s>/])/u.test(text.slice(0, 1000))
}

/**
 * Reads XML, well-formed or not: the text of every element under the names around it (`PAS/FILE/SEQ`), its attributes
 * as `PAS/FILE/SEQ/@name`, comments as `comment()`. Nothing is expanded but the five entities of XML and characters by
 * number, and nothing declared is believed. One pass over the text.
 */
export function readXml(text: string, into: Entries): void {
  if (places >= MOST_PLACES) {
    places = 0
    outermost = new Place('', '')
  }
  const open: Place[] = []
  const addText = (found: string): void => {
    if (found.trim() !== '') into.addTo(open.at(-1)?.key ?? 'text', found)
  }
  let at = 0
  while (at < text.length) {
    const tag = text.indexOf('<', at)
    if (tag < 0) {
      addText(unescaped(text.slice(at)))
      return
    }
    if (!isBlank(text, at, tag)) addText(unescaped(text.slice(at, tag)))
    if (text.startsWith('<!--', tag)) {
      const end = before(text, '-->', tag + 4)
      const comment = text.slice(tag + 4, end)
      if (/[\p{L}\p{N}]/u.test(comment)) into.addTo(around(open).at('comment()').key, comment)
      at = end + 3
    } else if (text.startsWith('<![CDATA[', tag)) {
      const end = before(text, ']]>', tag + 9)
      addText(text.slice(tag + 9, end))
      at = end + 3
    } else if (text.startsWith('<!', tag) || text.startsWith('<?', tag)) at = before(text, '>', tag) + 1
    else if (text.startsWith('</', tag)) {
      close(open, nameAt(text, tag + 2))
      at = before(text, '>', tag) + 1
    } else at = readTag(text, tag + 1, open, into)
  }
}

function around(open: readonly Place[]): Place {
  return open.at(-1) ?? outermost
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isWhite(text.charCodeAt(at))) return false
  return true
}

/** Where `what` stands, or the end. */
function before(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

function nameAt(text: string, at: number): string {
  const most = Math.min(text.length, at + LONGEST_NAME)
  let end = at
  while (end < most && !endsName(text.charCodeAt(end))) end += 1
  return text.slice(at, end)
}

/** Blanks, and `/ > = < " '`. */
function endsName(code: number): boolean {
  return isWhite(code) || (code >= 0x3c && code <= 0x3e) || code === 0x2f || code === 0x22 || code === 0x27
}

/** What `\s` is. */
function isWhite(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x80 && /\s/.test(String.fromCharCode(code)))
}

/** An end tag ends the innermost element of its name; one that fits none is passed over. */
function close(open: Place[], name: string): void {
  for (let index = open.length - 1; index >= Math.max(0, open.length - FURTHEST); index--) {
    if (open[index]?.name !== name) continue
    open.length = index
    return
  }
}

/** @returns where the text goes on behind the tag */
function readTag(text: string, from: number, open: Place[], into: Entries): number {
  const name = nameAt(text, from)
  // A lone `<` is text that somebody forgot to escape.
  if (name === '') return from
  const place = around(open).at(name)
  open.push(place)
  let at = from + name.length
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '>') return at + 1
    if (character === '<') return at
    if (character === '/' && text.charAt(at + 1) === '>') {
      open.pop()
      return at + 2
    }
    const attribute = nameAt(text, at)
    if (attribute === '') {
      at += 1
      continue
    }
    at += attribute.length
    ASSIGNED.lastIndex = at
    const quote = ASSIGNED.exec(text)?.[1]
    if (quote === undefined) continue
    const begin = ASSIGNED.lastIndex
    const end = before(text, quote, begin)
    if (!attribute.startsWith('xmlns')) into.addTo(place.at(`@${attribute}`).key, unescaped(text.slice(begin, end)))
    at = end + 1
  }
  return at
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|apos|gt|lt|quot));/g,
    (all, number?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all
      const code = number === undefined ? parseInt(hexadecimal ?? '0', 16) : Number(number)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
}
