import type { Annotation, Flag } from '../annotation/annotation.ts'
import type { ProfileSettings } from '../confidentiality/profile.ts'
import type { PathDecisions } from '../decisions/decision-table.ts'
import type { DecisionEntry } from '../decisions/decision.ts'
import { scopeHolds, specificity } from '../decisions/scope.ts'
import { isPublishedCreator } from '../dictionary/index.ts'
import { saidOf } from './decided.ts'
import type { TreeElement } from './element-tree.ts'
import type { Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/**
 * A Private Creator follows its block, so only what was said of it itself counts: accepted proposals and imports say of
 * a creator what they say of the block. One that nobody reviewed is deleted by order only where it was open by itself.
 */
function byHand(decided: PathDecisions): readonly DecisionEntry[] {
  return decided.elements.filter((entry) => entry.source === 'curator' || entry.source === 'unreviewed')
}

/** The Deletes of a Private Creator that take its block's elements along. */
export function creatorDeletes(decided: PathDecisions): readonly DecisionEntry[] {
  return byHand(decided).filter((entry) => entry.choice.decision === 'delete')
}

/** Whether an element with this Operation stands in the data set afterwards, so that its creator must too. */
export function stays(operation: Operation): boolean {
  return operation.do !== 'remove' && operation.do !== 'blocked'
}

/** The block of a Private Creator in its data set. */
export interface Block {
  /** The Operations of its elements. */
  readonly members: readonly Operation[]
  readonly annotation: Annotation | undefined
}

/**
 * The Operations of a Private Creator: it stays where anything of its block may stay (an element without its creator is
 * worthless, PS3.5 7.8.1); where its block is emptied, the setting says.
 */
export function creatorOperations(
  node: TreeElement,
  decided: PathDecisions,
  block: Block,
  setting: ProfileSettings['emptiedCreators'],
): readonly Operation[] {
  const path = node.element.path
  const own = byHand(decided)
  const deletes = own.filter((entry) => entry.choice.decision === 'delete')
  const review = own.find((entry) => entry.choice.decision === 'review')
  if (review !== undefined) return [{ path, when: {}, do: 'blocked', because: SCRIPT.more(saidOf(review), SCRIPT.because.held) }]
  const scoped = deletes
    .filter((entry) => specificity(entry.scope) > 0 && node.element.equipment.some((scanner) => scopeHolds(entry.scope, scanner)))
    .sort((a, b) => specificity(b.scope) - specificity(a.scope) || a.id - b.id)
    .map((entry): Operation => ({ path, when: entry.scope, do: 'remove', because: saidOf(entry) }))
  return [...scoped, { path, when: {}, ...forAnyScanner(own, deletes, block, setting) }]
}

function forAnyScanner(
  own: readonly DecisionEntry[],
  deletes: readonly DecisionEntry[],
  { members, annotation }: Block,
  setting: ProfileSettings['emptiedCreators'],
): Pick<Operation, 'do' | 'because'> {
  const deleted = deletes.find((entry) => specificity(entry.scope) === 0)
  if (deleted !== undefined) return { do: 'remove', because: SCRIPT.creators.withBlock(saidOf(deleted)) }
  const retained = own.find((entry) => entry.choice.decision === 'retain')
  if (retained !== undefined) return { do: 'keep', because: saidOf(retained) }
  const blockStays = members.some(stays)
  if (!blockStays && setting === 'drop') return { do: 'remove', because: SCRIPT.creators.dropped }
  if (identifies(annotation)) return { do: 'blocked', because: SCRIPT.creators.unknown }
  return { do: 'keep', because: blockStays ? SCRIPT.creators.blockStays : SCRIPT.creators.kept }
}

/** A creator is text like any other: one that nobody knows may be the name of a person, or a date. */
export function identifies(annotation: Annotation | undefined): boolean {
  return (
    annotation !== undefined && TELLING.some((flag) => annotation.flags.includes(flag)) && !isPublishedCreator(annotation.privateCreator)
  )
}

const TELLING: readonly Flag[] = ['identity-overlap', 'name-like', 'date-like']
