import type { Crosswalk } from '../script-target.ts'
import { KEY_TYPES } from './print-action.ts'
import { lookupKey, trimmed, type ValueTable } from './value-table.ts'

export interface LookupTable {
  readonly lines: readonly string[]
  /** Patients that the table cannot hold, because CTP would take two of them for one or misread the new ID. */
  readonly patientsLeftOut: number
}

/**
 * `ctp-lookup.properties`: new Patient IDs and names, and the shifts of dates by old Patient ID, and what becomes of the values
 * of cleaned elements. What is not in the table goes.
 */
export function lookupTable(crosswalk: Crosswalk | undefined, tables: ReadonlyMap<string, ValueTable>): LookupTable {
  const answers = new Map<string, string | undefined>()
  const leftOut = new Set<string>()
  const set = (keyType: string, patient: string, answer: string): void => {
    const key = `${keyType}/${patient}`
    const clashes = answers.has(key) && answers.get(key) !== answer
    if (clashes || answer.startsWith('@')) leftOut.add(patient)
    answers.set(key, clashes || answer.startsWith('@') ? undefined : answer)
  }
  for (const [old, made] of crosswalk?.patientIds ?? []) set(KEY_TYPES.patient, lookupKey(old), trimmed(made))
  for (const [old, made] of crosswalk?.patientNames ?? []) set(KEY_TYPES.name, lookupKey(old), trimmed(made))
  for (const [old, days] of crosswalk?.dayShifts ?? []) set(KEY_TYPES.dates, trimmed(old), String(days))
  for (const [keyType, table] of tables) for (const [key, answer] of table.answers) answers.set(`${keyType}/${key}`, answer)
  const lines = [...answers].flatMap(([key, answer]) => (answer === undefined ? [] : [`${escapeKey(key)}=${escapeValue(answer)}`]))
  return { lines: lines.sort(), patientsLeftOut: leftOut.size }
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
