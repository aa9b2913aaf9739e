import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declarationsOn, type DeclaredInSeries } from '../../../src/core/annotation/declared.ts'
import { gatherEvidence, type OwnIdentifiers, type ValueFact } from '../../../src/core/annotation/evidence.ts'
import { identityOverlap } from '../../../src/core/annotation/identity-overlap.ts'
import { RUNGS } from '../../../src/core/annotation/reach.ts'
import { parsePath, type ElementPath } from '../../../src/core/dicom/attribute-path.ts'
import type { VR } from '../../../src/core/dicom/vr.ts'

/** A value in a series of a patient on a scanner: `['80', 'P1', 'S1']`. */
type Said = readonly [value: string, patient: string, series: string, scanner?: string, files?: number]

function facts(said: readonly Said[], vr: VR = 'LO'): readonly ValueFact[] {
  return said.map(([value, patient, series, scanner = 'A', files = 1]) => ({
    value: { vr, form: vr === 'OB' ? 'digest' : 'text', value, length: value.length, files: 0, series: 0, patients: 0 },
    context: { patient, study: patient, series, modality: 'MR', sopClass: '1.2', manufacturer: 'ACME', model: scanner, software: '1' },
    files,
  }))
}
const NOBODY: OwnIdentifiers = () => undefined
const of = (said: readonly Said[], vr?: VR) => gatherEvidence(facts(said, vr), NOBODY)

const NAMES: readonly Said[] = [
  ['anna', 'P1', 'S1'],
  ['anna', 'P1', 'S2'],
  ['bert', 'P2', 'S3'],
  ['bert', 'P2', 'S4'],
  ['cleo', 'P3', 'S5'],
]
const B_VALUES: readonly Said[] = ['P1', 'P2', 'P3'].flatMap((patient) =>
  ['0', '800'].flatMap((value): readonly Said[] => [
    [value, patient, `${patient}a`],
    [value, patient, `${patient}b`],
  ]),
)

describe('whom a value follows', () => {
  it('constant within patients and different between them follows the patient', () => {
    expect(of(NAMES)).toMatchObject({ follows: 'patient', followsPatient: 1, fewestPatients: 1 })
  })
  it('varying within patients and coming again in others follows the acquisition', () => {
    expect(of(B_VALUES)).toMatchObject({ follows: 'acquisition', followsAcquisition: 1, followsPatient: 0, fewestPatients: 3 })
  })
  it('different in every series of every patient follows neither', () => {
    expect(
      of([
        ['1', 'P1', 'S1'],
        ['2', 'P1', 'S2'],
        ['3', 'P2', 'S3'],
        ['4', 'P2', 'S4'],
      ]).follows,
    ).toBe('neither')
  })
  it('cannot be told from one patient, nor from patients with one series each', () => {
    expect(
      of([
        ['1', 'P1', 'S1'],
        ['1', 'P1', 'S2'],
      ]).follows,
    ).toBe('untold')
    expect(
      of([
        ['1', 'P1', 'S1'],
        ['2', 'P2', 'S2'],
      ]).follows,
    ).toBe('untold')
  })
  it('is never the patient where all patients share the one value', () => {
    expect(
      of([
        ['x', 'P1', 'S1'],
        ['x', 'P1', 'S2'],
        ['x', 'P2', 'S3'],
        ['x', 'P2', 'S4'],
      ]),
    ).toMatchObject({ follows: 'neither', followsPatient: 0 })
  })
})

describe('what a value is constant within', () => {
  const constantIn = (said: readonly Said[]): readonly string[] => RUNGS.filter((rung) => of(said).constantIn[rung])
  it.each([
    [
      'the whole collection',
      [
        ['x', 'P1', 'S1'],
        ['x', 'P2', 'S2', 'B'],
      ],
      ['collection', 'scanner', 'patient', 'series'],
    ],
    [
      'each scanner',
      [
        ['x', 'P1', 'S1'],
        ['x', 'P2', 'S2'],
        ['y', 'P1', 'S3', 'B'],
      ],
      ['scanner', 'series'],
    ],
    [
      'each patient',
      [
        ['x', 'P1', 'S1'],
        ['y', 'P2', 'S2'],
      ],
      ['patient', 'series'],
    ],
    [
      'each series',
      [
        ['x', 'P1', 'S1'],
        ['y', 'P1', 'S2'],
      ],
      ['series'],
    ],
    [
      'nothing',
      [
        ['x', 'P1', 'S1'],
        ['y', 'P1', 'S1'],
      ],
      [],
    ],
  ] as const)('%s', (_what, said, rungs) => void expect(constantIn(said)).toEqual(rungs))

  it('the whole collection is constant in every part of it', () => {
    const said = fc.tuple(
      fc.constantFrom('x', 'y'),
      fc.constantFrom('P1', 'P2'),
      fc.constantFrom('S1', 'S2', 'S3'),
      fc.constantFrom('A', 'B'),
    )
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 12 }), (all) => {
        const { constantIn: found, fewestPatients, patients, followsPatient, followsAcquisition } = of(all)
        if (found.collection) expect(Object.values(found)).toEqual([true, true, true, true])
        expect(fewestPatients).toBeLessThanOrEqual(patients)
        for (const share of [followsPatient, followsAcquisition]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

describe('what a value overlaps', () => {
  const own: OwnIdentifiers = (patient) =>
    identityOverlap(
      patient === 'P1'
        ? [
            { token: 'OYELARAN^RUTH', kind: 'name' },
            { token: '20240131', kind: 'date' },
            { token: 'SN-45203', kind: 'device' },
          ]
        : [{ token: 'TRELAWNEY^SYBILL', kind: 'name' }],
      true,
    )
  const overlaps = (said: readonly Said[]) => gatherEvidence(facts(said), own).overlaps

  it('the name of the patient in whose files it stands, and no one else', () => {
    expect(overlaps([['scan of Oyelaran', 'P1', 'S1']])).toEqual([{ kind: 'name', values: 1, patients: 1 }])
    expect(overlaps([['scan of Oyelaran', 'P2', 'S2']])).toEqual([])
  })
  it.each(['31.01.2024', '2024-01-31', '01/31/2024', '20240131'])('a date of the patient, spelled %s', (text) => {
    expect(overlaps([[text, 'P1', 'S1']])).toEqual([{ kind: 'date', values: 1, patients: 1 }])
  })
  it('the serial number of the device', () => {
    expect(overlaps([['coil of SN-45203', 'P1', 'S1']])[0]?.kind).toBe('device')
  })
  it('is said in a sentence, first of all, with the number of patients searched', () => {
    expect(
      gatherEvidence(
        facts([
          ['Oyelaran', 'P1', 'S1'],
          ['7', 'P2', 'S2'],
        ]),
        own,
      ),
    ).toMatchObject({ patientsSearched: 2 })
    expect(gatherEvidence(facts([['Oyelaran', 'P1', 'S1']]), own).sentences[0]).toBe(
      '1 value overlaps a name of the same patient, in 1 patient.',
    )
  })
})

describe('what a value is', () => {
  it('numbers have a range', () => {
    expect(
      of(
        [
          ['-1.5\\20', 'P1', 'S1'],
          ['3e2', 'P1', 'S2'],
        ],
        'DS',
      ),
    ).toMatchObject({ kind: 'numeric', range: [-1.5, 300] })
    expect(of([['12', 'P1', 'S1']], 'LO').kind).toBe('numeric')
    expect(of([['12a', 'P1', 'S1']], 'LO')).toMatchObject({ kind: 'text' })
  })
  it('bytes are opaque, and nothing is nothing', () => {
    expect(of([['abc', 'P1', 'S1']], 'OB').kind).toBe('opaque')
    expect(of([['  ', 'P1', 'S1']])).toMatchObject({ kind: 'none', distinctValues: 0, sentences: ['No file has a value in it.'] })
  })
  it('shapes are counted', () => {
    expect(
      of([
        ['2024-01-31', 'P1', 'S1'],
        ['Dr. Miller', 'P1', 'S2'],
        ['x', 'P1', 'S3'],
      ]).shapes,
    ).toMatchObject({ 'date-like': 1, 'name-like': 1 })
  })
  it('sharing is not praised where it may name staff', () => {
    const shared = ['P1', 'P2'].flatMap((patient): readonly Said[] => [
      ['Ward 3', patient, `${patient}a`],
      ['Ward 4', patient, `${patient}b`],
    ])
    expect(of(shared).sentences.join(' ')).toContain('That says nothing where it names staff or an institution.')
  })
})

describe('what files declare of their private elements in (0008,0300)', () => {
  const path = (text: string): ElementPath => {
    const parsed = parsePath(text)
    if (parsed?.kind !== 'element') throw new Error('no element')
    return parsed
  }
  const series = (change: Partial<DeclaredInSeries>): DeclaredInSeries => ({
    groups: ['25'], // 0019
    creators: ['ACME 1.1'],
    statuses: ['SAFE'],
    nonidentifying: [],
    identifying: [],
    actions: [],
    ...change,
  })
  const words = (text: string, ...all: readonly DeclaredInSeries[]) => declarationsOn(path(text), all).map(({ word }) => word)

  it('a block that is SAFE', () => {
    expect(words('(0019,"acme 1.1",0C)', series({}))).toEqual(['SAFE'])
    expect(words('(0019,"OTHER",0C)', series({}))).toEqual([])
  })
  it('elements that do not identify, and a recommended action', () => {
    const mixed = series({ statuses: ['MIXED'], nonidentifying: ['12\\13'], identifying: ['16'], actions: ['Z'] })
    expect(words('(0019,"ACME 1.1",0C)', mixed)).toEqual(['nonidentifying'])
    expect(words('(0019,"ACME 1.1",10)', mixed)).toEqual(['Z'])
    expect(words('(0019,"ACME 1.1",0E)', mixed)).toEqual([])
  })
  it('nothing is taken from items that cannot be told apart', () => {
    const several = series({ creators: ['ACME 1.1', 'OTHER'], statuses: ['SAFE', 'UNSAFE'], nonidentifying: ['12'] })
    expect(words('(0019,"ACME 1.1",0C)', several)).toEqual([])
    expect(words('(0019,"ACME 1.1",0C)', series({ creators: ['ACME 1.1', 'OTHER'] }))).toEqual(['SAFE'])
    expect(words('(0021,"ACME 1.1",0C)', series({ statuses: ['MIXED'], nonidentifying: ['12'] }))).toEqual([])
  })
})
