import { blockOf, elementOf, groupOf, isInPrivateBlock, isPrivate, type Tag } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { vrOf } from './data-dictionary.ts'
import { lookupPrivate } from './private-dictionary.ts'

/**
 * The VR of an element that is written without one, from PS3.6 or the private dictionary: what the reader of files asks.
 * @param creator who claims the block of a private element; undefined where nobody does
 * @returns undefined where no dictionary says
 */
export function elementVr(tag: Tag, creator: string | undefined): VR | undefined {
  if (!isPrivate(tag)) return publicVr(tag)
  if (creator === undefined || !isInPrivateBlock(tag)) return vrOf(tag)
  return lookupPrivate(creator, groupOf(tag), elementOf(tag) & 0xff, blockOf(tag))?.vr
}

const known = new Map<Tag, VR | undefined>()

/** Asked for every element of every implicit-VR file. Hostile files name millions of tags, so the memory of them is bounded. */
function publicVr(tag: Tag): VR | undefined {
  const vr = known.get(tag)
  if (vr !== undefined || known.has(tag)) return vr
  const found = vrOf(tag)
  if (known.size < 20_000) known.set(tag, found)
  return found
}
