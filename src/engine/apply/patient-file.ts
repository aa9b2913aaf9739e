import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { Outcome } from '../../contract/outcome.ts'
import type { PatientFile } from '../../core/deidentification/plan-patients.ts'
import { patientKey } from '../../core/inventory/index.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { machineReason } from '../project/project.ts'
import { readCsvTable } from '../reports/read-csv.ts'
import { APPLY } from './texts.ts'

/** Says which issuer's patient a row means, where one Patient ID is two people (PS3.3 C.7.1.1). It may be left out. */
const ISSUER = 'issuer_old'

/**
 * A CSV file that a setting names, one patient a row: the old Patient ID in the first column of `columns`, its Issuer in
 * `issuer_old` if that is there.
 * @param read what a row says, or the end of the sentence that tells what is wrong with it. No value of the file is told.
 */
export function readPatientFile<T>(
  file: string,
  setting: string,
  columns: readonly [string, ...string[]],
  read: (row: Readonly<Record<string, string>>) => Result<T, string>,
): Outcome<PatientFile<T>> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return fail({
      code: 'not-found',
      message: APPLY.patientFile.unreadable(setting, machineReason(error)),
    })
  }
  const wrong = (what: string) => fail({ code: 'usage' as const, message: APPLY.patientFile.wrong(setting, what) })
  const table = readCsvTable(text)
  if (
    table === undefined ||
    columns.some((column) => !table.columns.includes(column) || table.rows.some((row) => row[column] === undefined))
  )
    return wrong(APPLY.patientFile.columns(columns))
  const byPatient = new Map<string, T>()
  for (const row of table.rows) {
    const said = read(row)
    if (!said.ok) return wrong(said.failure)
    const patient = patientKey(row[columns[0]] ?? '', row[ISSUER] ?? '')
    if (byPatient.has(patient) && !isDeepStrictEqual(byPatient.get(patient), said.value)) return wrong(APPLY.patientFile.twice)
    byPatient.set(patient, said.value)
  }
  return ok(byPatient)
}
