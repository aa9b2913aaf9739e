import type { PathText } from '../dicom/attribute-path.ts'
import { encodeText } from '../dicom/character-set.ts'
import type { ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import type { Operation } from '../script/operation.ts'
import { leave, leaveInstead } from './leave.ts'
import { REFUSALS } from './problem.ts'
import { textOf, type Here, type Work } from './work.ts'

/**
 * Patient ID and Patient's Name by the mapping or the pattern: the name becomes the one that the mapping gives, otherwise
 * the new Patient ID. Where an element names
 * another patient than the root of the instance does, the mapping does not speak of it, and it goes: two patients never
 * become one.
 */
export function treatPatient(operation: Operation, element: DataElement, path: PathText, here: Here, work: Work): ElementEdit | undefined {
  const { plan, patientName } = work.subject
  const old = textOf(here, element)
  if (old === '') return undefined
  if (old !== (element.vr === 'PN' ? patientName : plan.id))
    return leaveInstead('other-patient', operation.otherwise ?? 'empty', element, path, here, work)
  // A patient without an ID: a name must not stay, and no ID is there to stand for it.
  if (plan.id === '') return leave(operation.otherwise ?? 'empty', element, here, work)
  if (plan.newId === undefined) {
    if (work.run.settings.patientId === '') return leave(operation.otherwise ?? 'dummy', element, here, work)
    return work.stop(REFUSALS.noPatientId(path))
  }
  const value = encodeText(element.vr === 'PN' ? (plan.newName ?? plan.newId) : plan.newId, element.vr, here.characterSets)
  return value === undefined ? work.stop(REFUSALS.notEncodable(path)) : { do: 'set', value }
}
