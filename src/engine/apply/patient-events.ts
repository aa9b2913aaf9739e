import { readFileSync } from 'node:fs'
import type { Outcome } from '../../contract/outcome.ts'
import { isCodeString } from '../../core/confidentiality/value-shapes.ts'
import { dayNumber, readDay } from '../../core/deidentification/calendar.ts'
import type { PatientEvent, PatientSources } from '../../core/deidentification/plan-patients.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import { machineReason, type Project } from '../project/project.ts'
import { readContexts, valueFacts } from '../project/value-facts.ts'
import { readCsv } from '../reports/read-csv.ts'

const STUDY_DATE = '(0008,0020)'

/** What (0012,0052) counts from, by the setting `temporal-offset`; undefined where nothing is counted. */
export function readEvents(project: Project, { temporalOffset }: ScriptSettings): Outcome<PatientSources['events']> {
  if (temporalOffset === undefined || temporalOffset === 'none') return ok(undefined)
  if (temporalOffset === 'baseline') return ok({ byKey: baselines(project), byId: new Map() })
  const byId = readEventFile(temporalOffset)
  return byId.ok ? ok({ byKey: new Map(), byId: byId.value }) : byId
}

/** The first study of each patient in the collection. */
function baselines(project: Project): ReadonlyMap<string, PatientEvent> {
  const first = new Map<string, PatientEvent>()
  for (const { value, context } of valueFacts(project, readContexts(project), [STUDY_DATE]).get(STUDY_DATE) ?? []) {
    const day = readDay(value.value)
    if (day === undefined) continue
    const number = dayNumber(day)
    const known = first.get(context.patient)
    if (known === undefined || number < known.day) first.set(context.patient, { day: number, kind: 'BASELINE' })
  }
  // In an order of its own, since the digest of the run is made over it.
  return new Map([...first].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** CSV with the columns `patient_id_old,event_date` and, for other words than ENROLLMENT, `event`. */
function readEventFile(file: string): Outcome<ReadonlyMap<string, PatientEvent>> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const message = `The file of the setting temporal-offset could not be read (${machineReason(error)}). Correct the setting.`
    return fail({ code: 'not-found', message })
  }
  const wrong = (what: string) => fail({ code: 'usage' as const, message: `The file of the setting temporal-offset ${what}` })
  const rows = readCsv(text)
  if (rows === undefined || rows.some((row) => row['patient_id_old'] === undefined || row['event_date'] === undefined))
    return wrong('must be a CSV file with the columns patient_id_old,event_date.')
  const events = new Map<string, PatientEvent>()
  for (const row of rows) {
    const id = (row['patient_id_old'] ?? '').trim()
    const day = readDay(row['event_date'] ?? '')
    const kind = (row['event'] ?? '').trim() || 'ENROLLMENT'
    if (day === undefined) return wrong('has an event_date that is no date of the form YYYYMMDD.')
    if (!isCodeString(kind) || kind.length > 16) return wrong('has an event that is no code of at most 16 capital letters, digits and _.')
    const event = { day: dayNumber(day), kind }
    const known = events.get(id)
    if (known !== undefined && (known.day !== event.day || known.kind !== kind))
      return wrong('names a patient twice with different events. Correct it.')
    events.set(id, event)
  }
  return ok(events)
}
