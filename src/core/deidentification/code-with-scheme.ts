import type { ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { CODING_SCHEME_DESIGNATOR } from '../confidentiality/known-elements.ts'
import { asciiText } from './ascii.ts'
import { dummyValue } from './dummy-value.ts'
import { dummyContext } from './dummy-context.ts'
import { leave } from './leave.ts'
import type { Here, Work } from './work.ts'

/**
 * Lets what stays of a code go with its scheme, in the way in which that went (PS3.3 8.8: value, scheme and meaning are one).
 * @param codes elements of the Item of which the script says so
 * @param edits what was settled for the Item; added to
 */
export function goWithScheme(
  codes: readonly DataElement[],
  elements: readonly DataElement[],
  edits: Map<DataElement, ElementEdit>,
  here: Here,
  work: Work,
): void {
  const scheme = elements.find(({ tag }) => tag === CODING_SCHEME_DESIGNATOR)
  const gone = scheme === undefined ? undefined : howItWent(scheme, edits.get(scheme), here, work)
  if (gone === undefined) return
  for (const element of codes) {
    if (edits.get(element)?.do === 'remove') continue
    const edit = leave(gone, element, here, work)
    if (edit !== undefined) edits.set(element, edit)
  }
}

/** A scheme that somebody replaced by another has not gone. */
function howItWent(scheme: DataElement, edit: ElementEdit | undefined, here: Here, work: Work): 'remove' | 'dummy' | undefined {
  if (edit?.do === 'remove') return 'remove'
  if (edit?.do !== 'set') return undefined
  const now = asciiText(edit.value)
  return now === '' || now === asciiText(dummyValue(scheme.tag, scheme.vr, dummyContext(scheme, here, work))) ? 'dummy' : undefined
}
