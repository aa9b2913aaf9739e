import type { ElementEvidence } from '../../contract/private-answers.ts'
import type { IdentifierKind } from '../../core/annotation/identifiers.ts'
import type { Rung } from '../../core/annotation/reach.ts'
import { PARTS } from './texts.ts'
import { joined } from '../state/words.ts'

const words = PARTS.evidence

export const RUNG_ORDER: readonly Rung[] = ['collection', 'scanner', 'patient', 'series']

/** The rungs of the ladder that are filled: from the coarsest within which the value stays the same. */
export function constantFrom({ constantIn }: Pick<ElementEvidence, 'constantIn'>): Rung | undefined {
  return RUNG_ORDER.find((rung) => constantIn[rung])
}

/** Whether the ladder is red: constant in a patient, and different between patients. */
export function followsPatient(evidence: Pick<ElementEvidence, 'follows' | 'constantIn'>): boolean {
  return evidence.follows === 'patient' && !evidence.constantIn.collection
}

/** The ladder in two words, as they stand in the grid. */
export function ladderWords(evidence: ElementEvidence): string {
  if (evidence.distinctValues === 0) return words.ladder.noValue
  if (followsPatient(evidence)) return words.ladder.followsPatient
  const rung = constantFrom(evidence)
  return rung === undefined ? words.ladder.insideSeries : words.ladder[rung]
}

export const OVERLAP_WORDS: Readonly<Record<IdentifierKind, string>> = words.identifiers

/** What the values look like, in one short verdict; never a decision. */
export function verdictWords(evidence: ElementEvidence): { readonly text: string; readonly tone: 'bad' | 'good' | 'dim' } {
  const [overlap] = evidence.overlaps
  if (overlap !== undefined) return { text: words.verdicts.overlaps(OVERLAP_WORDS[overlap.kind]), tone: 'bad' }
  if (followsPatient(evidence)) return { text: words.verdicts.identifier, tone: 'bad' }
  if (evidence.distinctValues === 0) return { text: words.verdicts.noValue, tone: 'dim' }
  if (evidence.kind === 'numeric' && (evidence.follows === 'acquisition' || evidence.constantIn.collection))
    return { text: words.verdicts.physics, tone: 'good' }
  if (evidence.kind === 'opaque') return { text: words.verdicts.opaque, tone: 'dim' }
  return { text: '', tone: 'dim' }
}

/** The values as far as a cell shows them: the span of numbers, else the commonest. */
export function valuesWords({ kind, range, distinctValues, examples }: ElementEvidence): string {
  if (distinctValues === 0) return ''
  if (kind === 'numeric' && range !== undefined && distinctValues > examples.length && examples.every((text) => !text.includes('\\')))
    return range[0] === range[1] ? String(range[0]) : `${range[0]} – ${range[1]}`
  if (examples.length === 0) return words.bytes
  return examples.join(' · ')
}

/** How the values are made, in words. */
export function shapeWords({ kind, range, shapes, distinctValues }: ElementEvidence): string {
  const looks: readonly (readonly [number | undefined, string])[] = [
    [shapes['name-like'], words.looks['name-like']],
    [shapes['date-like'], words.looks['date-like']],
    [shapes['uid-like'], words.looks['uid-like']],
    [shapes['free-text'], words.looks['free-text']],
  ]
  const made =
    kind === 'numeric'
      ? range === undefined || range[0] === range[1]
        ? words.made.numbers
        : words.made.numbersFrom(range[0], range[1])
      : kind === 'opaque'
        ? words.made.opaque
        : kind === 'none'
          ? words.made.none
          : words.made.text
  const told = looks.flatMap(([many, look]) =>
    many === undefined ? [] : [many === distinctValues ? words.allLook(look) : words.someLook(many, look)],
  )
  return joined([made, ...told])
}

/** `31 of 38 patients at the least`. */
export function sharedWords({ fewestPatients, patients }: ElementEvidence): string {
  if (patients === 0) return words.shared.noPatient
  if (patients === 1) return words.shared.onePatient
  return words.shared.atLeast(fewestPatients, patients)
}

/** What of the identifiers of the same patient is in the values. */
export function overlapWords({ overlaps, patientsSearched }: ElementEvidence): string {
  if (patientsSearched === 0) return words.overlaps.nothingToCompare
  if (overlaps.length === 0) return words.overlaps.none(patientsSearched)
  return joined(overlaps.map(({ kind, values, patients }) => words.overlaps.one(OVERLAP_WORDS[kind], values, patients)))
}
