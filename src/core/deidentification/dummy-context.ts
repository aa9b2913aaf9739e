import type { DataElement } from '../dicom/element.ts'
import type { Tag } from '../dicom/tag.ts'
import { NUMBER_SIZE } from '../dicom/vr.ts'
import type { DummyContext } from './dummy-value.ts'
import { keyedText } from './keyed.ts'
import { rawText, type Here, type Work } from './work.ts'

/** What the dummy of an element may be made from. */
export function dummyContext(element: DataElement, here: Here, work: Work): DummyContext {
  return {
    newUid: (uid) => {
      const old = uid === '' ? `${work.sopInstance} ${element.tag}` : uid
      const made = work.run.uids.replace(old)
      if (uid !== '') work.uids.set(uid, made)
      return made
    },
    oldText: element.vr === 'UI' || element.vr === 'CS' ? rawText(here, element) : '',
    oldCount: Math.floor(element.length / (NUMBER_SIZE[element.vr] ?? 1)),
    patient: () => patientPseudonym(work),
    identifier: () => `ANON-${keyedText(work.run.keyed, 'place', `named ${element.tag} ${rawText(here, element)}`, 8)}`,
    documentType: work.subject.documentType,
  }
}

/** {@link dummyContext} for an element that was never there. */
export function contextOfNone(tag: Tag, work: Work): DummyContext {
  return {
    newUid: () => work.run.uids.replace(`${work.sopInstance} ${tag}`),
    oldText: '',
    oldCount: 1,
    patient: () => patientPseudonym(work),
    identifier: () => 'ANONYMIZED',
    documentType: work.subject.documentType,
  }
}

/** What stands for a Patient ID where nobody gave a pattern or a mapping: keyed, so that two patients never become one. */
export function patientPseudonym(work: Work): string {
  const { plan } = work.subject
  return plan.id === '' ? 'ANONYMIZED' : `ANON-${keyedText(work.run.keyed, 'patient', plan.key, 12)}`
}
