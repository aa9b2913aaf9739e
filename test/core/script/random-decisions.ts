import * as fc from 'fast-check'
import type { VR } from '../../../src/core/dicom/vr.ts'
import type { SmallElement } from '../../fixtures/small-inventory.ts'
import type { SmallDecision } from './compiling.ts'
import type { SmallNode, SmallTree } from './ctp/small-instance.ts'

const LEAVES: readonly (readonly [SmallNode['what'], VR])[] = [
  [0x00080018, 'UI'],
  [0x00080020, 'DA'],
  [0x00080030, 'TM'],
  [0x0008002a, 'DT'],
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
  [[0x0019, 'ACME', 1], 'LO'],
  [[0x0019, 'ACME', 2], 'DA'],
  [[0x0019, '1 OTHER [X]', 1], 'LO'],
  [[0x0009, 'ACME', 9], 'LO'],
  [[0x7fe1, 'ACME', 1], 'UI'],
  [[0x7fe1, 'OTHER', 1], 'LO'],
]
const SEQUENCES: readonly SmallNode['what'][] = [0x00081140, 0x00400275, 0x00289132, [0x0019, 'ACME', 5], [0x0019, '1 OTHER [X]', 5]]

/** Small instances with Sequences in Sequences, public and private, and creators that not every grammar can spell. */
export const { tree } = fc.letrec<{ tree: SmallTree }>((tie) => ({
  tree: fc.record({
    nodes: fc.array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc
            .tuple(fc.constantFrom(...LEAVES), fc.constantFrom('plain', 'plain', 'odd', 'several'), fc.constantFrom(false, false, true))
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
  DT: ['retain', 'retain:shift-date', 'delete'],
  TM: ['retain', 'retain:shift-date', 'retain:shift-date', 'delete:remove'],
  AS: ['retain', 'delete', 'retain:clean'],
  PN: ['retain', 'retain:map-patient', 'retain:replace=NOBODY', 'delete'],
}
const ANY = [
  'retain',
  'retain',
  'retain:clean',
  'retain:replace=A [B] \\ C',
  'retain:replace=A {B} "C" (D',
  'delete',
  'delete:empty',
  'delete:dummy',
  'review',
]

export type Pick = <T>(of: readonly T[]) => T
/** Numbers that choose a decision for each path, and for each value of a cleaned one. */
export const choosing = fc.infiniteStream(fc.nat({ max: 1000 }))
export const picker =
  (numbers: fc.Stream<number>): Pick =>
  <T>(of: readonly T[]): T =>
    of[(numbers.next().value ?? 0) % of.length] as T

export function decided({ path, vr, values }: SmallElement, pick: Pick): readonly SmallDecision[] {
  if (path.endsWith('")') && pick([0, 1, 2]) > 0) return []
  const is = pick(CHOICES[(typeof vr === 'string' ? vr : vr?.[0]) ?? 'LO'] ?? ANY)
  const single =
    is !== 'retain:clean' && is !== 'retain:shift-date'
      ? []
      : (values ?? []).map((value) => ({ path, value: String(value), is: pick(['retain', 'delete', 'retain:replace=OTHER']) }))
  return [{ path, is }, ...single]
}
