import type { PathText } from '../../../core/dicom/attribute-path.ts'

/** A private leaf with its creator: `(0019,"SIEMENS MR HEADER",0C)`. */
const PRIVATE_LEAF = /\(([0-9A-F]{4}),"(?:[^"\\]|\\.)*",([0-9A-F]{2})\)$/

/** `(0019,xx0C)`: how an element is written where its block is named above it. All other paths stay whole. */
export function shortPath(path: PathText): string {
  const match = PRIVATE_LEAF.exec(path)
  return match === null ? path : `${path.slice(0, match.index)}(${match[1]},xx${match[2]})`
}
