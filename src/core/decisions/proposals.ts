import { A_STEP, finished, type Steps } from '../in-steps.ts'
import { formatPath, leafOf, openedElement, parsePath, pathKey, type AttributePath, type PathText } from '../dicom/attribute-path.ts'
import type { Tag } from '../dicom/tag.ts'
import type { Annotation } from '../annotation/annotation.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
import { effectiveCode } from '../confidentiality/effective-code.ts'
import { REFERENCES } from '../confidentiality/needed.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { PlainInventory } from '../inventory/inventory.ts'
import type { FoundValues } from '../knowledge/looked-at.ts'
import { approvalsByPath, NO_TEAM, teamStatements, type TeamKnowledge } from '../knowledge/team.ts'
import type { Choice, Proposal } from './decision.ts'
import {
  attributesPointedAt,
  blockKey,
  enclosing,
  sequencesWith,
  shapeText,
  shippedList,
  type ParameterList,
  type ProposalContext,
} from './proposal-context.ts'
import { goesAlong, leavesNoValue, LISTS_NOTHING, listsReferences, namedBeside, refersToInstance } from './goes-along.ts'
import { followsElement, openedReasons, withOpened } from './opened.ts'
import { propose, proposeCreator, type ElementToPropose } from './propose.ts'
import { ANY } from './scope.ts'
import { deleted, type Suggestion } from './suggestion.ts'
import { DECISIONS } from './texts.ts'

/** What is decided of an element for any scanner: what stands in or beside it is proposed accordingly. */
export type Decided = (path: PathText, key: string) => Choice | undefined

/** What is known of the elements of one inventory under one profile. */
export interface Known {
  readonly annotations: ReadonlyMap<PathText, Annotation>
  readonly team: TeamKnowledge
}

/** What proposals look at besides the collection and the profile. */
export interface AlsoKnown {
  /** The user's own list of physical parameters, in place of the shipped one. */
  readonly listed?: ParameterList | undefined
  /** What the team settled before, and lists that were imported. */
  readonly team?: TeamKnowledge
  /** The values of an element told from one another, for approvals that rest on them. */
  readonly found?: (path: PathText) => FoundValues
}

/**
 * Makes proposals for an inventory, each with its reason, whatever is decided meanwhile: what an element says by itself
 * is found out once, and a proposal that has not changed is the same object. Sequences come before what is inside them, and Private Creators follow their blocks.
 * An approval of the team is met in the same way: with annotations that were made again for the elements that it is for
 * (see `annotator`), these are the only ones that are proposed for anew.
 * @param annotations of the same inventory under the same profile
 * @returns one proposal for every element, in the order of the inventory
 */
export function proposer(
  inventory: PlainInventory,
  annotations: ReadonlyMap<PathText, Annotation>,
  profile: Profile,
  { listed = shippedList, team = NO_TEAM, found = cannotTell }: AlsoKnown = {},
): (decided?: Decided, known?: Known) => Steps<ReadonlyMap<PathText, Proposal>> {
  const collection = ofCollection(inventory, listed)
  let known: Known = { annotations, team }
  let context = contextOf(inventory, profile, { listed, team, found, collection })
  let rows: readonly Row[] | undefined
  let openedBy: ReadonlyMap<PathText, string> | undefined
  let latest: ReadonlyMap<PathText, Proposal> | undefined
  return function* (decided = () => undefined, now = known) {
    if (now.team !== known.team) context = contextOf(inventory, profile, { listed, team: now.team, found, collection })
    if (now.annotations !== known.annotations) for (const row of rows ?? []) annotateRow(row, now.annotations)
    known = now
    rows ??= rowsOf(inventory, known.annotations)
    // They speak of flags, which follow from the inventory alone.
    openedBy ??= openedReasons(known.annotations)
    const gone = new Map<string, PathText>()
    const stayingBlocks = new Set<string>()
    for (const [index, row] of rows.entries()) {
      if (index % A_STEP === 0) yield
      if (row.isCreator) continue
      const { path } = row.element
      const followed = row.opened?.now
      if (followed !== undefined) {
        row.now = following(row, followed)
        continue
      }
      row.now = aroundIt(row, gone) ?? (row.own ??= withOpened(propose(row, profile, context), openedBy.get(path)))
      const choice = decided(path, row.key) ?? row.now.choice
      if (choice.decision !== 'delete' && row.block !== undefined) stayingBlocks.add(row.block)
      if (choice.decision === 'delete' && takesContentsAlong(choice, row)) gone.set(row.key, path)
    }
    const choiceOf = (row: Row): Choice | undefined => decided(row.element.path, row.key) ?? row.now?.choice
    const leavesNothing = (row: Row | undefined): boolean =>
      row !== undefined && (leavesNoValue(choiceOf(row), row) || leavesNothing(row.sequence))
    for (const row of rows) {
      if (row.isCreator || row.opened !== undefined) continue
      const along = row.namedBy.length > 0 && row.namedBy.every(leavesNothing) ? row.along : undefined
      const suggestion = aroundIt(row, gone) ?? along
      if (suggestion === undefined) continue
      row.now = suggestion
      const choice = choiceOf(row)
      if (choice?.decision === 'delete' && takesContentsAlong(choice, row)) gone.set(row.key, row.element.path)
    }
    const creatorsOwn = (row: Row): Suggestion => {
      const stays = row.block !== undefined && stayingBlocks.has(row.block)
      return (row.creators[Number(stays)] ??= proposeCreator(row, profile, stays))
    }
    let isChanged = latest === undefined
    for (const row of rows) {
      if (row.isCreator) row.now = aroundIt(row, gone) ?? creatorsOwn(row)
      if (row.now === undefined || row.now === row.suggested) continue
      row.suggested = row.now
      row.proposal = { path: row.element.path, scope: ANY, ...row.now }
      isChanged = true
    }
    if (latest === undefined || isChanged)
      latest = new Map(rows.flatMap(({ element, proposal }) => (proposal === undefined ? [] : [[element.path, proposal]])))
    return latest
  }
}

/** {@link proposer}, asked once. */
export function proposeAll(
  inventory: PlainInventory,
  annotations: ReadonlyMap<PathText, Annotation>,
  profile: Profile,
  { decided, ...known }: AlsoKnown & { readonly decided?: Decided } = {},
): ReadonlyMap<PathText, Proposal> {
  return finished(proposer(inventory, annotations, profile, known)(decided))
}

function cannotTell(): never {
  throw new Error('an approval rests on values, and whoever asked for proposals did not say how these are told apart')
}

/** An element with its place among the others. */
interface Row extends ElementToPropose {
  annotation: Annotation
  readonly key: string
  /** Key of the Sequence around it; undefined at the root. */
  readonly around: string | undefined
  readonly block: string | undefined
  readonly isCreator: boolean
  /** Its proposal by itself, once it was asked for. */
  own?: Suggestion | undefined
  /** Of a Private Creator: what is suggested where its block goes, and where it stays. */
  creators: [Suggestion?, Suggestion?]
  /** The element whose opaque value it is inside of. */
  readonly opened: Row | undefined
  /** The Sequence around it, where that is a row. */
  readonly sequence: Row | undefined
  /** The elements of which the condition of its Type names one, so that it must not be there without them. */
  readonly namedBy: Row[]
  /** What is suggested where these go. */
  along?: Suggestion
  /** What is suggested now. */
  now?: Suggestion
  /** What is suggested inside an opaque value, and of which suggestion for its element that follows. */
  followed?: { readonly what: Suggestion; readonly own: Suggestion }
  /** What is suggested where a Sequence around it goes. */
  goes?: { readonly around: PathText; readonly own: Suggestion }
  /** Whether a Delete as its Type needs it takes along what is inside. */
  takesAlong?: boolean
  /** The latest proposal, and what it was made of. */
  suggested?: Suggestion
  proposal?: Proposal
}

function rowsOf(inventory: PlainInventory, annotations: ReadonlyMap<PathText, Annotation>): readonly Row[] {
  const known = new Map<PathText, Row>()
  const byKey = new Map<string, Row>()
  const rows = inventory.elements().map((element) => {
    const path = parsePath(element.path)
    const annotation = annotations.get(element.path)
    if (path === undefined || annotation === undefined) throw new Error('every element of an inventory has a path and is annotated')
    const around = enclosing(path)
    const aroundKey = around === undefined ? undefined : pathKey(formatPath(around))
    const opened = known.get(openedElement(element.path) ?? '')
    const row: Row = {
      element,
      path,
      annotation,
      opened: opened?.isCreator === true ? undefined : opened,
      key: pathKey(element.path),
      around: aroundKey,
      sequence: aroundKey === undefined ? undefined : byKey.get(aroundKey),
      block: blockKey(path),
      isCreator: isCreator(path),
      creators: [],
      namedBy: [],
    }
    known.set(element.path, row)
    byKey.set(row.key, row)
    return row
  })
  let references: readonly Row[] | undefined
  for (const row of rows) {
    const { element, path, namedBy } = row
    namedBy.push(...namedBeside(path).flatMap((named) => known.get(named) ?? []))
    if (namedBy.length > 0) row.along = goesAlong(namedBy.map((named) => named.element.path))
    if (!listsReferences(path, element.sopClasses)) continue
    references ??= rows.filter((one) => refersToInstance(one.path))
    const inSameClass = (one: Row): boolean => one.element.sopClasses.some((sopClass) => element.sopClasses.includes(sopClass))
    namedBy.push(...references.filter(inSameClass))
    row.along = LISTS_NOTHING
  }
  return rows
}

/** What an element says by itself is found out again where something else is known of it. */
function annotateRow(row: Row, annotations: ReadonlyMap<PathText, Annotation>): void {
  const annotation = annotations.get(row.element.path)
  if (annotation === undefined) throw new Error('every element of an inventory is annotated')
  if (annotation === row.annotation) return
  row.annotation = annotation
  row.own = undefined
  row.creators = []
}

function isCreator(path: AttributePath): boolean {
  return path.kind === 'element' && leafOf(path).kind === 'creator'
}

function following(row: Row, followed: Suggestion): Suggestion {
  if (row.followed?.what !== followed) row.followed = { what: followed, own: followsElement(followed, row.opened?.element.path ?? '') }
  return row.followed.own
}

function aroundIt(row: Row, gone: ReadonlyMap<string, PathText>): Suggestion | undefined {
  const around = row.around === undefined ? undefined : gone.get(row.around)
  if (around === undefined) return undefined
  if (row.goes?.around !== around) row.goes = { around, own: deleted(DECISIONS.inside(around)) }
  return row.goes.own
}

/** What is asked of the collection as a whole, each found out once, when it is first asked. */
type OfCollection = Pick<ProposalContext, 'holdsListed' | 'has' | 'isPointedAt'>

function ofCollection(inventory: PlainInventory, listed: ParameterList): OfCollection {
  let pointedAt: ReadonlySet<Tag> | undefined
  let holding: ReadonlySet<string> | undefined
  let keys: ReadonlySet<string> | undefined
  const isPointedAt = (tag: Tag): boolean => (pointedAt ??= attributesPointedAt(inventory)).has(tag)
  const staysInside = (tag: Tag): boolean => listed(tag) !== undefined || REFERENCES.has(tag) || isPointedAt(tag)
  return {
    isPointedAt,
    holdsListed: (path) => (holding ??= sequencesWith(inventory, staysInside)).has(pathKey(path)),
    has: (path) => (keys ??= new Set(inventory.elements().map((element) => pathKey(element.path)))).has(pathKey(path)),
  }
}

function contextOf(
  inventory: PlainInventory,
  profile: Profile,
  {
    listed,
    team,
    found,
    collection,
  }: Pick<Known, 'team'> & Pick<ProposalContext, 'listed' | 'found'> & { readonly collection: OfCollection },
): ProposalContext {
  return {
    ...collection,
    found,
    texts: (path) => Array.from(inventory.values(path), shapeText),
    typed: (path) => Array.from(inventory.values(path), (value) => ({ text: shapeText(value), vr: value.vr })),
    approvals: approvalsByPath(team.approvals),
    further: teamStatements(team),
    listed,
    isCleanedInside: (path) => effectiveCode(path, profile).code === 'C',
  }
}

/** Whether nothing of what is inside an element is left; X/Z/U* leaves a required Sequence of references where it is. */
function takesContentsAlong(choice: Choice, row: Row): boolean {
  const { element, path } = row
  if (!element.vrs.includes('SQ')) return true
  if (choice.treatment !== undefined && choice.treatment !== 'auto') return true
  return (row.takesAlong ??= [...deletionFor(path, element.vrs, element.sopClasses, element).values()].every(
    (deletion) => deletion.do !== 'process',
  ))
}
