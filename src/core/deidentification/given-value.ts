import { NEW_PATIENT_ID } from '../confidentiality/given-additions.ts'
import { DAYS_FROM_EVENT, EVENT } from '../script/given-elements.ts'
import type { Operation } from '../script/operation.ts'
import { dayNumber, mayBeDayOfEvent, readDay } from './calendar.ts'
import { patientPseudonym } from './dummy-context.ts'
import type { Work } from './work.ts'

/**
 * The value that an Operation gives to an element of this instance.
 * @returns undefined where days are to be counted and cannot be: no event is known for the patient, or no Study Date
 */
export function givenValue(operation: Operation, work: Work): string | undefined {
  const text = operation.with ?? ''
  if (operation.pattern !== true) return text
  const { plan, studyDate } = work.subject
  const dated = readDay(studyDate)
  const study = dated !== undefined && mayBeDayOfEvent(dated) ? dated : undefined
  const { event } = plan
  if ((text.includes(DAYS_FROM_EVENT) || text.includes(EVENT)) && (event === undefined || study === undefined)) return undefined
  const days = event === undefined || study === undefined ? '' : String(dayNumber(study) - event.day)
  return (
    text
      // A patient without an ID keeps none, and an element that stands for the patient must have a value all the same.
      .replaceAll(NEW_PATIENT_ID, () => plan.newId || patientPseudonym(work))
      .replaceAll(DAYS_FROM_EVENT, days)
      .replaceAll(EVENT, event?.kind ?? '')
  )
}
