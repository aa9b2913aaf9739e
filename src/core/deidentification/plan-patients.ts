import { patientKey, patientOf } from '../inventory/instance-context.ts'
import { fail, ok, type Result } from '../result.ts'
import { keyedDays, type DayShift } from './day-shift.ts'
import type { Keyed } from './keyed.ts'
import { patternedId, type PatientIds } from './patient-pattern.ts'
import { DEIDENTIFICATION } from './texts.ts'

/** One patient of the collection: Patient ID with its Issuer (PS3.3 C.7.1.1), both trimmed. */
export interface Patient {
  /** What tells patients apart in the inventory. */
  readonly key: string
  /** Patient ID (0010,0020) as the files have it, trimmed; may be empty. */
  readonly id: string
}

/** What is settled for one patient before anything is written. */
export interface PatientPlan extends Patient {
  /** Undefined where no new ID is given: the mapping file does not name the patient, or nothing is mapped. */
  readonly newId: string | undefined
  /** What the mapping file calls the patient; the name is the new ID where this is undefined. */
  readonly newName?: string
  /** Undefined where no shift is given. */
  readonly days: number | undefined
  /**
   * Set where the ID by which folders are named differs from that of an earlier patient in upper and lower case only: some
   * file systems would put both into one folder.
   */
  readonly folderTaken?: true
  /** What (0012,0052) counts from; absent where nothing is counted, or nobody gave an event for this patient. */
  readonly event?: PatientEvent
}

/** An event in a patient's history, by which the dates of studies are told without telling a date. */
export interface PatientEvent {
  /** See `dayNumber`. */
  readonly day: number
  /** A defined term of (0012,0053), such as BASELINE. */
  readonly kind: string
}

/** What a mapping file gives a patient. */
export interface NewIdentity {
  readonly id: string
  readonly name?: string
}

/**
 * Rows of a file about patients: by {@link Patient.key} where a row names the Issuer too, otherwise by trimmed old
 * Patient ID, and then for that ID of every issuer.
 */
export type PatientFile<T> = ReadonlyMap<string, T>

export interface PatientSources {
  readonly ids: PatientIds
  readonly days: DayShift
  /** Contents of the files that {@link ids} and {@link days} name. */
  readonly idFile: PatientFile<NewIdentity>
  readonly dayFile: PatientFile<number>
  readonly events?: PatientFile<PatientEvent>
  /** Numbers of patients given in earlier runs, by key: a patient keeps theirs when the collection grows. */
  readonly numbers: ReadonlyMap<string, number>
}

export interface PatientPlans {
  readonly byKey: ReadonlyMap<string, PatientPlan>
  /** All numbers given so far, the earlier ones included. */
  readonly numbers: ReadonlyMap<string, number>
}

/** Why no plan can be made. Says how many, never who. */
export interface PatientPlanFailure {
  readonly kind: 'collision' | 'bad-id' | 'bad-name'
  readonly count: number
  readonly message: string
}

/**
 * New IDs and date shifts of all patients at once, so that two patients can never become one: that is a failure here,
 * before anything is written. The counter runs in the order of the patients' keys by code point.
 */
export function planPatients(patients: Iterable<Patient>, sources: PatientSources, keyed: Keyed): Result<PatientPlans, PatientPlanFailure> {
  const sorted = [...patients].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const numbers = new Map(sources.numbers)
  let next = [...numbers.values()].reduce((most, number) => Math.max(most, number), 0) + 1
  for (const { key, id } of sorted) if (id !== '' && !numbers.has(key)) numbers.set(key, next++)
  const folders = foldersOf(numbers, sources, keyed)
  const byKey = new Map<string, PatientPlan>()
  for (const patient of sorted) {
    const made = newId(patient, sources, keyed, numbers.get(patient.key) ?? 0)
    const event = rowOf(sources.events, patient)
    const newName = sources.ids.by === 'file' && patient.id !== '' ? rowOf(sources.idFile, patient)?.name : undefined
    byKey.set(patient.key, {
      ...patient,
      ...(event === undefined ? {} : { event }),
      newId: made,
      ...(isTaken(folderOf(patient, made), folders) ? { folderTaken: true } : {}),
      ...(newName === undefined ? {} : { newName }),
      days: shiftOf(patient, sources, keyed),
    })
  }
  const failure = check([...byKey.values()])
  return failure === undefined ? ok({ byKey, numbers }) : fail(failure)
}

/** What names the folder of a patient: the new ID, or the old one where it stays. */
export function folderOf({ id }: Patient, made: string | undefined): string {
  return made ?? id
}

/**
 * The spelling of each folder name that came first, by the name in lower case. Patients of earlier deliveries have their
 * folders whether they are in the collection now or not.
 */
function foldersOf(numbers: PatientPlans['numbers'], sources: PatientSources, keyed: Keyed): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const [key, number] of [...numbers].sort(([, a], [, b]) => a - b)) {
    const patient = { key, id: patientOf(key).id }
    const name = folderOf(patient, newId(patient, sources, keyed, number))
    if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), name)
  }
  return first
}

function isTaken(folder: string, folders: ReadonlyMap<string, string>): boolean {
  return (folders.get(folder.toLowerCase()) ?? folder) !== folder
}

function rowOf<T>(file: PatientFile<T> | undefined, { key, id }: Patient): T | undefined {
  return file?.get(key) ?? file?.get(patientKey(id, ''))
}

/** A patient without an ID keeps none: there is nobody to tell from anybody. */
function newId(patient: Patient, sources: PatientSources, keyed: Keyed, number: number): string | undefined {
  if (patient.id === '') return ''
  switch (sources.ids.by) {
    case 'pattern':
      return patternedId(sources.ids.pieces, keyed, patient.key, number)
    case 'file':
      return rowOf(sources.idFile, patient)?.id
    case 'none':
      return undefined
  }
}

function shiftOf(patient: Patient, sources: PatientSources, keyed: Keyed): number | undefined {
  switch (sources.days.by) {
    case 'key':
      return keyedDays(keyed, patient.key, sources.days.min, sources.days.max)
    case 'file':
      return rowOf(sources.dayFile, patient)
    case 'none':
      return undefined
  }
}

function check(plans: readonly PatientPlan[]): PatientPlanFailure | undefined {
  const given = plans.filter((plan) => plan.id !== '' && plan.newId !== undefined)
  const bad = given.filter((plan) => !isPatientId(plan.newId ?? '')).length
  if (bad > 0)
    return {
      kind: 'bad-id',
      count: bad,
      message: DEIDENTIFICATION.patients.badIds(bad),
    }
  const badNames = given.filter((plan) => plan.newName !== undefined && !isPersonName(plan.newName)).length
  if (badNames > 0)
    return {
      kind: 'bad-name',
      count: badNames,
      message: DEIDENTIFICATION.patients.badNames(badNames),
    }
  const taken = new Map<string, number>()
  for (const plan of given) taken.set(plan.newId ?? '', (taken.get(plan.newId ?? '') ?? 0) + 1)
  const collided = [...taken.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0)
  if (collided === 0) return undefined
  return {
    kind: 'collision',
    count: collided,
    message: DEIDENTIFICATION.patients.collided(collided),
  }
}

/** What fits into Patient ID: LO, one value (PS3.5 6.2). */
function isPatientId(text: string): boolean {
  return text !== '' && text === text.trim() && [...text].length <= 64 && !/\\|\p{Cc}/u.test(text)
}

/** What fits into Patient's Name: PN, one value, at most three component groups of 64 characters (PS3.5 6.2). */
function isPersonName(text: string): boolean {
  const groups = text.split('=')
  return (
    text !== '' &&
    text === text.trim() &&
    groups.length <= 3 &&
    groups.every((group) => [...group].length <= 64) &&
    !/\\|\p{Cc}/u.test(text)
  )
}
