import type { Entries } from './entries.ts'

const INDEX = /\[\d+\]/g
const SIZE = '.__attribute__.size'

/**
 * Reads lines `name[3].part = value`, quotes around a value apart. Indices are folded to `[*]`, so that the number of
 * rows does not follow the number of slices; sizes of arrays say nothing and are left out.
 */
export function readAssignments(text: string, prefix: string, into: Entries): void {
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (equals <= 0) continue
    const name = line.slice(0, equals).trim()
    if (name === '' || name.startsWith('#') || name.endsWith(SIZE)) continue
    into.add(`${prefix}.${name.replace(INDEX, '[*]')}`, unquoted(line.slice(equals + 1).trim()), 'DS')
  }
}

function unquoted(value: string): string {
  let from = 0
  let to = value.length
  while (from < to && value.charAt(from) === '"') from += 1
  while (to > from && value.charAt(to - 1) === '"') to -= 1
  return value.slice(from, to)
}
