import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KEYED_RANGE, keyedDays, parseDayShift } from '../../../src/core/deidentification/day-shift.ts'
import { parsePatientIds } from '../../../src/core/deidentification/patient-pattern.ts'
import { planPatients, type Patient, type PatientSources } from '../../../src/core/deidentification/plan-patients.ts'
import { patientKey } from '../../../src/core/inventory/instance-context.ts'
import { keyedBy } from './keyed-for-tests.ts'

const keyed = keyedBy('one secret')
const patient = (id: string, issuer = ''): Patient => ({ key: `${id}^${issuer}`, id })

function sources(patientId: string, dateShift: string, more: Partial<PatientSources> = {}): PatientSources {
  const ids = parsePatientIds(patientId)
  const days = parseDayShift(dateShift)
  if (ids === undefined || days === undefined) throw new Error('the test names settings that are none')
  return { ids, days, idFile: new Map(), dayFile: new Map(), numbers: new Map(), ...more }
}

function newIds(patients: readonly Patient[], from: PatientSources): Record<string, string | undefined> {
  const plans = planPatients(patients, from, keyed)
  if (!plans.ok) throw new Error(plans.failure.message)
  return Object.fromEntries([...plans.value.byKey.values()].map((plan) => [plan.key, plan.newId]))
}

describe('new Patient IDs', () => {
  it('are counted in the order of the old ones, whatever order the files come in', () => {
    expect(newIds([patient('C'), patient('A'), patient('B')], sources('SUBJ-{n:4}', 'none'))).toEqual({
      'A^': 'SUBJ-0001',
      'B^': 'SUBJ-0002',
      'C^': 'SUBJ-0003',
    })
  })

  it('stay with their patients when the collection grows', () => {
    const first = planPatients([patient('B')], sources('S{n}', 'none'), keyed)
    if (!first.ok) throw new Error(first.failure.message)
    expect(newIds([patient('A'), patient('B')], sources('S{n}', 'none', { numbers: first.value.numbers }))).toEqual({
      'A^': 'S2',
      'B^': 'S1',
    })
  })

  it('can be keyed: the same whoever else is in the collection', () => {
    const alone = newIds([patient('B')], sources('{key:8}', 'none'))
    const among = newIds([patient('A'), patient('B')], sources('{key:8}', 'none'))
    expect(alone['B^']).toMatch(/^[0-9A-Z]{8}$/)
    expect(among['B^']).toBe(alone['B^'])
  })

  it('tell the patients of two issuers apart', () => {
    const made = newIds([patient('1', 'HERE'), patient('1', 'THERE')], sources('{n}', 'none'))
    expect(new Set(Object.values(made)).size).toBe(2)
  })

  it('come from a mapping file, and are missing for whom it does not name', () => {
    expect(newIds([patient('A'), patient('B')], sources('map.csv', 'none', { idFile: new Map([['A', { id: 'X' }]]) }))).toEqual({
      'A^': 'X',
      'B^': undefined,
    })
  })

  it('come from the row of the issuer where there is one, otherwise from that of the Patient ID alone', () => {
    const idFile = new Map([
      ['1', { id: 'X' }],
      ['1^THERE', { id: 'Y', name: 'Why^Subject' }],
    ])
    const plans = planPatients([patient('1', 'HERE'), patient('1', 'THERE')], sources('map.csv', 'none', { idFile }), keyed)
    expect(plans).toMatchObject({ ok: true })
    if (!plans.ok) return
    expect(plans.value.byKey.get('1^HERE')).toMatchObject({ newId: 'X' })
    expect(plans.value.byKey.get('1^HERE')).not.toHaveProperty('newName')
    expect(plans.value.byKey.get('1^THERE')).toMatchObject({ newId: 'Y', newName: 'Why^Subject' })
  })

  it('come with names that fit into a Patient’s Name', () => {
    const planned = (name: string) =>
      planPatients([patient('A')], sources('map.csv', 'none', { idFile: new Map([['A', { id: 'X', name }]]) }), keyed)
    for (const good of ['Subject^One', 'Subject^One=主^体=', 'x'.repeat(64)]) expect(planned(good).ok).toBe(true)
    for (const bad of ['a\\b', 'x'.repeat(65), 'a=b=c=d', 'a\nb']) {
      expect(planned(bad)).toMatchObject({ ok: false, failure: { kind: 'bad-name' } })
    }
  })

  it('never let two patients become one', () => {
    const mapping = new Map([
      ['A', { id: 'X' }],
      ['B', { id: 'X' }],
    ])
    const plans = planPatients([patient('A'), patient('B')], sources('map.csv', 'none', { idFile: mapping }), keyed)
    expect(plans).toMatchObject({ ok: false, failure: { kind: 'collision', count: 2 } })
    const constant = planPatients(
      [patient('1', 'HERE'), patient('1', 'THERE')],
      sources('map.csv', 'none', { idFile: new Map([['1', { id: 'X' }]]) }),
      keyed,
    )
    expect(constant.ok).toBe(false)
  })

  it('must fit into a Patient ID', () => {
    for (const bad of ['', 'a\\b', 'x'.repeat(65), ' lead']) {
      const plans = planPatients([patient('A')], sources('map.csv', 'none', { idFile: new Map([['A', { id: bad }]]) }), keyed)
      expect(plans).toMatchObject({ ok: false, failure: { kind: 'bad-id' } })
    }
  })

  it('are no pattern with an unknown placeholder or a short key', () => {
    expect(['{name}', '{key:3}', '{n', '{n:4}\\'].map(parsePatientIds)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('folder names', () => {
  const byKey = (id: string, issuer = ''): Patient => ({ key: patientKey(id, issuer), id })
  const mapped = (ids: Readonly<Record<string, string>>): Map<string, { id: string }> =>
    new Map(Object.entries(ids).map(([old, id]) => [old, { id }]))

  /** Patients whose folder another one has on a system that takes no heed of case. */
  function taken(patients: readonly Patient[], from: PatientSources): readonly string[] {
    const plans = planPatients(patients, from, keyed)
    if (!plans.ok) throw new Error(plans.failure.message)
    return [...plans.value.byKey.values()].flatMap(({ key, folderTaken }) => (folderTaken === true ? [key] : []))
  }

  it('that differ in case only are taken for all but the first patient', () => {
    const idFile = mapped({ A: 'subj-a', B: 'SUBJ-A', C: 'Subj-A', D: 'SUBJ-B' })
    expect(
      taken(
        ['A', 'B', 'C', 'D'].map((id) => byKey(id)),
        sources('map.csv', 'none', { idFile }),
      ),
    ).toEqual(['B', 'C'])
  })

  it('are those of old IDs where nothing is mapped, or where the file does not name the patient', () => {
    expect(taken([byKey('a'), byKey('A')], sources('', 'none'))).toEqual(['a'])
    expect(taken([byKey('x'), byKey('B')], sources('map.csv', 'none', { idFile: mapped({ B: 'X' }) }))).toEqual(['x'])
  })

  it('stay with whom had them first when the collection grows, also while that patient is not in it', () => {
    const idFile = mapped({ A: 'subj', B: 'SUBJ' })
    const first = planPatients([byKey('B')], sources('map.csv', 'none', { idFile }), keyed)
    if (!first.ok) throw new Error(first.failure.message)
    const from = sources('map.csv', 'none', { idFile, numbers: first.value.numbers })
    expect(taken([byKey('A'), byKey('B')], from)).toEqual(['A'])
    expect(taken([byKey('A')], from)).toEqual(['A'])
  })

  it('are not taken by a patient without an ID', () => {
    expect(taken([byKey(''), byKey('', 'HERE')], sources('', 'none'))).toEqual([])
  })
})

describe('date shifts', () => {
  it('are one for each patient, within the range, never 0', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -500, max: 0 }), fc.integer({ min: 1, max: 500 }), (id, min, max) => {
        const days = keyedDays(keyed, id, min, max)
        expect(days).toBe(keyedDays(keyed, id, min, max))
        expect(days >= min && days <= max && days !== 0 && Number.isInteger(days)).toBe(true)
      }),
    )
  })

  it('reach both ends of the range', () => {
    const seen = new Set(Array.from({ length: 200 }, (_none, index) => keyedDays(keyed, `patient ${index}`, -1, 2)))
    expect([...seen].sort()).toEqual([-1, 1, 2])
  })

  it('go back one to ten years by key', () => {
    expect(parseDayShift('key')).toEqual({ by: 'key', ...KEYED_RANGE })
  })

  it('are no range that runs backwards or is only 0', () => {
    expect([parseDayShift('10..1'), parseDayShift('0..0')]).toEqual([undefined, undefined])
  })

  it('come from a file, and are missing for whom it does not name', () => {
    const plans = planPatients([patient('A'), patient('B')], sources('', 'shift.csv', { dayFile: new Map([['A', -7]]) }), keyed)
    expect(plans.ok && [...plans.value.byKey.values()].map((plan) => plan.days)).toEqual([-7, undefined])
  })
})
