import { parsePath, type PathText } from '../dicom/attribute-path.ts'
import type { NewElement } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import type { Tag } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { lookupPrivate, vrOf } from '../dictionary/index.ts'
import { encodeValue } from './encode-value.ts'
import { givenValue } from './given-value.ts'
import type { Addition } from './operation-index.ts'
import { placePrivate } from './private-creators.ts'
import type { Here, Work } from './work.ts'

const TEMPORAL_OFFSET = '(0012,0052)'

/**
 * The elements that Operations add to one data set and that it does not have. Those that it has are set where they are.
 * @param present keys of the paths that the data set has
 */
export function addedElements(
  additions: readonly Addition[],
  present: ReadonlySet<string>,
  elements: readonly DataElement[],
  here: Here,
  work: Work,
): NewElement[] {
  const added: NewElement[] = []
  /** Blocks reserved here, by group and creator. */
  const reserved = new Map<string, Tag>()
  for (const { operation, path, key } of additions) {
    if (present.has(key)) continue
    const value = givenValue(operation, work)
    if (value === undefined) {
      if (path === TEMPORAL_OFFSET) work.note('days-not-known', path)
      continue
    }
    const parsed = parsePath(path)
    const leaf = parsed?.kind === 'element' ? parsed.steps.at(-1) : undefined
    if (leaf === undefined || leaf.kind === 'creator') continue
    if (leaf.kind === 'public') {
      add(added, leaf.tag, vrOf(leaf.tag) ?? 'LO', value, path, here, work)
      continue
    }
    const name = `${leaf.group} ${leaf.creator.toUpperCase()}`
    const block = reserved.get(name)
    const place =
      block === undefined
        ? placePrivate(elements, added, leaf.group, leaf.creator, leaf.element)
        : { tag: ((block & 0xffff0000) | ((block & 0xff) << 8) | leaf.element) >>> 0, newCreator: undefined }
    if (place === undefined) {
      work.note('not-encodable', path)
      continue
    }
    const vr = lookupPrivate(leaf.creator, leaf.group, leaf.element)?.vr ?? 'LO'
    if (!add(added, place.tag, vr, value, path, here, work) || place.newCreator === undefined) continue
    reserved.set(name, place.newCreator)
    add(added, place.newCreator, 'LO', leaf.creator, path, here, work)
  }
  return added
}

function add(added: NewElement[], tag: Tag, vr: VR, text: string, path: PathText, here: Here, work: Work): boolean {
  const value = vr === 'SQ' ? (text === '' ? [] : undefined) : encodeValue(text, vr, here.characterSets)
  if (value === undefined) {
    work.note('not-encodable', path)
    return false
  }
  added.push({ tag, vr, value })
  return true
}
