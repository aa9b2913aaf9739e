import type { ProfileSettings } from '../confidentiality/profile.ts'
import type { DecisionEntry } from '../decisions/decision.ts'
import { specificity } from '../decisions/scope.ts'
import { saidOf, type Decided } from './decided.ts'
import type { TreeElement } from './element-tree.ts'
import type { Operation } from './operation.ts'

/**
 * A Private Creator follows its block, so only what a person says of it themselves counts: accepted proposals and
 * imports say of a creator what they say of the block.
 */
function byHand(decided: Decided): readonly DecisionEntry[] {
  return decided.elements.filter((entry) => entry.source === 'curator')
}

/** The Deletes of a Private Creator that take its block's elements along. */
export function creatorDeletes(decided: Decided): readonly DecisionEntry[] {
  return byHand(decided).filter((entry) => entry.choice.decision === 'delete')
}

/** Whether an element with this Operation stands in the data set afterwards, so that its creator must too. */
function stays(operation: Operation): boolean {
  return operation.do !== 'remove' && operation.do !== 'blocked'
}

/**
 * The Operations of a Private Creator: it stays where anything of its block may stay (an element without its creator is
 * worthless, PS3.5 7.8.1); where its block is emptied, the setting says.
 * @param members the Operations of the block's elements in the same data set
 */
export function creatorOperations(
  node: TreeElement,
  decided: Decided,
  members: readonly Operation[],
  setting: ProfileSettings['emptiedCreators'],
): readonly Operation[] {
  const path = node.element.path
  const own = byHand(decided)
  const deletes = own.filter((entry) => entry.choice.decision === 'delete')
  const review = own.find((entry) => entry.choice.decision === 'review')
  if (review !== undefined) return [{ path, when: {}, do: 'blocked', because: `${saidOf(review)}; held for review` }]
  const scoped = deletes
    .filter((entry) => specificity(entry.scope) > 0)
    .sort((a, b) => specificity(b.scope) - specificity(a.scope) || a.id - b.id)
    .map((entry): Operation => ({ path, when: entry.scope, do: 'remove', because: saidOf(entry) }))
  return [...scoped, { path, when: {}, ...forAnyScanner(own, deletes, members, setting) }]
}

function forAnyScanner(
  own: readonly DecisionEntry[],
  deletes: readonly DecisionEntry[],
  members: readonly Operation[],
  setting: ProfileSettings['emptiedCreators'],
): Pick<Operation, 'do' | 'because'> {
  const deleted = deletes.find((entry) => specificity(entry.scope) === 0)
  if (deleted !== undefined) return { do: 'remove', because: `${saidOf(deleted)}; the elements of its block go with it` }
  if (members.some(stays)) return { do: 'keep', because: 'elements of its block stay' }
  const retained = own.find((entry) => entry.choice.decision === 'retain')
  if (retained !== undefined) return { do: 'keep', because: saidOf(retained) }
  return setting === 'keep'
    ? { do: 'keep', because: 'its block is emptied; emptied-creators=keep' }
    : { do: 'remove', because: 'its block is emptied; emptied-creators=drop' }
}
