import type { Entries } from './entries.ts'

/** Elements around an end tag that are asked whether it ends them. */
const FURTHEST = 16
const LONGEST_PATH = 200
const NAME = /[^\s/>=<"']{0,200}/y
const ASSIGNED = /\s{0,20}=\s{0,20}(["'])/y

/** The element at hand: its name, and the names from the outermost to it. */
interface Open {
  readonly name: string
  readonly path: string
}

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
  const open: Open[] = []
  const addText = (found: string): void => {
    if (found.trim() !== '') into.add(open.at(-1)?.path ?? 'text', found)
  }
  let at = 0
  while (at < text.length) {
    const tag = text.indexOf('<', at)
    if (tag < 0) {
      addText(unescaped(text.slice(at)))
      return
    }
    addText(unescaped(text.slice(at, tag)))
    if (text.startsWith('<!--', tag)) {
      const end = before(text, '-->', tag + 4)
      const comment = text.slice(tag + 4, end)
      if (/[\p{L}\p{N}]/u.test(comment)) into.add(below(open, 'comment()'), comment)
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

function below(open: readonly Open[], name: string): string {
  const around = open.at(-1)?.path ?? ''
  return (around === '' ? name : `${around}/${name}`).slice(0, LONGEST_PATH)
}

/** Where `what` stands, or the end. */
function before(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at
  return NAME.exec(text)?.[0] ?? ''
}

/** An end tag ends the innermost element of its name; one that fits none is passed over. */
function close(open: Open[], name: string): void {
  for (let index = open.length - 1; index >= Math.max(0, open.length - FURTHEST); index--) {
    if (open[index]?.name !== name) continue
    open.length = index
    return
  }
}

/** @returns where the text goes on behind the tag */
function readTag(text: string, from: number, open: Open[], into: Entries): number {
  const name = nameAt(text, from)
  // A lone `<` is text that somebody forgot to escape.
  if (name === '') return from
  open.push({ name, path: below(open, name) })
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
    if (!attribute.startsWith('xmlns')) into.add(below(open, `@${attribute}`), unescaped(text.slice(begin, end)))
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
