import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../../src/core/annotation/annotate.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'
import { compile } from '../../../src/core/script/compile.ts'
import { ctpTarget } from '../../../src/core/script/ctp/ctp-target.ts'
import { dicomEditTarget } from '../../../src/core/script/dicomedit/dicomedit-target.ts'
import { ctpRun, dicomEditRun, simulate, type Simulated } from '../../../src/core/script/simulate/index.ts'
import type { Crosswalk } from '../../../src/core/script/script-target.ts'
import { inventoryOf, type SmallElement } from '../../fixtures/small-inventory.ts'
import { entriesOf, profileWith, type SmallDecision } from './compiling.ts'
import { instanceOf } from './ctp/small-instance.ts'
import { exportedFor } from './exporting-for.ts'
import { choosing, decided, picker, tree } from './random-decisions.ts'
import { runs } from './runs.ts'

type Target = 'ctp' | 'dicomedit'

/** What an engine does with a script: one of somebody's own, or the one that these decisions make. */
function simulated(
  target: Target,
  elements: readonly SmallElement[],
  decisions: readonly SmallDecision[],
  own?: string,
  crosswalk?: Crosswalk,
): Simulated {
  const profile = profileWith([], { patientId: 'S-{n:3}' })
  const inventory = inventoryOf(elements)
  const table = decisionTable(entriesOf(decisions))
  const { operations } = compile({ inventory, annotations: annotate(inventory, profile), decisions: table, profile })
  const { texts } = exportedFor(target === 'ctp' ? ctpTarget : dicomEditTarget, elements, decisions, {
    profile,
    ...(crosswalk === undefined ? {} : { crosswalk }),
  })
  const script = own ?? texts.get(target === 'ctp' ? 'ctp-anonymizer.script' : 'dicomedit.das') ?? ''
  const run =
    target === 'ctp' ? ctpRun(script, texts.get('PrivateTagDictionary.xml'), texts.get('ctp-lookup.properties')) : dicomEditRun(script)
  if (!run.ok) throw new Error(run.failure.message)
  return simulate({ inventory, operations, decisions: table, run: run.value })
}

const PEOPLE: readonly SmallElement[] = [
  { path: '(0010,0010)', vr: 'PN', values: ['DOE^JANE', 'ROE^ANN'] },
  { path: '(0008,1140)', vr: 'SQ' },
  { path: '(0008,1140)[*](0010,0010)', vr: 'PN', values: ['DOE^JANE'] },
]
const GO: readonly SmallDecision[] = [
  { path: '(0010,0010)', is: 'delete' },
  { path: '(0008,1140)', is: 'retain' },
  { path: '(0008,1140)[*](0010,0010)', is: 'delete' },
]

describe('a script that looks like what was decided', () => {
  it('is found out in CTP, which keeps what is in a kept Sequence', () => {
    const script = '<script><e en="T" t="00100010" n="">@remove()</e><e en="T" t="00081140" n="">@keep()</e></script>'
    const { differences } = simulated('ctp', PEOPLE, GO, script)
    expect(differences).toMatchObject([
      { path: '(0008,1140)[*](0010,0010)', simulated: 'kept', weaker: true },
      { path: '(0010,0010)', simulated: 'removed', weaker: false },
    ])
  })

  it('is found out in DicomEdit, which deletes a plain tag at the root only', () => {
    const { differences } = simulated('dicomedit', PEOPLE, GO, 'version "6.3"\n- (0010,0010)\n')
    expect(differences.filter(({ weaker }) => weaker)).toMatchObject([
      { path: '(0008,1140)[*](0010,0010)', decision: 'delete', simulated: 'kept' },
    ])
  })

  it('that stops counts the instances that it does not write', () => {
    const { instances, refused } = simulated('dicomedit', PEOPLE, GO, 'version "6.6"\nreject["no"]\n')
    expect(instances).toBeGreaterThan(0)
    expect(refused).toBe(instances)
  })
})

const PATIENT: readonly SmallElement[] = [
  { path: '(0008,0017)', vr: 'UI', values: ['1.2.3'] },
  { path: '(0008,0020)', vr: 'DA', values: ['20200110'] },
  { path: '(0010,0020)', vr: 'LO', values: ['P1'], writtenAsUnknown: true },
]
const MOVED: readonly SmallDecision[] = [
  { path: '(0008,0017)', is: 'retain:remap-uid' },
  { path: '(0008,0020)', is: 'retain:shift-date' },
  { path: '(0010,0020)', is: 'retain:map-patient' },
]

describe('a difference between files of different encodings', () => {
  const whyOf = (path: string, elements: readonly SmallElement[]): string | undefined =>
    simulated('ctp', elements, MOVED, undefined, {
      patientIds: new Map([['P1', 'S-001']]),
      dayShifts: new Map([['P1', -10]]),
    }).differences.find((one) => one.path === path)?.why
  it('is said to be one of the files that write elements as UN', () => {
    expect(whyOf('(0008,0020)', PATIENT)).toMatch(/^stricter: .*emptied, in files that write elements as UN$/)
    expect(whyOf('(0010,0020)', PATIENT)).toMatch(/^stricter: .*removed, in files that write elements as UN$/)
    const known = PATIENT.map((one) => ({ ...one, writtenAsUnknown: false }))
    expect(known.map(({ path }) => whyOf(path, known))).toEqual([undefined, undefined, undefined])
  })
  it('is said to be one of files in Implicit VR', () => {
    const syntaxes = (...values: readonly string[]): readonly SmallElement[] => [...PATIENT, { path: '(0002,0010)', vr: 'UI', values }]
    expect(whyOf('(0008,0017)', syntaxes('1.2.840.10008.1.2', '1.2.840.10008.1.2.1'))).toMatch(/removed, in files in Implicit VR$/)
    expect(whyOf('(0008,0017)', syntaxes('1.2.840.10008.1.2.1'))).toBeUndefined()
  })
})

describe.each(['ctp', 'dicomedit'] as const)('the exported script for %s, simulated', (target) => {
  it('does nothing otherwise than decided but what expressibility names, and leaves nothing but what it names as weaker', () => {
    fc.assert(
      fc.property(tree, choosing, (small, numbers) => {
        const pick = picker(numbers)
        const { elements } = instanceOf(small)
        const decisions = elements.flatMap((element) => decided(element, pick))
        const { rows } = exportedFor(target === 'ctp' ? ctpTarget : dicomEditTarget, elements, decisions, {
          profile: profileWith([], { patientId: 'S-{n:3}' }),
        })
        const named = new Set(rows.filter(({ expressed }) => expressed === 'no').map(({ path }) => path))
        const weaker = simulated(target, elements, decisions).differences.filter((one) => one.weaker && !named.has(one.path))
        expect(weaker).toEqual([])
        const unsaid = simulated(target, elements, decisions).differences.filter(({ path }) =>
          rows.some((row) => row.path === path && row.expressed === 'yes'),
        )
        expect(unsaid).toEqual([])
      }),
      runs(150),
    )
  })
})
