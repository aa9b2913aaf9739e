import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VR } from '../../../../src/core/dicom/vr.ts'
import { profileWith } from '../compiling.ts'
import { runCtp } from './ctp-engine.ts'
import { exported } from './exporting.ts'
import { byPath, instanceOf, type SmallNode, type SmallTree } from './small-instance.ts'

const LEAVES: readonly (readonly [SmallNode['what'], VR])[] = [
  [0x00080005, 'CS'],
  [0x00080018, 'UI'],
  [0x00080020, 'DA'],
  [0x00080058, 'UI'],
  [0x00100010, 'PN'],
  [0x00100020, 'LO'],
  [0x00101010, 'AS'],
  [0x00120063, 'LO'],
  [0x00181030, 'LO'],
  [0x00280010, 'US'],
  [0x00280303, 'CS'],
  [0x60003000, 'OW'],
  [0x7fe00010, 'OW'],
  [0x00190010, 'LO'],
  [[0x0019, 'ACME', 1], 'LO'],
  [[0x0019, 'ACME', 2], 'DA'],
  [[0x0019, 'OTHER [X]', 1], 'LO'],
  [[0x0009, 'ACME', 9], 'LO'],
  [[0x7fe1, 'ACME', 1], 'LO'],
  [[0x7fe1, 'OTHER', 1], 'LO'],
]
const SEQUENCES: readonly SmallNode['what'][] = [0x00120064, 0x00081140, 0x00400275, 0x00289132, [0x0019, 'ACME', 5]]

const { tree } = fc.letrec<{ tree: SmallTree }>((tie) => ({
  tree: fc.record({
    nodes: fc.array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom(...LEAVES.filter(([what]) => what !== 0x00190010)).map(([what, vr]): SmallNode => ({ what, vr })),
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
  DA: ['retain', 'retain:shift-date', 'delete', 'delete:dummy', 'retain:clean'],
  PN: ['retain', 'retain:map-patient', 'retain:replace=NOBODY', 'delete'],
}
const ANY = [
  'retain',
  'retain:clean',
  'retain:replace=A {B} "C" \\ @D [E',
  'delete',
  'delete:empty',
  'delete:dummy',
  'delete:remove',
  'review',
]

/** Numbers that choose a decision for each path, and for each value of a cleaned one. */
const choosing = fc.infiniteStream(fc.nat({ max: 1000 }))

describe('the exported CTP script, as CTP runs it', () => {
  it('keeps nothing that is removed or changed, unless expressibility says so, and does what it says is expressed', () => {
    fc.assert(
      fc.property(
        tree,
        choosing,
        fc.constantFrom('drop' as const, 'keep' as const),
        fc.constantFrom('by-kind' as const, 'delete' as const),
        (small, numbers, emptiedCreators, unlisted) => {
          const instance = instanceOf(small)
          const pick = <T>(of: readonly T[]): T => of[(numbers.next().value ?? 0) % of.length] as T
          const decisions = instance.elements.flatMap(({ path, vr, values }) => {
            const is = pick(CHOICES[vr as VR] ?? ANY)
            const single =
              is === 'retain:clean' ? [{ path, value: String(values?.[0]), is: pick(['retain', 'delete', 'retain:replace=OTHER']) }] : []
            return path.endsWith('")') && pick([0, 1, 2]) > 0 ? [] : [{ path, is }, ...single]
          })
          const result = exported(instance.elements, decisions, {
            profile: profileWith([], { emptiedCreators, unlisted, patientId: 'S-{n:3}' }),
            crosswalk: { patientIds: new Map([['SECRET0X', 'S-001']]), dayShifts: new Map([['SECRET0X', -100]]) },
          })
          const before = byPath(instance.dataSet)
          const after = byPath(runCtp(result, instance.dataSet))
          const rows = new Map(result.rows.map((row) => [row.path, row]))
          const left = new Set([...after.values()].flatMap((element) => (element.items === undefined ? element.value.split('\\') : [])))
          for (const [path, element] of before) {
            if (element.items !== undefined || path === '(0008,0005)') continue
            const own = result.operations.filter((operation) => operation.path === path)
            const row = rows.get(path)
            const isCreator = path.endsWith('")')
            const survives = isCreator ? after.has(path) : left.has(element.value)
            const kinds = own.length === 0 ? ['remove'] : own.map((operation) => operation.do)
            const keeps =
              kinds.every((kind) => kind === 'keep' || kind === 'add') ||
              own.some(({ values }) => values?.some((value) => value.do === 'keep'))
            const context = `${path} ${kinds.join()} ${JSON.stringify(row)}`
            if (survives && row?.expressed !== 'no') expect(keeps, `survives: ${context}`).toBe(true)
            if (row?.expressed === 'yes' && kinds.join() === 'keep') expect(after.get(path)?.value, `lost: ${context}`).toBe(element.value)
            if (row?.expressed === 'yes' && kinds.join() === 'empty') expect(after.get(path)?.value, `not emptied: ${context}`).toBe('')
            if (row?.expressed === 'no') expect(survives, `not weaker at all: ${context}`).toBe(true)
          }
          for (const path of after.keys()) expect(path, 'an orphan').not.toContain('"?"')
        },
      ),
      { numRuns: 400 },
    )
  })
})
