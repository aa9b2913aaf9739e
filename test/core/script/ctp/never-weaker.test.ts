import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capAge } from '../../../../src/core/confidentiality/age-cap.ts'
import type { VR } from '../../../../src/core/dicom/vr.ts'
import type { SmallElement } from '../../../fixtures/small-inventory.ts'
import { profileWith, type SmallDecision } from '../compiling.ts'
import { runCtp, type CtpElement, type CtpFiles } from './ctp-engine.ts'
import { exported, type Exported } from './exporting.ts'
import { byPath, instanceOf, type SmallInstance, type SmallNode, type SmallTree } from './small-instance.ts'
import { runs } from '../runs.ts'

const LEAVES: readonly (readonly [SmallNode['what'], VR])[] = [
  [0x00080005, 'CS'],
  [0x00080018, 'UI'],
  [0x00080020, 'DA'],
  [0x00080030, 'TM'],
  [0x0008002a, 'DT'],
  [0x00080058, 'UI'],
  [0x00080120, 'UR'],
  [0x00080119, 'UC'],
  [0x00080017, 'UI'],
  [0x00102162, 'UC'],
  [0x00120041, 'LO'],
  [0x0040b034, 'DT'],
  [0x00000010, 'LO'],
  [0x00080000, 'UL'],
  [0xfffcfffc, 'OB'],
  [0x7fe00020, 'OB'],
  [0x00280301, 'CS'],
  [0x00100010, 'PN'],
  [0x00100020, 'LO'],
  [0x00101010, 'AS'],
  [0x00120063, 'LO'],
  [0x00181030, 'LO'],
  [0x00280010, 'US'],
  [0x00280303, 'CS'],
  [0x60003000, 'OW'],
  [0x7fe00010, 'OW'],
  [[0x0019, 'ACME', 1], 'LO'],
  [[0x0019, 'ACME', 2], 'DA'],
  [[0x0019, 'OTHER [X]', 1], 'LO'],
  [[0x0009, 'ACME', 9], 'LO'],
  [[0x7fe1, 'ACME', 1], 'LO'],
  [[0x7fe1, 'OTHER', 1], 'LO'],
]
const SEQUENCES: readonly SmallNode['what'][] = [
  0x00120064,
  0x00081140,
  0x00400275,
  0x00289132,
  0x0018982a,
  0x00080400,
  [0x0019, 'ACME', 5],
]

const { tree } = fc.letrec<{ tree: SmallTree }>((tie) => ({
  tree: fc.record({
    nodes: fc.array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc
            .tuple(
              fc.constantFrom(...LEAVES),
              fc.constantFrom('plain', 'plain', 'odd', 'several'),
              fc.constantFrom(false, false, false, true),
            )
            .map(([[what, vr], shape, unknown]): SmallNode => ({ what, vr, shape, unknown })),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.constantFrom(...SEQUENCES), fc.oneof({ maxDepth: 2 }, fc.constant({ nodes: [] }), tie('tree')))
            .map(([what, inside]): SmallNode => ({ what, vr: 'SQ', inside })),
        },
      ),
      { minLength: 1, maxLength: 8 },
    ),
  }),
}))

const CHOICES: Readonly<Partial<Record<VR, readonly string[]>>> = {
  SQ: ['retain', 'retain', 'retain', 'delete', 'delete:empty', 'delete:dummy', 'review'],
  UI: ['retain', 'retain:remap-uid', 'delete', 'delete:dummy'],
  DA: ['retain', 'retain:shift-date', 'retain:shift-date', 'delete', 'delete:dummy', 'retain:clean'],
  DT: ['retain', 'retain:shift-date', 'retain:shift-date', 'delete', 'retain:clean'],
  TM: ['retain', 'retain:shift-date', 'retain:shift-date', 'delete:remove'],
  AS: ['retain', 'retain', 'retain:clean', 'delete'],
  PN: ['retain', 'retain:map-patient', 'retain:replace=NOBODY', 'delete'],
}
const ANY = [
  'retain',
  'retain:clean',
  'retain:replace=A {B} "C" \\ @D [E',
  'retain:replace=A {B',
  'delete',
  'delete:empty',
  'delete:dummy',
  'delete:remove',
  'review',
]

/** Numbers that choose a decision for each path, and for each value of a cleaned one. */
const choosing = fc.infiniteStream(fc.nat({ max: 1000 }))
type Pick = <T>(of: readonly T[]) => T
const picker =
  (numbers: fc.Stream<number>): Pick =>
  <T>(of: readonly T[]): T =>
    of[(numbers.next().value ?? 0) % of.length] as T

function decided({ path, vr, values }: SmallElement, pick: Pick, scope: SmallDecision['scope'] = {}): readonly SmallDecision[] {
  const isCreator = path.endsWith('")')
  if (isCreator && pick([0, 1, 2]) > 0) return []
  const is = pick(CHOICES[(typeof vr === 'string' ? vr : vr?.[0]) ?? 'LO'] ?? ANY)
  const single =
    is !== 'retain:clean' && is !== 'retain:shift-date'
      ? []
      : (values ?? []).map((value) => ({ path, value: String(value), is: pick(['retain', 'delete', 'retain:replace=OTHER']) }))
  return [{ path, is, scope }, ...single]
}

const settings = fc.record({
  emptiedCreators: fc.constantFrom('drop' as const, 'keep' as const),
  unlisted: fc.constantFrom('by-kind' as const, 'delete' as const),
})
const CROSSWALK = { patientIds: new Map([['SECRET0X', 'S-001']]), dayShifts: new Map([['SECRET0X', -100]]) }

/** Explicit and Implicit VR. */
const SYNTAXES = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2']

/** Runs a script over an instance in each syntax and holds what is left against the Operations of its manufacturer. */
function hold(instance: SmallInstance, files: CtpFiles, of: Exported, manufacturer: string): void {
  for (const transferSyntax of SYNTAXES) {
    const after = byPath(runCtp(files, { ...instance.dataSet, transferSyntax }))
    holdOutput(instance, after, of, manufacturer)
  }
}

function holdOutput(
  instance: SmallInstance,
  after: ReadonlyMap<string, CtpElement>,
  { operations, rows }: Exported,
  manufacturer: string,
): void {
  const before = byPath(instance.dataSet)
  const said = new Map(rows.map((row) => [row.path, row]))
  const left = new Set([...after.values()].flatMap((element) => (element.items === undefined ? element.value.split('\\') : [])))
  for (const [path, element] of before) {
    if (element.items !== undefined || path === '(0008,0005)') continue
    // A number of bytes, which nobody is identified by.
    if (path.endsWith(',0000)')) continue
    const own = operations.filter(
      ({ path: of, when, do: how }) => of === path && how !== 'add' && (when.manufacturer ?? manufacturer) === manufacturer,
    )
    const first = own.find(({ when }) => when.sopClasses === undefined)
    const row = said.get(path)
    const token = /SECRET\d+X/.exec(element.value)?.[0]
    const shows = (value: string): boolean => (token === undefined ? element.value.split('\\').includes(value) : value.includes(token))
    const survives = path.endsWith('")') ? after.has(path) : [...left].some(shows)
    // The creator of an emptied block may stay where a Retain of it was decided.
    const isRetained = path.endsWith('")') && row?.decision.startsWith('retain') === true && !/delete|review/.test(row.decision)
    const vr = instance.elements.find((one) => one.path === path)?.vr
    // Times stay when dates move, and what is no time does not.
    const isTime = vr === 'TM' && first?.do === 'shift-date' && /^[\d\\]*$/.test(element.value)
    // An age of 90 years and more never stays.
    const isOld = vr === 'AS' && capAge(element.value) !== undefined
    if (isOld && row?.expressed !== 'no') expect(survives, `an age: ${path}`).toBe(false)
    const keeps =
      isRetained ||
      isTime ||
      first?.do === 'keep' ||
      first?.values?.some((value) => value.do === 'keep' && value.value === element.value) === true
    const told = `${path} ${first?.do ?? 'gone'} ${JSON.stringify(row)}`
    if (survives && row?.expressed !== 'no') expect(keeps, `survives: ${told}`).toBe(true)
    if (row?.expressed !== 'yes' || path === '(0012,0063)') continue
    if (first?.do === 'keep' && !isOld) expect(after.get(path)?.value.startsWith(element.value), `lost: ${told}`).toBe(true)
    if (first?.do === 'empty') expect(after.get(path)?.value, `not emptied: ${told}`).toBe('')
    if (first?.do === 'remove' && !isRetained) expect(after.has(path), `not removed: ${told}`).toBe(false)
  }
  for (const path of after.keys()) expect(path, 'an orphan').not.toContain('"?"')
}

describe('the exported CTP script, as CTP runs it', () => {
  it('keeps nothing that is removed or changed, unless expressibility says so, and does what it says is expressed', () => {
    fc.assert(
      fc.property(tree, choosing, settings, (small, numbers, set) => {
        const instance = instanceOf(small)
        const pick = picker(numbers)
        const result = exported(
          instance.elements,
          instance.elements.flatMap((element) => decided(element, pick)),
          { profile: profileWith([], { ...set, patientId: 'S-{n:3}' }), crosswalk: CROSSWALK },
        )
        hold(instance, result, result, 'ACME')
      }),
      runs(300),
    )
  })

  it('is never weaker for any manufacturer, in one script for all or in one for each', () => {
    fc.assert(
      fc.property(tree, tree, choosing, settings, fc.boolean(), (one, other, numbers, set, perManufacturer) => {
        const pick = picker(numbers)
        const instances = [
          { manufacturer: 'GE', instance: instanceOf(one) },
          { manufacturer: 'PICKER', instance: instanceOf(other) },
        ]
        const elements = merged(instances)
        const decisions = elements.flatMap((element) => [
          ...decided(element, pick, pick([{}, {}, { manufacturer: 'GE' }])),
          ...(pick([0, 1]) === 0 ? [] : decided(element, pick, { manufacturer: 'PICKER' })),
        ])
        const result = exported(elements, decisions, {
          profile: profileWith([], { ...set, patientId: 'S-{n:3}' }),
          crosswalk: CROSSWALK,
          ...(perManufacturer ? { per: 'manufacturer' as const } : {}),
        })
        for (const { manufacturer, instance } of instances) {
          const script = result.texts.get(perManufacturer ? `ctp-anonymizer.${manufacturer}.script` : 'ctp-anonymizer.script')
          if (script !== undefined) hold(instance, { ...result, script }, result, manufacturer)
        }
      }),
      runs(300),
    )
  })
})

/** One inventory of instances of several manufacturers. */
function merged(instances: readonly { readonly manufacturer: string; readonly instance: SmallInstance }[]): readonly SmallElement[] {
  const byName = new Map<string, SmallElement & { equipment: { manufacturer: string }[] }>()
  for (const { manufacturer, instance } of instances)
    for (const element of instance.elements) {
      const known = byName.get(element.path)
      const values = [...new Set([...(known?.values ?? []), ...(element.values ?? [])])]
      const writtenAsUnknown = element.writtenAsUnknown === true || known?.writtenAsUnknown === true
      byName.set(element.path, { ...element, values, writtenAsUnknown, equipment: [...(known?.equipment ?? []), { manufacturer }] })
    }
  return [...byName.values()]
}
