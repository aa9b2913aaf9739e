import type { InstanceContext } from '../inventory/inventory.ts'

/** How far the values of an element reach: what they stay the same within, and whom they follow. */
export interface Reach {
  readonly files: number
  readonly series: number
  readonly patients: number
  /** Whether there is one value only: in the whole collection, in each scanner, in each patient, in each series. */
  readonly constantIn: Readonly<Record<Rung, boolean>>
  /** The smallest number of patients who share a value; 0 where the files name no patient. */
  readonly fewestPatients: number
  /** Of patients with several series, the share in whom the value stays the same although others have another; 0 to 1. */
  readonly followsPatient: number
  /** The share of files whose value is found in several patients, where a patient has several; 0 to 1. */
  readonly followsAcquisition: number
  readonly follows: 'patient' | 'acquisition' | 'neither' | 'untold'
}

export const RUNGS = ['collection', 'scanner', 'patient', 'series'] as const
export type Rung = (typeof RUNGS)[number]

/** A value, by any name that tells it from others, in the files of one context. */
export interface ReachFact {
  readonly value: string
  readonly context: InstanceContext
  readonly files: number
}

export function measureReach(facts: readonly ReachFact[]): Reach {
  const scanner = ({ manufacturer, model, software }: InstanceContext): string => `${manufacturer}\u0000${model}\u0000${software}`
  const named = facts.filter(({ context }) => context.patient !== '')
  const byPatient = valuesBy(named, ({ patient }) => patient)
  const patientsOf = valuesTurned(byPatient)
  const sharing = [...patientsOf.values()].map((patients) => patients.size)
  const followsPatient = patientShare(named, byPatient)
  const followsAcquisition = acquisitionShare(named, byPatient, patientsOf)
  return {
    files: facts.reduce((sum, { files }) => sum + files, 0),
    series: new Set(facts.map(({ context }) => context.series).filter((series) => series !== '')).size,
    patients: byPatient.size,
    constantIn: {
      collection: isConstant(valuesBy(facts, () => '')),
      scanner: isConstant(valuesBy(facts, scanner)),
      patient: isConstant(byPatient),
      series: isConstant(valuesBy(facts, ({ series }) => series)),
    },
    fewestPatients: sharing.length === 0 ? 0 : sharing.reduce((least, count) => Math.min(least, count)),
    followsPatient,
    followsAcquisition,
    follows: verdict(named, byPatient, followsPatient, followsAcquisition),
  }
}

type Values = ReadonlyMap<string, ReadonlySet<string>>

function valuesBy(facts: readonly ReachFact[], of: (context: InstanceContext) => string): Values {
  const found = new Map<string, Set<string>>()
  for (const { value, context } of facts) {
    const key = of(context)
    const values = found.get(key)
    if (values === undefined) found.set(key, new Set([value]))
    else values.add(value)
  }
  return found
}

function valuesTurned(byPatient: Values): Values {
  const found = new Map<string, Set<string>>()
  for (const [patient, values] of byPatient) for (const value of values) found.set(value, (found.get(value) ?? new Set()).add(patient))
  return found
}

function isConstant(groups: Values): boolean {
  return groups.size > 0 && [...groups.values()].every((values) => values.size === 1)
}

/** Patients with several series: only in them the patient can be told from the acquisition. */
function patientsWithSeveral(facts: readonly ReachFact[]): ReadonlySet<string> {
  const seriesOf = new Map<string, Set<string>>()
  for (const { context } of facts) {
    const key = context.patient
    seriesOf.set(key, (seriesOf.get(key) ?? new Set()).add(context.series))
  }
  return new Set([...seriesOf].filter(([, series]) => series.size > 1).map(([patient]) => patient))
}

function patientShare(facts: readonly ReachFact[], byPatient: Values): number {
  const several = patientsWithSeveral(facts)
  if (several.size === 0 || byPatient.size < 2) return 0
  const steady = [...several].filter((patient) => byPatient.get(patient)?.size === 1).length / several.size
  return steady * (1 - chanceOfSharing(byPatient))
}

/** How likely two patients, taken at random, have all their values in common. */
function chanceOfSharing(byPatient: Values): number {
  const alike = new Map<string, number>()
  for (const values of byPatient.values()) {
    const key = [...values].sort().join('\u0000')
    alike.set(key, (alike.get(key) ?? 0) + 1)
  }
  const patients = byPatient.size
  const pairs = [...alike.values()].reduce((sum, count) => sum + count * (count - 1), 0)
  return pairs / (patients * (patients - 1))
}

function acquisitionShare(facts: readonly ReachFact[], byPatient: Values, patientsOf: Values): number {
  if (byPatient.size < 2 || patientsOf.size < 2) return 0
  const varying = [...byPatient.values()].some((values) => values.size > 1)
  if (!varying) return 0
  const all = facts.reduce((sum, { files }) => sum + files, 0)
  const shared = facts.reduce((sum, { value, files }) => sum + ((patientsOf.get(value)?.size ?? 0) > 1 ? files : 0), 0)
  return all === 0 ? 0 : shared / all
}

const MOSTLY = 0.8
const HALF = 0.5

function verdict(facts: readonly ReachFact[], byPatient: Values, patient: number, acquisition: number): Reach['follows'] {
  if (byPatient.size < 2 || patientsWithSeveral(facts).size === 0) return 'untold'
  if (patient >= MOSTLY) return 'patient'
  return acquisition >= HALF ? 'acquisition' : 'neither'
}
