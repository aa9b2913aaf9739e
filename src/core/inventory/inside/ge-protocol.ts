import type { Entries } from './entries.ts'

const LINE = /^(?:set[ \t]+)?([A-Za-z_][\w.:[\]-]*)[ \t]+"(.*)"$/

/** Whether a text is a GE protocol: its first lines are `NAME "value"`, or `set NAME "value"` in older ones. */
export function isGeProtocol(text: string): boolean {
  const first = text
    .slice(0, 4000)
    .split('\n', 4)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return first.length >= 2 && first.slice(0, 2).every((line) => LINE.test(line))
}

/** Reads the lines of a protocol data block, as (0025,"GEMS_SERS_01",1B) holds them; a line of another form is `text`. */
export function readGeProtocol(text: string, into: Entries): void {
  for (const line of text.split('\n')) {
    const trimmed = line.trim()
    if (trimmed === '') continue
    const match = LINE.exec(trimmed)
    if (match === null) into.add('text', trimmed)
    else into.add(match[1] ?? '', unescaped(match[2] ?? ''), 'DS')
  }
}

/** `%5C` is a backslash, and so on. */
function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9A-Fa-f])/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
}
