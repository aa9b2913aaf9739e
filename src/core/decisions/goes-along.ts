import { formatPath, leafOf, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import { conditionsOf } from '../confidentiality/conditions.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
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

/** Whether an element that goes leaves no value behind, not even a dummy. */
export function leavesNoValue(
  choice: Choice | undefined,
  of: { readonly element: InventoryElement; readonly path: AttributePath },
): boolean {
  if (choice?.decision !== 'delete') return false
  if (choice.treatment !== undefined && choice.treatment !== 'auto') return choice.treatment !== 'dummy'
  const deletions = [...deletionFor(of.path, of.element.vrs, of.element.sopClasses, of.element.together).values()]
  return deletions.every(({ do: how }) => how === 'remove' || how === 'empty')
}

/** What is suggested for an element of which the condition names nothing any more. */
export function goesAlong(named: readonly PathText[]): Suggestion {
  return { choice: { decision: 'delete', treatment: 'remove' }, source: 'standard', reason: DECISIONS.goesAlong(named) }
}
