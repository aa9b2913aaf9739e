import { modulesOf, type AttributeRules } from '../dictionary/iod-types.ts'
import { vrOf } from '../dictionary/index.ts'
import type { NewElement } from '../dicom/edits.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { BULK, type VR } from '../dicom/vr.ts'
import { asciiBytes } from './ascii.ts'
import { dummyValue, type DummyContext } from './dummy-value.ts'

const REFERENCED_SOP_CLASS: Tag = 0x00081150
/** Code Value and Coding Scheme Designator: conditional in the macro, and needed wherever it has a Code Meaning (PS3.3 8.8). */
const CODE: readonly Tag[] = [0x00080100, 0x00080102]
const CODE_MEANING: Tag = 0x00080104
const DEEPEST = 6

/** What a Sequence's items have by the IOD; undefined where no IOD speaks of the place. */
export function itemRules(sopClass: string, path: readonly Tag[]): AttributeRules | undefined {
  for (const { attributes } of modulesOf(sopClass) ?? []) {
    let level: AttributeRules | undefined = attributes
    for (const tag of path) level = level?.get(tag)?.items
    if (level !== undefined) return level
  }
  return undefined
}

/**
 * The Type 1 and Type 2 attributes (PS3.5 7.4) that an Item lacks, with dummies and with no value. Conditional ones are
 * left: their conditions are prose.
 * @param present what the Item has
 * @param context for a value that was never there
 */
export function missingElements(
  rules: AttributeRules,
  present: ReadonlySet<Tag>,
  sopClass: string,
  context: (tag: Tag, vr: VR) => DummyContext,
  depth = 0,
): readonly NewElement[] {
  const missing: NewElement[] = []
  const needed = [...rules].filter(([, { type }]) => type === '1' || type === '2').map(([tag, { type }]) => [tag, type] as const)
  const coded = rules.get(CODE_MEANING)?.type === '1' ? CODE.map((tag) => [tag, '1'] as const) : []
  for (const [tag, type] of new Map([...coded, ...needed])) {
    if (present.has(tag)) continue
    const vr = vrOf(tag)
    if (vr === undefined || BULK.has(vr)) continue
    if (vr !== 'SQ') {
      missing.push({ tag, vr, value: type === '2' ? new Uint8Array(0) : standIn(tag, vr, sopClass, context) })
      continue
    }
    const inside = rules.get(tag)?.items
    const item = inside === undefined || depth >= DEEPEST ? [] : missingElements(inside, new Set(), sopClass, context, depth + 1)
    missing.push({ tag, vr, value: type === '2' || item.length === 0 ? [] : [item] })
  }
  return missing
}

function standIn(tag: Tag, vr: VR, sopClass: string, context: (tag: Tag, vr: VR) => DummyContext): Uint8Array {
  return tag === REFERENCED_SOP_CLASS || tag === TAG.sopClassUid ? asciiBytes(sopClass) : dummyValue(tag, vr, context(tag, vr))
}
