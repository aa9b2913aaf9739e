import { formatPath, leafOf, openedElement, parsePath, pathKey, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { Annotation } from '../annotation/annotation.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
import { effectiveCode } from '../confidentiality/effective-code.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { PlainInventory } from '../inventory/inventory.ts'
import { approvalsByPath, NO_TEAM, teamStatements, type TeamKnowledge } from '../knowledge/team.ts'
import type { Choice, Proposal } from './decision.ts'
import {
  blockKey,
  enclosing,
  sequencesWithListed,
  shapeText,
  shippedList,
  type ParameterList,
  type ProposalContext,
} from './proposal-context.ts'
import { followsElement, openedReasons, withOpened } from './opened.ts'
import { propose, proposeCreator, type ElementToPropose } from './propose.ts'
import { ANY } from './scope.ts'
import { deleted, type Suggestion } from './suggestion.ts'

/** What is decided of an element for any scanner: what stands in or beside it is proposed accordingly. */
export type Decided = (path: PathText) => Choice | undefined

/**
 * Makes proposals for an inventory, each with its reason, whatever is decided meanwhile: what an element says by itself
 * is found out once. Sequences come before what is inside them, and Private Creators follow their blocks.
 * @param annotations of the same inventory under the same profile
 * @param team what the team settled before, and lists that were imported
 * @param listed the user's own list of physical parameters, in place of the shipped one
 * @returns one proposal for every element, in the order of the inventory
 */
export function proposer(
  inventory: PlainInventory,
  annotations: ReadonlyMap<PathText, Annotation>,
  profile: Profile,
  listed: ParameterList = shippedList,
  team: TeamKnowledge = NO_TEAM,
): (decided?: Decided) => ReadonlyMap<PathText, Proposal> {
  const context = contextOf(inventory, profile, listed, team)
  let rows: readonly Row[] | undefined
  let openedBy: ReadonlyMap<PathText, string> | undefined
  return (decided = () => undefined) => {
    rows ??= rowsOf(inventory, annotations)
    openedBy ??= openedReasons(annotations)
    const gone = new Map<string, PathText>()
    const stayingBlocks = new Set<string>()
    const suggestions = new Map<PathText, Suggestion>()
    for (const row of rows) {
      if (row.isCreator) continue
      const opened = openedElement(row.element.path)
      const followed = opened === undefined ? undefined : suggestions.get(opened)
      if (opened !== undefined && followed !== undefined) {
        suggestions.set(row.element.path, followsElement(followed, opened))
        continue
      }
      const suggestion = aroundIt(row, gone) ?? (row.own ??= withOpened(propose(row, profile, context), openedBy.get(row.element.path)))
      suggestions.set(row.element.path, suggestion)
      const choice = decided(row.element.path) ?? suggestion.choice
      if (choice.decision !== 'delete' && row.block !== undefined) stayingBlocks.add(row.block)
      if (choice.decision === 'delete' && takesContentsAlong(choice, row)) gone.set(row.key, row.element.path)
    }
    const settled = (row: Row): Suggestion =>
      suggestions.get(row.element.path) ??
      aroundIt(row, gone) ??
      proposeCreator(row, profile, row.block !== undefined && stayingBlocks.has(row.block))
    return new Map(rows.map((row) => [row.element.path, { path: row.element.path, scope: ANY, ...settled(row) }]))
  }
}

/** {@link proposer}, asked once. */
export function proposeAll(
  inventory: PlainInventory,
  annotations: ReadonlyMap<PathText, Annotation>,
  profile: Profile,
  options: { readonly listed?: ParameterList; readonly decided?: Decided; readonly team?: TeamKnowledge } = {},
): ReadonlyMap<PathText, Proposal> {
  return proposer(inventory, annotations, profile, options.listed, options.team)(options.decided)
}

/** An element with its place among the others. */
interface Row extends ElementToPropose {
  readonly key: string
  /** Key of the Sequence around it; undefined at the root. */
  readonly around: string | undefined
  readonly block: string | undefined
  readonly isCreator: boolean
  /** Its proposal by itself, once it was asked for. */
  own?: Suggestion
}

function rowsOf(inventory: PlainInventory, annotations: ReadonlyMap<PathText, Annotation>): readonly Row[] {
  return inventory.elements().map((element) => {
    const path = parsePath(element.path)
    const annotation = annotations.get(element.path)
    if (path === undefined || annotation === undefined) throw new Error('every element of an inventory has a path and is annotated')
    const around = enclosing(path)
    return {
      element,
      path,
      annotation,
      key: pathKey(element.path),
      around: around === undefined ? undefined : pathKey(formatPath(around)),
      block: blockKey(path),
      isCreator: isCreator(path),
    }
  })
}

function isCreator(path: AttributePath): boolean {
  return path.kind === 'element' && leafOf(path).kind === 'creator'
}

function aroundIt(row: Row, gone: ReadonlyMap<string, PathText>): Suggestion | undefined {
  const around = row.around === undefined ? undefined : gone.get(row.around)
  return around === undefined ? undefined : deleted(`inside ${around}, which goes with all that is in it`)
}

function contextOf(inventory: PlainInventory, profile: Profile, listed: ParameterList, team: TeamKnowledge): ProposalContext {
  let withListed: ReadonlySet<string> | undefined
  return {
    texts: (path) => Array.from(inventory.values(path), shapeText),
    approvals: approvalsByPath(team.approvals),
    further: teamStatements(team),
    listed,
    holdsListed: (path) => (withListed ??= sequencesWithListed(inventory, listed)).has(pathKey(path)),
    isCleanedInside: (path) => effectiveCode(path, profile).code === 'C',
  }
}

/** Whether nothing of what is inside an element is left; X/Z/U* leaves a required Sequence of references where it is. */
function takesContentsAlong(choice: Choice, { element, path }: Row): boolean {
  if (!element.vrs.includes('SQ')) return true
  if (choice.treatment !== undefined && choice.treatment !== 'auto') return true
  return [...deletionFor(path, element.vrs, element.sopClasses).values()].every((deletion) => deletion.do !== 'process')
}
