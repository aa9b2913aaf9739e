import { iodName, iodTypeIn, publicTags } from '../confidentiality/iod-type.ts'
import type { Profile } from '../confidentiality/profile.ts'
import { sayType } from '../confidentiality/resolve-action.ts'
import type { PathDecisions } from '../decisions/decision-table.ts'
import type { DecisionEntry, Scope } from '../decisions/decision.ts'
import { scopeHolds, specificity } from '../decisions/scope.ts'
import type { Equipment, Inventory } from '../inventory/inventory.ts'
import { decisionFor, saidOf, valueChoicesFor } from './decided.ts'
import { deletionParts, type Part } from './deletion-parts.ts'
import type { TreeElement } from './element-tree.ts'
import type { Condition, Operation } from './operation.ts'
import { blocked, cleaned, retainParts, type RetainContext } from './retain-parts.ts'
import { scopesOf } from './scopes.ts'
import { SCRIPT } from './texts.ts'

/** One element, with everything that decides what becomes of it. */
export interface ElementToCompile {
  readonly node: TreeElement
  readonly decided: PathDecisions
  /** A curator's Deletes of the Private Creator: they take the block's elements along. */
  readonly creatorDeletes: readonly DecisionEntry[]
  /** What is decided of the (60xx,3000) that an element of an overlay group describes. */
  readonly overlayData: readonly DecisionEntry[]
  /** The scanners on which the element is still there to be treated: not those where a Sequence around it goes. */
  readonly scanners: readonly Equipment[]
  readonly inventory: Pick<Inventory, 'values'>
  readonly profile: Profile
}

/**
 * The Operations of one element: for each scope that matters, most specific first, those of single SOP Classes before
 * the one for all others. The last has no condition.
 */
export function elementOperations(input: ElementToCompile): readonly Operation[] {
  const { decided, creatorDeletes, overlayData, scanners, node } = input
  const scopes = scopesOf(
    [...decided.elements, ...decided.values, ...creatorDeletes, ...overlayData].map((entry) => entry.scope),
    scanners,
  )
  return scopes.flatMap((scope) => partsFor(scope, scopes, input).map((part) => operationOf(node, scope, part)))
}

function operationOf(node: TreeElement, scope: Scope, { sopClasses, ...part }: Part): Operation {
  const when: Condition = sopClasses === undefined ? scope : { ...scope, sopClasses }
  return { path: node.element.path, when, ...part }
}

function partsFor(scope: Scope, scopes: readonly Scope[], input: ElementToCompile): readonly Part[] {
  const { node, decided, creatorDeletes, overlayData, profile, inventory } = input
  const byCreator = decisionFor(creatorDeletes, scope)
  if (byCreator !== undefined) return [{ do: 'remove', because: SCRIPT.because.creatorDeleted(saidOf(byCreator)) }]
  const byOverlay = decisionFor(overlayData, scope)
  if (byOverlay?.choice.decision === 'delete') return [{ do: 'remove', because: SCRIPT.because.overlayGoes(saidOf(byOverlay)) }]
  const entry = decisionFor(decided.elements, scope)
  const context: RetainContext = {
    node,
    valueChoices: valueChoicesFor(decided.values, scope),
    values: () => inventory.values(node.element.path),
    profile,
  }
  if (entry === undefined) return undecidedParts(scope, scopes, context, input)
  const said = saidOf(entry)
  const parts = chosenParts(entry, context)
  return parts.map((part) => ({ ...part, because: part.because === '' ? said : SCRIPT.more(said, part.because) }))
}

function chosenParts(entry: DecisionEntry, context: RetainContext): readonly Part[] {
  const { choice } = entry
  switch (choice.decision) {
    case 'review':
      return [blocked(SCRIPT.because.held)]
    case 'retain':
      return retainParts(choice, context)
    case 'delete':
      // A Delete of the element is stronger than a Retain of one of its values.
      return choice.treatment === 'remove' || choice.treatment === 'empty' || choice.treatment === 'dummy'
        ? [{ do: choice.treatment, because: invalidBy(context.node, choice.treatment) }]
        : deletionParts(context.node)
  }
}

/** What is not valid any more when an element goes in this way, whatever its Type; empty where nothing says so. */
function invalidBy({ path, element }: TreeElement, how: 'remove' | 'empty' | 'dummy'): string {
  if (how === 'dummy') return ''
  const tags = publicTags(path)
  for (const sopClass of element.sopClasses) {
    const { type } = iodTypeIn(tags, sopClass, element.unbound)
    if (type === '1' || (type === '2' && how === 'remove')) return SCRIPT.because.invalid(sayType(type, iodName(sopClass)), how)
  }
  return ''
}

/** Nobody has decided the element: open, unless each of its values is decided, or no scanner of the collection is left. */
function undecidedParts(scope: Scope, scopes: readonly Scope[], context: RetainContext, input: ElementToCompile): readonly Part[] {
  if (context.valueChoices.size > 0 && !context.node.isSequence) {
    const parts = cleaned(context, 'open')
    return parts.map((part) => ({ ...part, because: part.do === 'blocked' ? part.because : SCRIPT.because.valueByValue }))
  }
  const others = scopes.filter((other) => specificity(other) > 0)
  const isLeftOver = specificity(scope) === 0 && others.length > 0
  if (isLeftOver && input.scanners.every((scanner) => others.some((other) => scopeHolds(other, scanner))))
    return [{ do: 'remove', because: SCRIPT.because.otherScanners }]
  return [blocked(isLeftOver ? SCRIPT.because.openElsewhere : SCRIPT.because.open)]
}
