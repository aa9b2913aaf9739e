import { searchPrivate } from '../../../dictionary/index.ts'
import { readXml } from './read-xml.ts'
import { safeKey } from './run-script.ts'

/** Java's properties, as far as look-up tables use them: escapes, `=`, comments. */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || /^\s*[#!]/.test(line)) continue
    const match = /^\s*((?:[^\\=: \t]|\\.)*)[ \t]*[=:]?[ \t]*(.*)$/.exec(line)
    table.set(unescaped(match?.[1] ?? ''), unescaped(match?.[2] ?? ''))
  }
  return table
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unescaped(part: string): string {
  return part.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_all, hex?: string, one?: string) =>
    hex === undefined ? (ESCAPES[one ?? ''] ?? one ?? '') : String.fromCharCode(parseInt(hex, 16)),
  )
}

/** The private elements with code K: those of CTP itself, as changed by a dictionary file in its working directory. */
export function safePrivateElements(dictionary: string | undefined): ReadonlySet<string> {
  const safe = new Set<string>()
  for (const entry of searchPrivate('', Number.MAX_SAFE_INTEGER))
    if (entry.wustl === 'K' && entry.group !== undefined) safe.add(safeKey(entry.group, entry.creator, entry.element))
  const read = dictionary === undefined ? undefined : readXml(dictionary)
  if (read?.ok !== true) return safe
  for (const elements of read.value.children)
    for (const { attributes } of elements.children) {
      const key = safeKey(parseInt(attributes['gp'] ?? '', 16), attributes['cr'] ?? '', parseInt(attributes['el'] ?? '', 16))
      if (attributes['code'] === 'K') safe.add(key)
      else safe.delete(key)
    }
  return safe
}
