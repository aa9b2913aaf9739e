import { formatPath, leafOf, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { Tag } from '../dicom/tag.ts'
import { conditionsOf } from '../confidentiality/conditions.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
import { iodType, publicTags } from '../confidentiality/iod-type.ts'
import type { InventoryElement } from '../inventory/inventory.ts'
import type { Choice } from './decision.ts'
import type { Suggestion } from './suggestion.ts'
import { DECISIONS } from './texts.ts'

const NONE: readonly PathText[] = []

/** The paths, in the same data set or Item, of what the condition of an element names, without which it must not be there. */
export function namedBeside(path: AttributePath): readonly PathText[] {
  if (path.kind === 'outside' || path.inside !== undefined) return NONE
  const leaf = leafOf(path)
  if (leaf.kind !== 'public') return NONE
  const around = path.steps.slice(0, -1)
  return conditionsOf(leaf.tag)
    .filter(({ otherwise }) => otherwise === 'forbidden')
    .map(({ names }) => formatPath({ kind: 'element', steps: [...around, { kind: 'public', tag: names }] }))
}

/** Referenced Series Sequence, and Studies Containing Other Referenced Instances Sequence: the lists of PS3.3 C.12.2. */
const LISTS: ReadonlySet<Tag> = new Set<Tag>([0x00081115, 0x00081200])
const REFERENCED_SOP_INSTANCE: Tag = 0x00081155

/**
 * Whether an element lists the instances that are referred to elsewhere, and nothing else: Type 1C, so that it must not be
 * there where nothing is. Where it is Type 1, as in a presentation state, the list is itself what refers to them.
 */
export function listsReferences(path: AttributePath, sopClasses: readonly string[]): boolean {
  const tags = publicTags(path)
  return tags?.length === 1 && LISTS.has(tags[0] ?? 0) && sopClasses.every((sopClass) => iodType(tags, sopClass).type === '1C')
}

/** Whether an element refers to an instance, and not in such a list. */
export function refersToInstance(path: AttributePath): boolean {
  if (path.kind === 'outside' || path.inside !== undefined) return false
  const [first] = path.steps
  const leaf = leafOf(path)
  return leaf.kind === 'public' && leaf.tag === REFERENCED_SOP_INSTANCE && !(first?.kind === 'public' && LISTS.has(first.tag))
}

/** Whether an element that goes leaves no value behind, not even a dummy. */
export function leavesNoValue(
  choice: Choice | undefined,
  of: { readonly element: InventoryElement; readonly path: AttributePath },
): boolean {
  if (choice?.decision !== 'delete') return false
  if (choice.treatment !== undefined && choice.treatment !== 'auto') return choice.treatment !== 'dummy'
  const deletions = [...deletionFor(of.path, of.element.vrs, of.element.sopClasses, of.element).values()]
  return deletions.every(({ do: how }) => how === 'remove' || how === 'empty')
}

/** What is suggested for a list of references where there is none any more. */
export const LISTS_NOTHING: Suggestion = {
  choice: { decision: 'delete', treatment: 'remove' },
  source: 'standard',
  reason: DECISIONS.nothingReferredTo,
}

/** What is suggested for an element of which the condition names nothing any more. */
export function goesAlong(named: readonly PathText[]): Suggestion {
  return { choice: { decision: 'delete', treatment: 'remove' }, source: 'standard', reason: DECISIONS.goesAlong(named) }
}
