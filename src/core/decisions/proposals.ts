import { formatPath, leafOf, parsePath, pathKey, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { Annotation } from '../annotation/annotation.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
import { effectiveCode } from '../confidentiality/effective-code.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { Inventory, InventoryElement } from '../inventory/inventory.ts'
import type { Choice, Proposal } from './decision.ts'
import {
  blockKey,
  enclosing,
  sequencesWithListed,
  shapeText,
  shippedList,
  type ProposalContext,
  type ProposalOptions,
} from './proposal-context.ts'
import { propose } from './propose.ts'

/**
 * One proposal, with its reason, for every element of an inventory. Sequences come before what is inside them, and
 * Private Creators follow their blocks.
 * @param annotations of the same inventory under the same profile
 */
export function proposeAll(
  inventory: Inventory,
  annotations: ReadonlyMap<PathText, Annotation>,
  profile: Profile,
  options: ProposalOptions = {},
): ReadonlyMap<PathText, Proposal> {
  const gone = new Map<string, PathText>()
  const stayingBlocks = new Set<string>()
  const context = contextOf(inventory, profile, options, gone, stayingBlocks)
  const proposed = (element: InventoryElement): Proposal => {
    const annotation = annotations.get(element.path)
    if (annotation === undefined) throw new Error('every element of the inventory is annotated')
    return propose(element, annotation, profile, context)
  }
  const proposals = new Map<PathText, Proposal>()
  for (const element of inventory.elements()) {
    const path = pathOf(element)
    if (isCreator(path)) continue
    const proposal = proposed(element)
    proposals.set(element.path, proposal)
    const choice = options.decided?.(element.path) ?? proposal.choice
    if (takesContentsAlong(choice, element)) gone.set(pathKey(element.path), element.path)
    const block = choice.decision === 'delete' ? undefined : blockKey(path)
    if (block !== undefined) stayingBlocks.add(block)
  }
  return new Map(inventory.elements().map((element) => [element.path, proposals.get(element.path) ?? proposed(element)]))
}

function pathOf(element: InventoryElement): AttributePath {
  const path = parsePath(element.path)
  if (path === undefined) throw new Error('an inventory has only paths that can be read')
  return path
}

function isCreator(path: AttributePath): boolean {
  return path.kind === 'element' && leafOf(path).kind === 'creator'
}

function contextOf(
  inventory: Inventory,
  profile: Profile,
  options: ProposalOptions,
  gone: ReadonlyMap<string, PathText>,
  stayingBlocks: ReadonlySet<string>,
): ProposalContext {
  const listed = options.listed ?? shippedList
  let withListed: ReadonlySet<string> | undefined
  return {
    texts: (path) => inventory.values(path).map(shapeText),
    listed,
    holdsListed: (path) => (withListed ??= sequencesWithListed(inventory, listed)).has(pathKey(path)),
    goesWith(path) {
      const parsed = parsePath(path)
      const around = parsed === undefined ? undefined : enclosing(parsed)
      return around === undefined ? undefined : gone.get(pathKey(formatPath(around)))
    },
    isCleanedInside: (path) => effectiveCode(path, profile).code === 'C',
    blockStays(path) {
      const parsed = parsePath(path)
      const block = parsed === undefined ? undefined : blockKey(parsed)
      return block !== undefined && stayingBlocks.has(block)
    },
  }
}

/** Whether nothing of what is inside an element is left; X/Z/U* leaves a required Sequence of references where it is. */
function takesContentsAlong(choice: Choice, element: InventoryElement): boolean {
  if (choice.decision !== 'delete') return false
  if (choice.treatment !== undefined && choice.treatment !== 'auto') return true
  return [...deletionFor(element.path, element.vrs, element.sopClasses).values()].every((deletion) => deletion.do !== 'process')
}
