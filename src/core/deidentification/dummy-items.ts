import type { NewElement } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { isGroupLength, isPrivate } from '../dicom/tag.ts'
import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { isRegisteredUid } from '../dictionary/index.ts'
import { asciiBytes } from './ascii.ts'
import { definedTerms } from './defined-terms.ts'
import { dummyContext } from './dummy-context.ts'
import { dummyValue } from './dummy-value.ts'
import { encodingOf, rawText, type Here, type Work } from './work.ts'

/**
 * Items that stand for those of a Sequence that goes: one, shaped like the first that was there, so that what the IOD
 * wants in it is in it, with a dummy in place of every value. Only what says which kind of thing the Item is stays:
 * SOP Classes and defined terms. Private elements do not.
 */
export function dummyItems(sequence: DataElement, here: Here, work: Work): (readonly NewElement[])[] {
  const first = sequence.items?.find((item) => item.elements.length > 0)
  if (first === undefined) return []
  const inside = encodingOf(sequence, here)
  const item: NewElement[] = []
  for (const element of first.elements) {
    if (isPrivate(element.tag) || isGroupLength(element.tag) || element.fragments !== undefined) continue
    const { tag, vr } = element
    item.push({ tag, vr, value: element.items === undefined ? standIn(element, inside, work) : dummyItems(element, inside, work) })
  }
  return [item]
}

function standIn(element: DataElement, here: Here, work: Work): Uint8Array {
  if (element.length === 0) return new Uint8Array(0)
  if (element.vr === 'CS' || element.vr === 'UI') {
    const text = rawText(here, element)
    const says =
      element.vr === 'CS' ? definedTerms(element.tag)?.includes(text) === true : isStructuralUid(element.tag) && isRegisteredUid(text)
    if (says) return asciiBytes(text)
  }
  return dummyValue(element.tag, element.vr, dummyContext(element, here, work))
}
