import { elementOf, groupOf, tagKey, type Tag } from '../../dicom/tag.ts'
import { lookupTag } from '../../dictionary/index.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import type { CtpAction } from './ctp-action.ts'
import { LATER_TAGS } from './later-tags.generated.ts'

/** Tags that PS3.6 writes with an x elsewhere than in the groups of curves and overlays: the toolkit's map has none of these. */
const PATTERNED = /^(?:002031|00280[48]|1000|1010|7F(?!E0))/

let later: ReadonlySet<Tag> | undefined

/**
 * Whether the toolkit of CTP, dcm4che 1.4, is sure to know a public tag. In Implicit VR it takes any other for UN: such a
 * value can be kept or removed, and a Sequence is bytes to it, with everything in them.
 */
export function isKnownToCtp(tag: Tag): boolean {
  if (elementOf(tag) === 0) return true
  if (lookupTag(tag) === undefined) return false
  if (groupOf(tag) >>> 8 === 0x50 || groupOf(tag) >>> 8 === 0x60) return true
  later ??= new Set(LATER_TAGS.split(/\s/).map((text) => parseInt(text, 16)))
  return !later.has(tag) && !PATTERNED.test(tagKey(tag))
}

/** Transfer Syntaxes with VRs of their own begin so; Implicit VR is the part before the last point (PS3.5 A). */
const EXPLICIT_VR = '1.2.840.10008.1.2.'

/** Whether an action needs the VR of a tag, which CTP may not know in Implicit VR. */
export function needsExplicitVr(tag: Tag, { do: how }: CtpAction): boolean {
  return how !== 'keep' && how !== 'remove' && !isKnownToCtp(tag)
}

/** A rule that holds where files say VRs; in any other Transfer Syntax, or where a file names none, the element goes. */
export function inExplicitVr(script: string): string {
  return `@if(00020010,matches,"${EXPLICIT_VR.replaceAll('.', '[.]')}.*"){${script}}{@remove()}`
}

/** Whether some file of a collection may be in Implicit VR: one says so, or one does not say what it is in. */
export function mayBeImplicit(inventory: Pick<Inventory, 'elements' | 'values'>): boolean {
  const all = inventory.elements()
  const named = all.find(({ path }) => path === '(0002,0010)')
  return (
    named === undefined ||
    all.some(({ files }) => files > named.files) ||
    inventory.values(named.path).some(({ value }) => !value.trim().startsWith(EXPLICIT_VR))
  )
}
