import { byCodePoint } from './code-point-order.ts'
import type { PathText } from '../dicom/attribute-path.ts'

/** Turns a path key, creators in upper case, into the path as it is shown. */
export type Spelling = (key: string) => PathText

const QUOTED = /"((?:[^"\\]|\\.)*)"/g

/**
 * Creators match without regard to case; of the spellings found in the collection the lowest by code point is shown,
 * in every path in which the creator stands.
 * @param found spellings, escaped as in path text
 */
export function spellingOf(found: Iterable<string>): Spelling {
  const shown = new Map<string, string>()
  for (const spelling of found) {
    const key = spelling.toUpperCase()
    const lowest = shown.get(key)
    if (lowest === undefined || byCodePoint(spelling, lowest) < 0) shown.set(key, spelling)
  }
  return (key) =>
    key.includes('"') ? key.replace(QUOTED, (quoted, creator: string) => `"${shown.get(creator) ?? quoted.slice(1, -1)}"`) : key
}
