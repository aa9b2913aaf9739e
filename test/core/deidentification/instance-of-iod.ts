/** Instances made from the tables of PS3.3: what an IOD asks for, and some of what it allows. */
import type { Tag } from '../../../src/core/dicom/tag.ts'
import { BULK, NUMBER_SIZE, type VR } from '../../../src/core/dicom/vr.ts'
import { modulesOf, vrOf, type AttributeRules } from '../../../src/core/dictionary/index.ts'
import { bytes, numbers, sequence, text, type Built } from '../../fixtures/dicom-bytes.ts'

/** The same numbers from 0 to 1 for the same seed. */
export function randomBy(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 0x100000000
  }
}

/** What the instance says of itself, and what is said of how it was de-identified: not left to chance. */
const GIVEN: ReadonlyMap<Tag, string> = new Map<Tag, string>([
  [0x00080005, 'ISO_IR 100'],
  [0x00080102, 'DCM'],
  [0x00100020, 'P1'],
  [0x00280301, 'NO'],
])
const LEFT_OUT: ReadonlySet<Tag> = new Set<Tag>([0x00100021, 0x00120062, 0x00120063, 0x00120064, 0x00280303, 0x00281199])

const CHANCE = { '1': 1, '1C': 0.4, '2': 1, '2C': 0.4, '3': 0.15 } as const
const DEEPEST = 3

/** Commands, File Meta Information, records of a DICOMDIR, signatures; curves and overlays, which go as whole groups. */
function isElsewhere(tag: Tag): boolean {
  const group = tag >>> 16
  return group <= 0x0004 || group === 0x0400 || group >>> 8 === 0x50 || group >>> 8 === 0x60
}

/** Values of text VRs are found nowhere else: `Quill` and a number. */
export function instanceOf(sopClass: string, random: () => number): readonly Built[] {
  let next = 1000
  const built = new Map<Tag, Built>()
  const value = (tag: Tag, vr: VR): Built => {
    const given = tag === 0x00080016 ? sopClass : GIVEN.get(tag)
    if (given !== undefined) return text(tag, vr, given)
    const size = NUMBER_SIZE[vr]
    next += 1
    if (BULK.has(vr)) return bytes(tag, vr, [next & 0xff, next >>> 8, 1, 1, 1, 1, 1, 1])
    if (size !== undefined) return numbers(tag, vr, vr === 'AT' ? 0x00180050 : next)
    return text(tag, vr, TEXTS[vr]?.(next) ?? `Quill ${next}`)
  }
  const level = (rules: AttributeRules, depth: number): Built[] =>
    [...rules]
      .flatMap(([tag, { type, items }]) => {
        const vr = vrOf(tag)
        const isLeftOut = LEFT_OUT.has(tag) || isElsewhere(tag) || vr === undefined
        if (isLeftOut || random() >= CHANCE[type] || (depth >= DEEPEST && type !== '1' && type !== '2')) return []
        if (type === '2' && !GIVEN.has(tag) && random() < 0.3) return [vr === 'SQ' ? sequence(tag, []) : bytes(tag, vr, [])]
        if (vr !== 'SQ') return [value(tag, vr)]
        return [sequence(tag, items === undefined || depth > DEEPEST ? [] : [level(items, depth + 1)])]
      })
      .sort((a, b) => a.tag - b.tag)
  for (const { usage, attributes } of modulesOf(sopClass) ?? [])
    if (usage === 'M' || random() < 0.3) for (const one of level(attributes, 0)) if (!built.has(one.tag)) built.set(one.tag, one)
  return [...built.values()].sort((a, b) => a.tag - b.tag)
}

const TEXTS: Partial<Record<VR, (number: number) => string>> = {
  AE: (number) => `AE${number}`,
  AS: () => '045Y',
  CS: (number) => `CODE${number}`,
  DA: () => '20200411',
  DS: (number) => `${number}.5`,
  DT: () => '20200411101010',
  IS: (number) => `${number}`,
  TM: () => '101010',
  UI: (number) => `1.2.826.1.${number}`,
  UR: (number) => `quill:${number}`,
}
