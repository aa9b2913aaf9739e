import { BULK, TEXTUAL, type VR } from '../dicom/vr.ts'
import type { InstanceContext, InventoryValue } from '../inventory/inventory.ts'
import type { IdentifierKind } from './identifiers.ts'
import type { IdentityOverlap } from './identity-overlap.ts'
import { evidenceSentences } from './evidence-sentences.ts'
import type { ValueEvidence } from './found-evidence.ts'
import { measureReach } from './reach.ts'
import { shapeFlags, type ShapeFlag } from './value-flags.ts'

/** That some files of one context hold a value. */
export interface ValueFact {
  readonly value: InventoryValue
  readonly context: InstanceContext
  readonly files: number
}

/** Of each patient the search for that patient's own identifiers; undefined where nothing is known. */
export type OwnIdentifiers = (patient: string) => IdentityOverlap | undefined

/** Pairs of a value and a patient that are looked at; what is beyond says the same again. */
const MOST_PAIRS = 50_000
/** Bytes make short words by chance. */
const SHORTEST_IN_BYTES = 5
const NUMERIC: ReadonlySet<VR> = new Set<VR>(['DS', 'FD', 'FL', 'IS', 'SL', 'SS', 'SV', 'UL', 'US', 'UV', 'OD', 'OF', 'OL', 'OV'])

/**
 * The evidence that the values of one element give.
 * @param facts which values stand in which contexts; empty values say nothing
 * @param identifiers the search for the identifiers of one patient
 */
export function gatherEvidence(facts: readonly ValueFact[], identifiers: OwnIdentifiers): ValueEvidence {
  const told = facts.filter(({ value }) => value.form !== 'sequence' && (value.value.trim() !== '' || value.digest !== undefined))
  const distinct = new Map(told.map((fact) => [valueKey(fact.value), fact.value]))
  const values = [...distinct.values()]
  const found = {
    ...measureReach(told.map(({ value, context, files }) => ({ value: valueKey(value), context, files }))),
    kind: kindOf(values),
    distinctValues: values.length,
    ...rangeOf(values),
    examples: examplesOf(told),
    shapes: shapesOf(values),
    ...overlapsOf(told, identifiers),
  }
  return { ...found, sentences: evidenceSentences(found) }
}

function valueKey({ value, vr, form, digest, length }: InventoryValue): string {
  return form === 'digest' ? `${vr} ${length} ${digest ?? ''} ${value}` : `${form} ${value}`
}

function kindOf(values: readonly InventoryValue[]): ValueEvidence['kind'] {
  const vrs = new Set(values.map(({ vr }) => vr))
  if (vrs.size === 0) return 'none'
  if ([...vrs].some((vr) => BULK.has(vr))) return 'opaque'
  if ([...vrs].every((vr) => NUMERIC.has(vr))) return 'numeric'
  return [...vrs].every((vr) => TEXTUAL.has(vr)) && values.every(({ value }) => NUMBERS.test(value)) ? 'numeric' : 'text'
}

const NUMBERS = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*(?:\\\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*)*$/

function rangeOf(values: readonly InventoryValue[]): Pick<ValueEvidence, 'range'> {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { value, form } of values) {
    if (form !== 'text' || !NUMBERS.test(value)) return {}
    for (const part of value.split('\\')) {
      const number = Number(part)
      if (number < least) least = number
      if (number > greatest) greatest = number
    }
  }
  return Number.isFinite(least) && Number.isFinite(greatest) ? { range: [least, greatest] } : {}
}

const EXAMPLES = 4
const EXAMPLE_LENGTH = 60

function examplesOf(facts: readonly ValueFact[]): readonly string[] {
  const files = new Map<string, number>()
  for (const { value, files: more } of facts) if (value.value.trim() !== '') files.set(value.value, (files.get(value.value) ?? 0) + more)
  const commonest = [...files].sort((a, b) => b[1] - a[1]).slice(0, EXAMPLES)
  return commonest.map(([text]) => (text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH)}…` : text))
}

function shapesOf(values: readonly InventoryValue[]): Readonly<Partial<Record<ShapeFlag, number>>> {
  const counts: Partial<Record<ShapeFlag, number>> = {}
  for (const { value, vr } of values) for (const flag of shapeFlags(value, vr)) counts[flag] = (counts[flag] ?? 0) + 1
  return counts
}

function overlapsOf(facts: readonly ValueFact[], identifiers: OwnIdentifiers): Pick<ValueEvidence, 'overlaps' | 'patientsSearched'> {
  const searched = new Set<string>()
  const seen = new Set<string>()
  const byKind = new Map<IdentifierKind, { readonly values: Set<string>; readonly patients: Set<string> }>()
  for (const { value, context } of facts) {
    const pair = `${context.patient}\u0000${valueKey(value)}`
    if (context.patient === '' || seen.has(pair)) continue
    if (seen.size >= MOST_PAIRS) break
    seen.add(pair)
    const search = identifiers(context.patient)
    if (search === undefined) continue
    searched.add(context.patient)
    const kind = search(value.value, BULK.has(value.vr) ? SHORTEST_IN_BYTES : 0)
    if (kind === undefined) continue
    const found = byKind.get(kind) ?? { values: new Set(), patients: new Set() }
    found.values.add(valueKey(value))
    found.patients.add(context.patient)
    byKind.set(kind, found)
  }
  const overlaps = [...byKind].map(([kind, { values, patients }]) => ({ kind, values: values.size, patients: patients.size }))
  return { overlaps: overlaps.sort((a, b) => b.patients - a.patients), patientsSearched: searched.size }
}
