import type { PathText } from '../../core/dicom/attribute-path.ts'

/** A private leaf with its creator: `(0019,"SIEMENS MR HEADER",0C)`. */
const PRIVATE_LEAF = /\(([0-9A-F]{4}),"(?:[^"\\]|\\.)*",([0-9A-F]{2})\)$/

/** `(0019,xx0C)`: how an element is written where its block is named above it. All other paths stay whole. */
export function shortPath(path: PathText): string {
  const match = PRIVATE_LEAF.exec(path)
  return match === null ? path : `${path.slice(0, match.index)}(${match[1]},xx${match[2]})`
}

/** Where the part begins that tells an element from its neighbours: its last step, without a creator that they share. */
const TAIL = /(?:,[0-9A-F]{2}\)|\([0-9A-F]{4},[0-9A-Fx]{4}\))(?:#.*)?$/s

/** A path in two parts that together are the path: where there is little room, the first gives way. */
export function splitPath(path: PathText): readonly [around: string, leaf: string] {
  const at = TAIL.exec(path)?.index ?? path.length
  return [path.slice(0, at), path.slice(at)]
}
