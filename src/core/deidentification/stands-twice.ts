import type { ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { REFUSALS } from './problem.ts'
import type { Here, Work } from './work.ts'

/** What says whose an instance is and which: of these two values are two instances, whatever becomes of them. */
const IDENTITY: ReadonlySet<Tag> = new Set<Tag>([
  TAG.sopClassUid,
  TAG.sopInstanceUid,
  TAG.patientName,
  TAG.patientId,
  TAG.issuerOfPatientId,
  TAG.studyInstanceUid,
  TAG.seriesInstanceUid,
])

/**
 * Elements that stand in a data set more than once, which PS3.5 7.1 forbids. With one value there is one reading: the
 * first stays. With several there is none, and the instance is not written unless all of them go.
 * @param edits what was settled for the data set; added to
 */
export function settleTwice(
  elements: readonly DataElement[],
  edits: Map<DataElement, ElementEdit>,
  place: PathNode,
  here: Here,
  work: Work,
): void {
  if (isAscending(elements)) return
  const byTag = new Map<Tag, DataElement[]>()
  for (const element of elements) {
    const alike = byTag.get(element.tag)
    if (alike === undefined) byTag.set(element.tag, [element])
    else alike.push(element)
  }
  for (const [tag, alike] of byTag) {
    if (alike.length === 1) continue
    const isOne = alike.every((element) => isSame(element, alike[0], here))
    const path = place.child(alike[0] as DataElement).text
    const stays = alike.filter((element) => edits.get(element)?.do !== 'remove')
    if (isOne) {
      if (stays.length > 1) work.note('stood-twice', path)
      for (const element of stays.slice(1)) edits.set(element, { do: 'remove' })
    } else if (stays.length > 1 || (IDENTITY.has(tag) && place.depth === 0)) work.stop(REFUSALS.standsTwice(path))
  }
}

/** Ascending, each once: what nearly all data sets are. */
function isAscending(elements: readonly DataElement[]): boolean {
  for (let index = 1; index < elements.length; index += 1)
    if ((elements[index] as DataElement).tag <= (elements[index - 1] as DataElement).tag) return false
  return true
}

function isSame(one: DataElement, other: DataElement | undefined, { source }: Here): boolean {
  if (other === undefined || one.vr !== other.vr || one.length !== other.length || one.creator !== other.creator) return false
  const [a, b] = [valueBytes(source, one).slice(), valueBytes(source, other)]
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
