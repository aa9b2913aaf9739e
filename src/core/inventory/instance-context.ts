import { TAG, tagOf, type Tag } from '../dicom/tag.ts'
import type { InstanceContext } from './inventory.ts'

const MEDIA_STORAGE_SOP_CLASS = tagOf(0x0002, 0x0002)
const MEDIA_STORAGE_SOP_INSTANCE = tagOf(0x0002, 0x0003)

/** Those of {@link CONTEXT_TAGS} that differ from instance to instance; no context is made of them. */
export const SOP_INSTANCE_TAGS: ReadonlySet<Tag> = new Set<Tag>([MEDIA_STORAGE_SOP_INSTANCE, TAG.sopInstanceUid])

/** The attributes, of the root of the data set and of File Meta Information, that say what an instance belongs to. */
export const CONTEXT_TAGS: ReadonlySet<Tag> = new Set<Tag>([
  MEDIA_STORAGE_SOP_CLASS,
  MEDIA_STORAGE_SOP_INSTANCE,
  TAG.sopClassUid,
  TAG.sopInstanceUid,
  TAG.modality,
  TAG.manufacturer,
  TAG.manufacturerModelName,
  TAG.patientId,
  TAG.issuerOfPatientId,
  TAG.softwareVersions,
  TAG.studyInstanceUid,
  TAG.seriesInstanceUid,
])

/**
 * Who the patient is: the Patient ID with its Issuer, since one ID means different people at different places
 * (PS3.3 C.7.1.1). Joined by a backslash, which neither can hold; the ID alone where no Issuer is named.
 */
export function patientKey(patientId: string, issuer: string): string {
  const id = patientId.trim()
  return issuer.trim() === '' ? id : `${id}\\${issuer.trim()}`
}

/** @param textOf the value of one of {@link CONTEXT_TAGS}, empty where the file has none */
export function instanceContext(textOf: (tag: Tag) => string): InstanceContext {
  return {
    patient: patientKey(textOf(TAG.patientId), textOf(TAG.issuerOfPatientId)),
    study: textOf(TAG.studyInstanceUid),
    series: textOf(TAG.seriesInstanceUid),
    modality: textOf(TAG.modality),
    sopClass: textOf(TAG.sopClassUid) || textOf(MEDIA_STORAGE_SOP_CLASS),
    manufacturer: textOf(TAG.manufacturer),
    model: textOf(TAG.manufacturerModelName),
    software: textOf(TAG.softwareVersions),
  }
}

/** SOP Instance UID, that of File Meta Information where the data set has none (a DICOMDIR for one). */
export function sopInstanceOf(textOf: (tag: Tag) => string): string {
  return textOf(TAG.sopInstanceUid) || textOf(MEDIA_STORAGE_SOP_INSTANCE)
}
