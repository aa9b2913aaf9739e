import { readFileSync } from 'node:fs'
import type { Outcome } from '../../contract/outcome.ts'
import { parseDayShift } from '../../core/deidentification/day-shift.ts'
import { parsePatientIds } from '../../core/deidentification/patient-pattern.ts'
import type { PatientSources } from '../../core/deidentification/plan-patients.ts'
import { fail, ok } from '../../core/result.ts'
import type { ScriptSettings } from '../../core/script/operation.ts'
import { machineReason, type Project } from '../project/project.ts'
import { readEvents } from './patient-events.ts'
import { readCsv } from '../reports/read-csv.ts'

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
      message: 'The setting patient-id is no pattern: use {n}, {n:4}, {key} or {key:8} (4 to 32 characters), or name a CSV file.',
    })
  const days = parseDayShift(settings.dateShift)
  if (days === undefined)
    return fail({ code: 'usage', message: 'The setting date-shift is no range: use key, MIN..MAX in days, none, or name a CSV file.' })
  const idRows = ids.by === 'file' ? readPairs(ids.file, 'patient-id', 'id_old', 'id_new') : ok(new Map<string, string>())
  if (!idRows.ok) return idRows
  const dayRows = days.by === 'file' ? readPairs(days.file, 'date-shift', 'patient_id_old', 'days') : ok(new Map<string, string>())
  if (!dayRows.ok) return dayRows
  const dayFile = new Map<string, number>()
  for (const [id, text] of dayRows.value) {
    if (!/^[+-]?\d{1,6}$/.test(text) || Number(text) === 0)
      return fail({ code: 'usage', message: 'In the file of the setting date-shift, days must be whole numbers other than 0.' })
    dayFile.set(id, Number(text))
  }
  const events = readEvents(project, settings)
  if (!events.ok) return events
  return ok({ ids, days, idFile: idRows.value, dayFile, numbers, ...(events.value === undefined ? {} : { events: events.value }) })
}

function readPairs(file: string, setting: string, from: string, to: string): Outcome<Map<string, string>> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return fail({
      code: 'not-found',
      message: `The file of the setting ${setting} could not be read (${machineReason(error)}). Correct the setting.`,
    })
  }
  const rows = readCsv(text)
  if (rows === undefined || rows.some((row) => row[from] === undefined || row[to] === undefined))
    return fail({ code: 'usage', message: `The file of the setting ${setting} must be a CSV file with the columns ${from},${to}.` })
  const pairs = new Map<string, string>()
  for (const row of rows) {
    const [key, value] = [(row[from] ?? '').trim(), (row[to] ?? '').trim()]
    if (pairs.has(key) && pairs.get(key) !== value)
      return fail({ code: 'usage', message: `The file of the setting ${setting} names a patient twice with different values. Correct it.` })
    pairs.set(key, value)
  }
  return ok(pairs)
}
