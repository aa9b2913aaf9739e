import type { Outcome } from '../../contract/outcome.ts'
import { parseDayShift } from '../../core/deidentification/day-shift.ts'
import { parsePatientIds } from '../../core/deidentification/patient-pattern.ts'
import type { NewIdentity, PatientFile, PatientSources } from '../../core/deidentification/plan-patients.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import type { Project } from '../project/project.ts'
import { readEvents } from './patient-events.ts'
import { readPatientFile } from './patient-file.ts'
import { APPLY } from './texts.ts'

/** Where new Patient IDs and date shifts come from, with the files that the settings name read. */
export function readPatientSources(
  project: Project,
  settings: ScriptSettings,
  numbers: ReadonlyMap<string, number>,
): Outcome<PatientSources> {
  const ids = parsePatientIds(settings.patientId)
  if (ids === undefined)
    return fail({
      code: 'usage',
      message: APPLY.settings.patientId,
    })
  const days = parseDayShift(settings.dateShift)
  if (days === undefined) return fail({ code: 'usage', message: APPLY.settings.dateShift })
  const idFile = ids.by === 'file' ? readIdFile(ids.file) : ok(new Map<string, NewIdentity>())
  if (!idFile.ok) return idFile
  const dayFile = days.by === 'file' ? readDayFile(days.file) : ok(new Map<string, number>())
  if (!dayFile.ok) return dayFile
  const events = readEvents(project, settings)
  if (!events.ok) return events
  return ok({
    ids,
    days,
    idFile: idFile.value,
    dayFile: dayFile.value,
    numbers,
    ...(events.value === undefined ? {} : { events: events.value }),
  })
}

/** CSV with the columns `id_old,id_new` and, for another name than the new ID, `name_new`. */
function readIdFile(file: string): Outcome<PatientFile<NewIdentity>> {
  return readPatientFile(file, 'patient-id', ['id_old', 'id_new'], (row) => {
    const [id, name] = [(row['id_new'] ?? '').trim(), (row['name_new'] ?? '').trim()]
    return ok(name === '' ? { id } : { id, name })
  })
}

/** CSV with the columns `patient_id_old,days`, as `date-shift.csv` has them. */
function readDayFile(file: string): Outcome<PatientFile<number>> {
  return readPatientFile(file, 'date-shift', ['patient_id_old', 'days'], (row) => {
    const days = (row['days'] ?? '').trim()
    return /^[+-]?\d{1,6}$/.test(days) && Number(days) !== 0 ? ok(Number(days)) : fail(APPLY.patientFile.days)
  })
}
