import type { ElementEvidence } from '../../contract/private-answers.ts'
import type { IdentifierKind } from '../../core/annotation/identifiers.ts'
import type { Rung } from '../../core/annotation/reach.ts'
import { count, counted } from '../state/words.ts'

export const RUNG_ORDER: readonly Rung[] = ['collection', 'scanner', 'patient', 'series']

/** The rungs of the ladder that are filled: from the coarsest within which the value stays the same. */
export function constantFrom({ constantIn }: Pick<ElementEvidence, 'constantIn'>): Rung | undefined {
  return RUNG_ORDER.find((rung) => constantIn[rung])
}

const WITHIN: Readonly<Record<Rung, string>> = {
  collection: 'constant',
  scanner: 'per scanner',
  patient: 'per patient',
  series: 'per series',
}

/** Whether the ladder is red: constant in a patient, and different between patients. */
export function followsPatient(evidence: Pick<ElementEvidence, 'follows' | 'constantIn'>): boolean {
  return evidence.follows === 'patient' && !evidence.constantIn.collection
}

/** The ladder in two words, as they stand in the grid. */
export function ladderWords(evidence: ElementEvidence): string {
  if (evidence.distinctValues === 0) return 'no value'
  if (followsPatient(evidence)) return 'follows patient'
  const rung = constantFrom(evidence)
  return rung === undefined ? 'inside series' : WITHIN[rung]
}

export const OVERLAP_WORDS: Readonly<Record<IdentifierKind, string>> = {
  name: 'name',
  id: 'ID',
  'birth-date': 'birth date',
  date: 'date',
  uid: 'UID',
  address: 'address',
  phone: 'phone number',
  institution: 'institution',
  device: 'device',
}

/** What the values look like, in one short verdict; never a decision. */
export function verdictWords(evidence: ElementEvidence): { readonly text: string; readonly tone: 'bad' | 'good' | 'dim' } {
  const [overlap] = evidence.overlaps
  if (overlap !== undefined) return { text: `overlaps ${OVERLAP_WORDS[overlap.kind]}`, tone: 'bad' }
  if (followsPatient(evidence)) return { text: 'looks like an identifier', tone: 'bad' }
  if (evidence.distinctValues === 0) return { text: 'no value', tone: 'dim' }
  if (evidence.kind === 'numeric' && (evidence.follows === 'acquisition' || evidence.constantIn.collection))
    return { text: 'looks like physics', tone: 'good' }
  if (evidence.kind === 'opaque') return { text: 'opaque', tone: 'dim' }
  return { text: '', tone: 'dim' }
}

/** The values as far as a cell shows them: the span of numbers, else the commonest. */
export function valuesWords({ kind, range, distinctValues, examples }: ElementEvidence): string {
  if (distinctValues === 0) return ''
  if (kind === 'numeric' && range !== undefined && distinctValues > examples.length && examples.every((text) => !text.includes('\\')))
    return range[0] === range[1] ? String(range[0]) : `${range[0]} – ${range[1]}`
  if (examples.length === 0) return 'bytes'
  return examples.join(' · ')
}

/** How the values are made, in words. */
export function shapeWords({ kind, range, shapes, distinctValues }: ElementEvidence): string {
  const looks: readonly (readonly [number | undefined, string])[] = [
    [shapes['name-like'], 'name-like'],
    [shapes['date-like'], 'date-like'],
    [shapes['uid-like'], 'UID-like'],
    [shapes['free-text'], 'free text'],
  ]
  const made =
    kind === 'numeric'
      ? range === undefined || range[0] === range[1]
        ? 'numbers'
        : `numbers, ${range[0]} to ${range[1]}`
      : kind === 'opaque'
        ? 'bytes'
        : kind === 'none'
          ? 'nothing'
          : 'text'
  const told = looks.flatMap(([many, word]) => (many === undefined ? [] : [`${many === distinctValues ? 'all' : count(many)} ${word}`]))
  return [made, ...told].join('; ')
}

/** `31 of 38 patients at the least`. */
export function sharedWords({ fewestPatients, patients }: ElementEvidence): string {
  if (patients === 0) return 'the files name no patient'
  if (patients === 1) return 'one patient only'
  return `${count(fewestPatients)} of ${count(patients)} patients at the least`
}

/** What of the identifiers of the same patient is in the values. */
export function overlapWords({ overlaps, patientsSearched }: ElementEvidence): string {
  if (patientsSearched === 0) return 'no identifier to compare with'
  if (overlaps.length === 0) return `none, ${counted(patientsSearched, 'patient')} searched`
  return overlaps
    .map(({ kind, values, patients }) => `${OVERLAP_WORDS[kind]}: ${counted(values, 'value')}, ${counted(patients, 'patient')}`)
    .join('; ')
}
