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
 * (PS3.3 C.7.1.1). Joined by a backslash; the ID alone where no Issuer is named and it holds none. Both hold one value,
 * and files that have several in them are told apart all the same: the last backslash is the one that joins.
 */
export function patientKey(patientId: string, issuer: string): string {
  const id = patientId.trim()
  const by = issuer.trim().replaceAll('\\', BETWEEN_VALUES)
  return by === '' && !id.includes('\\') ? id : `${id}\\${by}`
}

/** Stands for a backslash in an Issuer; LO has no control characters (PS3.5 6.2). */
const BETWEEN_VALUES = '\u001f'

/** What {@link patientKey} was made of. */
export function patientOf(key: string): { readonly id: string; readonly issuer: string } {
  const at = key.lastIndexOf('\\')
  return at < 0 ? { id: key, issuer: '' } : { id: key.slice(0, at), issuer: key.slice(at + 1).replaceAll(BETWEEN_VALUES, '\\') }
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
