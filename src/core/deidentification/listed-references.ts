import type { DataElement } from '../dicom/element.ts'
import { formatTag, type Tag } from '../dicom/tag.ts'
import type { InstanceOperations } from './operation-index.ts'
import { encodingOf, rawText, type Here } from './work.ts'

/** Current Requested Procedure Evidence Sequence and Pertinent Other Evidence Sequence (PS3.3 C.17.2). */
const EVIDENCE: readonly Tag[] = [0x0040a375, 0x0040a385]
/** From a list of evidence to the UIDs of its instances. */
const TO_INSTANCES: readonly Tag[] = [0x00081115, 0x00081199, 0x00081155]

/** The instances that an SR Document lists as its evidence, as far as their UIDs stay as they are. */
export function listedReferences(elements: readonly DataElement[], here: Here, operations: InstanceOperations): ReadonlySet<string> {
  const found = new Set<string>()
  for (const tag of EVIDENCE) {
    if (operations.at({ key: [tag, ...TO_INSTANCES].map(formatTag).join('[*]') })?.do !== 'keep') continue
    for (const element of elements) if (element.tag === tag) collect(element, TO_INSTANCES, here, found)
  }
  return found
}

function collect(sequence: DataElement, [next, ...rest]: readonly Tag[], here: Here, found: Set<string>): void {
  const inside = encodingOf(sequence, here)
  for (const item of sequence.items ?? [])
    for (const element of item.elements) {
      if (element.tag !== next) continue
      if (rest.length > 0) collect(element, rest, inside, found)
      else if (element.items === undefined) found.add(rawText(inside, element))
    }
}
