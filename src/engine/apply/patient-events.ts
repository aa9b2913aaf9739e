import type { Outcome } from '../../contract/outcome.ts'
import { isCodeString } from '../../core/confidentiality/value-shapes.ts'
import { dayNumber, mayBeDayOfEvent, readDay } from '../../core/deidentification/calendar.ts'
import type { PatientEvent, PatientFile } from '../../core/deidentification/plan-patients.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import type { Project } from '../project/project.ts'
import { readContexts, valueFacts } from '../project/value-facts.ts'
import { readPatientFile } from './patient-file.ts'
import { APPLY } from './texts.ts'

const STUDY_DATE = '(0008,0020)'

/** What (0012,0052) counts from, by the setting `temporal-offset`; undefined where nothing is counted. */
export function readEvents(project: Project, { temporalOffset }: ScriptSettings): Outcome<PatientFile<PatientEvent> | undefined> {
  if (temporalOffset === undefined || temporalOffset === 'none') return ok(undefined)
  if (temporalOffset === 'baseline') return ok(baselines(project))
  return readEventFile(temporalOffset)
}

/** The first study of each patient in the collection. */
function baselines(project: Project): ReadonlyMap<string, PatientEvent> {
  const first = new Map<string, PatientEvent>()
  for (const { value, context } of valueFacts(project, readContexts(project), [STUDY_DATE]).get(STUDY_DATE) ?? []) {
    const day = readDay(value.value)
    if (day === undefined || !mayBeDayOfEvent(day)) continue
    const number = dayNumber(day)
    const known = first.get(context.patient)
    if (known === undefined || number < known.day) first.set(context.patient, { day: number, kind: 'BASELINE' })
  }
  // In an order of its own, since the digest of the run is made over it.
  return new Map([...first].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** CSV with the columns `patient_id_old,event_date` and, for other words than ENROLLMENT, `event`. */
function readEventFile(file: string): Outcome<PatientFile<PatientEvent>> {
  return readPatientFile(file, 'temporal-offset', ['patient_id_old', 'event_date'], (row) => {
    const day = readDay(row['event_date'] ?? '')
    const kind = (row['event'] ?? '').trim() || 'ENROLLMENT'
    if (day === undefined) return fail(APPLY.patientFile.eventDate)
    if (!isCodeString(kind) || kind.length > 16) return fail(APPLY.patientFile.event)
    return ok({ day: dayNumber(day), kind })
  })
}
