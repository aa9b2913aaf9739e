import type { Crosswalk, TargetInput } from '../script-target.ts'
import { KEY_TYPES } from './print-action.ts'
import { lookupKey, trimmed, type ValueTable } from './value-table.ts'
import { CTP } from './texts.ts'

export interface LookupTable {
  readonly lines: readonly string[]
  /** Whether a Patient ID has an entry: not where CTP would take two patients for one, or misread the new ID. */
  has(what: keyof typeof KEY_TYPES, patient: string): boolean
}

/**
 * `ctp-lookup.properties`: new Patient IDs and names, and the shifts of dates by old Patient ID, and what becomes of the values
 * of cleaned elements. What is not in the table goes.
 */
export function lookupTable(crosswalk: Crosswalk | undefined, tables: ReadonlyMap<string, ValueTable>): LookupTable {
  const answers = new Map<string, string | undefined>()
  const set = (keyType: string, patient: string, answer: string): void => {
    const key = `${keyType}/${patient}`
    const clashes = answers.has(key) && answers.get(key) !== answer
    answers.set(key, clashes || answer.startsWith('@') ? undefined : answer)
  }
  for (const [old, made] of crosswalk?.patientIds ?? []) set(KEY_TYPES.patient, lookupKey(old), trimmed(made))
  for (const [old, made] of crosswalk?.patientNames ?? []) set(KEY_TYPES.name, lookupKey(old), trimmed(made))
  for (const [old, days] of crosswalk?.dayShifts ?? []) set(KEY_TYPES.dates, trimmed(old), String(days))
  for (const [keyType, table] of tables) for (const [key, answer] of table.answers) answers.set(`${keyType}/${key}`, answer)
  const lines = [...answers].flatMap(([key, answer]) => (answer === undefined ? [] : [`${escapeKey(key)}=${escapeValue(answer)}`]))
  return {
    lines: lines.sort(),
    has: (what, patient) => answers.get(`${KEY_TYPES[what]}/${what === 'dates' ? trimmed(patient) : lookupKey(patient)}`) !== undefined,
  }
}

const PATIENT_ID = '(0010,0020)'

/** The instances that CTP finds no patient for: how many Patient IDs have no entry, and how many files have no Patient ID. */
export interface Unsettled {
  readonly ids: number
  readonly files: number
  /** What is counted: the files of the script, or those of the collection, of which only some may be for the script. */
  readonly of: 'these' | 'collection'
  /** No file of the script has a Patient ID. */
  readonly none: boolean
}

/** What of the collection has no entry of a kind: patients with one ID between them, and those that nothing was applied for. */
export function unsettled(what: keyof typeof KEY_TYPES, input: TargetInput, table: LookupTable): Unsettled {
  const { inventory, plain, collection } = input
  const filesOf = (wanted: string): number => (collection ?? inventory).elements().find(({ path }) => path === wanted)?.files ?? 0
  let ids = 0
  for (const { value } of (plain ?? inventory).values(PATIENT_ID)) if (!table.has(what, value)) ids += 1
  return {
    ids,
    files: Math.max(0, filesOf('(0008,0018)') - filesOf(PATIENT_ID)),
    of: collection === undefined ? 'these' : 'collection',
    none: !inventory.elements().some(({ path }) => path === PATIENT_ID),
  }
}

/** Why something of a patient is emptied for want of an entry; undefined where every patient has one. */
export function unsettledWords({ ids, files, of, none }: Unsettled): string | undefined {
  const isOfCollection = of === 'collection'
  if (isOfCollection && none) return CTP.unsettled.noPatientIds
  const whose = [
    ...(ids === 0 ? [] : [CTP.unsettled.ids(ids, isOfCollection)]),
    ...(files === 0 ? [] : [CTP.unsettled.files(files, isOfCollection)]),
  ]
  return whose.length === 0 ? undefined : CTP.unsettled.emptied(whose)
}

/** The form of Java's properties: blanks, separators and everything outside ASCII are escaped. */
function escapeKey(text: string): string {
  return escapeProperties(text, /[\\ :=#!]|[^\x21-\x7e]/gu)
}

function escapeValue(text: string): string {
  return escapeProperties(text, /\\|^ |[^\x20-\x7e]/gu)
}

function escapeProperties(text: string, special: RegExp): string {
  return text.replace(special, (character) =>
    /^[\x20-\x7e]$/.test(character)
      ? `\\${character}`
      : Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  )
}
