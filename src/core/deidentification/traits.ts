import type { DataElement } from '../dicom/element.ts'
import type { Tag } from '../dicom/tag.ts'
import { describeValue } from '../inventory/describe-value.ts'
import { CONTEXT_TAGS, instanceContext, patientOf } from '../inventory/instance-context.ts'
import type { InstanceContext } from '../inventory/inventory.ts'
import type { Here } from './work.ts'

/**
 * What an instance belongs to, read as the inventory read it, so that conditions and patients meet.
 * @param sopClass of the data set, or of File Meta Information where that has none
 */
export function traitsOf(elements: readonly DataElement[], here: Here, sopClass: string): InstanceContext {
  const texts = new Map<Tag, string>()
  for (const element of elements) {
    if (!CONTEXT_TAGS.has(element.tag)) continue
    texts.set(element.tag, describeValue(element, here.source, here, () => '').text.replaceAll('\u0000', ''))
  }
  return { ...instanceContext((tag) => texts.get(tag) ?? ''), sopClass }
}

/** Patient ID without its Issuer, from the inventory's key of a patient. */
export function patientIdOf(patientKey: string): string {
  return patientOf(patientKey).id
}
