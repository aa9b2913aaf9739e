import type { NewElement } from '../dicom/edits.ts'
import type { DataElement, Item } from '../dicom/element.ts'
import { isGroupLength, isPrivate, type Tag } from '../dicom/tag.ts'
import { standIns } from '../confidentiality/defined-terms.ts'
import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { isRegisteredUid } from '../dictionary/index.ts'
import { asciiBytes } from './ascii.ts'
import { contextOfNone, dummyContext } from './dummy-context.ts'
import { dummyValue } from './dummy-value.ts'
import { itemRules, missingElements } from './required-elements.ts'
import { encodingOf, rawText, type Here, type Work } from './work.ts'

/** Content Sequence: conditional, so that one without items is better not there (PS3.3 Table C.17-6). */
const CONTENT_SEQUENCE: Tag = 0x0040a730
const GRAPHIC_DATA: Tag = 0x00700022
const GRAPHIC_POINTS: Tag = 0x00700021
const GRAPHIC_LAYER: Tag = 0x00700002
const REFERENCED_SOP_INSTANCE: Tag = 0x00081155
const LAYER_ITSELF = { key: '(0070,0060)[*](0070,0002)' }

/**
 * Items that stand for those of a Sequence that goes: one, shaped like the first that was there, with a dummy in place of
 * every value, and with what the IOD wants in it beside (Type 1 and 2 at that place). Only what says which kind of thing
 * the Item is stays: SOP Classes and defined terms. Private elements do not.
 * @param path tags of the Sequences around it and its own; undefined where no IOD speaks of the place
 * @returns none where nothing was there and no IOD says what should be
 */
export function dummyItems(sequence: DataElement, path: readonly Tag[] | undefined, here: Here, work: Work): (readonly NewElement[])[] {
  const first = sequence.items?.find((item) => item.elements.length > 0)
  const inside = encodingOf(sequence, here)
  const item: NewElement[] = []
  for (const element of first?.elements ?? []) {
    if (isPrivate(element.tag) || isGroupLength(element.tag) || element.fragments !== undefined) continue
    const { tag, vr } = element
    const below = path === undefined ? undefined : [...path, tag]
    item.push({
      tag,
      vr,
      value: element.items === undefined ? standIn(element, inside, work) : nestedItems(element, element.items, below, inside, work),
    })
  }
  const { sopClass } = work.subject
  const rules = path === undefined || (first === undefined && sequence.tag === CONTENT_SEQUENCE) ? undefined : itemRules(sopClass, path)
  if (rules !== undefined) {
    const present = new Set(item.map(({ tag }) => tag))
    item.push(...missingElements(rules, present, sopClass, (tag) => contextOfNone(tag, work)))
    item.sort((a, b) => a.tag - b.tag)
  }
  return item.length === 0 ? [] : [withPoints(item)]
}

/** As many points as there are pairs of coordinates (PS3.3 C.10.5.1.2). */
function withPoints(item: readonly NewElement[]): readonly NewElement[] {
  const data = item.find(({ tag }) => tag === GRAPHIC_DATA)?.value
  if (!(data instanceof Uint8Array)) return item
  const points = Math.max(1, Math.floor(data.length / 8))
  return item.map((one) => (one.tag === GRAPHIC_POINTS ? { ...one, value: new Uint8Array([points, 0]) } : one))
}

/** A Sequence in a dummy Item that was empty stays so. */
function nestedItems(
  sequence: DataElement,
  items: readonly Item[],
  path: readonly Tag[] | undefined,
  here: Here,
  work: Work,
): (readonly NewElement[])[] {
  return items.some((item) => item.elements.length > 0) ? dummyItems(sequence, path, here, work) : []
}

function standIn(element: DataElement, here: Here, work: Work): Uint8Array {
  if (element.length === 0) return new Uint8Array(0)
  // A layer is referred to by its name, which says nothing more here than where the layer itself keeps it.
  if (element.tag === GRAPHIC_LAYER && work.operations.at(LAYER_ITSELF)?.do === 'keep') return asciiBytes(rawText(here, element))
  if (element.vr === 'CS' || element.vr === 'UI') {
    const text = rawText(here, element)
    // An instance refers to nothing that it does not list: where the list stays as it is, so does what refers to it.
    if (element.tag === REFERENCED_SOP_INSTANCE && work.listsAsItIs(text)) return asciiBytes(text)
    const says =
      element.vr === 'CS' ? standIns(element.tag)?.includes(text) === true : isStructuralUid(element.tag) && isRegisteredUid(text)
    if (says) return asciiBytes(text)
  }
  return dummyValue(element.tag, element.vr, dummyContext(element, here, work))
}
