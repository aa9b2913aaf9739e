import type { PrivateBlock, PrivateBlocks, PrivateCounts, PrivateState } from '../../contract/private-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import { shapeFlags } from '../../core/annotation/value-flags.ts'
import { isOrphan } from '../../core/annotation/describe.ts'
import type { Proposal } from '../../core/decisions/decision.ts'
import { scopeHolds, specificity } from '../../core/decisions/scope.ts'
import { leafOf, openedElement, parsePath, type ElementPath } from '../../core/dicom/attribute-path.ts'
import { groupOf } from '../../core/dicom/tag.ts'
import { isPublishedCreator } from '../../core/dictionary/index.ts'
import type { Annotation } from '../../core/annotation/annotation.ts'
import { privateKnowledge } from '../../core/knowledge/private-knowledge.ts'
import { teamStatements } from '../../core/knowledge/team.ts'
import type { Equipment } from '../../core/inventory/inventory.ts'
import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import type { Session } from '../session/session.ts'

/** A private element with its place: what it is counted under. */
export interface BlockMember {
  readonly row: InventoryRow
  readonly path: ElementPath
  readonly group: number
  readonly state: PrivateState
}

/** A block with what it is made of. */
export interface BlockWithMembers {
  readonly block: PrivateBlock
  readonly members: readonly BlockMember[]
}

const remembered = new WeakMap<readonly InventoryRow[], readonly BlockWithMembers[]>()

/** The blocks of a session, found out once for each state of its decisions. */
export function blocksOf(session: Session): readonly BlockWithMembers[] {
  const rows = session.rows()
  const there = remembered.get(rows)
  if (there !== undefined) return there
  const found = findBlocks(rows, session)
  remembered.set(rows, found)
  return found
}

/**
 * Private Creator blocks as they were found, by manufacturer, model and software, most work first. Scanners of one
 * manufacturer on which a block has the same elements, and where they all stand alike, are one line.
 */
export function privateBlocks(session: Session): PrivateBlocks {
  const blocks = blocksOf(session).map(({ block }) => block)
  const elements = new Map<string, BlockMember>()
  for (const { members } of blocksOf(session)) {
    for (const member of members) {
      // An element is settled when it is so on every scanner.
      const before = elements.get(member.row.element.path)
      if (before === undefined || before.state === 'settled') elements.set(member.row.element.path, member)
    }
  }
  return { blocks, ...totals([...elements.values()]) }
}

/** Where a row is counted: of a Private Creator its name, of an element its place. Undefined for all that is not private. */
type PlaceOfRow =
  | { readonly kind: 'creator'; readonly key: string; readonly name: string }
  | { readonly kind: 'element'; readonly creator: string; readonly found: readonly FoundMember[] }

interface FoundMember {
  readonly key: string
  readonly scanner: Equipment
  readonly member: BlockMember
}

const placed = new WeakMap<InventoryRow, { readonly place: PlaceOfRow | undefined }>()

/** Found out once for each row: as long as nothing about an element has changed, its row is the same object. */
function placeOf(row: InventoryRow, session: Session): PlaceOfRow | undefined {
  const there = placed.get(row) ?? { place: findPlace(row, session) }
  placed.set(row, there)
  return there.place
}

function findPlace(row: InventoryRow, session: Session): PlaceOfRow | undefined {
  const path = parsePath(row.element.path)
  if (path?.kind !== 'element' || openedElement(row.element.path) !== undefined) return undefined
  const leaf = leafOf(path)
  if (leaf.kind === 'creator') return { kind: 'creator', key: leaf.creator.trim().toUpperCase(), name: leaf.creator }
  if (leaf.kind === 'public' && !isOrphan(path)) return undefined
  const creator = leaf.kind === 'private' ? leaf.creator : ''
  const group = leaf.kind === 'private' ? leaf.group : groupOf(leaf.tag)
  const scanners = row.element.equipment.length === 0 ? [NO_SCANNER] : row.element.equipment
  const found = scanners.map((scanner): FoundMember => ({
    key: [creator.trim().toUpperCase(), scanner.manufacturer, scanner.model, scanner.software].join('\u0000'),
    scanner,
    member: { row, path, group, state: stateOf(row, scanner, session) },
  }))
  return { kind: 'element', creator, found }
}

function findBlocks(rows: readonly InventoryRow[], session: Session): readonly BlockWithMembers[] {
  const creators = new Map<string, { readonly name: string; readonly overlaps: boolean }>()
  const byScanner = new Map<string, { readonly creator: string; readonly scanner: Equipment; readonly members: BlockMember[] }>()
  for (const row of rows) {
    const place = placeOf(row, session)
    if (place?.kind === 'creator') {
      const overlaps = row.flags.includes('identity-overlap') || creators.get(place.key)?.overlaps === true
      creators.set(place.key, { name: place.name, overlaps })
    }
    if (place?.kind !== 'element') continue
    for (const { key, scanner, member } of place.found) {
      const block = byScanner.get(key) ?? { creator: place.creator, scanner, members: [] }
      byScanner.set(key, block)
      block.members.push(member)
    }
  }
  const merged = Map.groupBy(byScanner.values(), ({ creator, scanner, members }) =>
    [creator.toUpperCase(), scanner.manufacturer, ...members.map(({ row, state }) => `${row.element.path} ${state}`)].join('\u0000'),
  )
  return [...merged.values()]
    .map((same) => blockOf(same, creators))
    .sort((a, b) => workOf(b.block) - workOf(a.block) || b.block.waiting - a.block.waiting || byCodePoint(a.block.key, b.block.key))
}

const NO_SCANNER: Equipment = { manufacturer: '', model: '', software: '' }

/** Where an element stands on a scanner. */
function stateOf(row: InventoryRow, scanner: Equipment, session: Session): PrivateState {
  const decided = session.decisions().lookup(row.element.path, scanner)
  if (decided !== undefined) return decided.choice.decision === 'review' ? 'review' : 'settled'
  // What goes with the Sequence around it is nobody's to decide any more.
  if (row.operations.length > 0 && !row.operations.includes('blocked') && row.decision === undefined) return 'settled'
  const put = proposedFor(row.proposal, scanner)
  switch (knowledgeOn(row, scanner, session)) {
    case 'conflict':
      return 'conflicting'
    case 'retain':
    case 'delete':
      return put.choice.decision === 'review' ? 'review' : 'waiting'
    case 'review':
      // A source has spoken for all that: the team, who looked at these very values.
      if (put.source === 'knowledge' && put.choice.decision !== 'review') return 'waiting'
      return row.annotation.knowledgeSources.length === 0 ? 'unknown' : 'review'
    default:
      return 'unknown'
  }
}

/** What all sources say together: where the team said something else for other scanners, without that. */
function knowledgeOn(row: InventoryRow, scanner: Equipment, session: Session): Annotation['knowledge'] {
  const { path, vrs } = row.element
  if (row.proposal.forSome === undefined) return row.annotation.knowledge
  return privateKnowledge(path, vrs, teamStatements(session.team()), [scanner])?.status ?? ''
}

/** What is put forward for a scanner: what the team settled for it in particular, else what is put forward for all. */
export function proposedFor(proposal: Proposal, scanner: Equipment): Proposal {
  if (proposal.forSome === undefined) return proposal
  const { forSome, ...all } = proposal
  const [own] = forSome.filter(({ scope }) => scopeHolds(scope, scanner)).sort((a, b) => specificity(b.scope) - specificity(a.scope))
  return own === undefined ? proposal : { ...all, ...own }
}

function workOf({ conflicting, unknown, review }: PrivateCounts): number {
  return conflicting + unknown + review
}

function blockOf(
  same: readonly { readonly creator: string; readonly scanner: Equipment; readonly members: readonly BlockMember[] }[],
  creators: ReadonlyMap<string, { readonly name: string; readonly overlaps: boolean }>,
): BlockWithMembers {
  const [first] = same
  const members = first?.members ?? []
  const creator = first?.creator ?? ''
  const scanners = same.map(({ scanner }) => scanner)
  const looksLike = looksLikeOf(creator, creators.get(creator.trim().toUpperCase())?.overlaps === true)
  const groups = [...new Set(members.map(({ group }) => group))].sort((a, b) => a - b)
  const scannerKeys = scanners.map(({ manufacturer, model, software }) => [manufacturer, model, software].join(' | '))
  const key = [creator, ...scannerKeys.sort(byCodePoint)].join('\n')
  const files = Math.max(0, ...members.map(({ row }) => row.element.files))
  return { block: { key, creator, groups, scanners, files, looksLike, ...totals(members) }, members }
}

function totals(members: readonly BlockMember[]): PrivateCounts {
  const count = (state: PrivateState): number => members.filter((member) => member.state === state).length
  const values = (chosen: readonly BlockMember[]): number => chosen.reduce((sum, { row }) => sum + row.element.distinctValues, 0)
  return {
    elements: members.length,
    values: values(members),
    settled: count('settled'),
    settledValues: values(members.filter(({ state }) => state === 'settled')),
    waiting: count('waiting'),
    conflicting: count('conflicting'),
    unknown: count('unknown'),
    review: count('review'),
  }
}

/** A creator that nobody has published may be a name or a date that somebody wrote in its place. */
function looksLikeOf(creator: string, overlaps: boolean): PrivateBlock['looksLike'] {
  if (creator === '' || isPublishedCreator(creator)) return ''
  if (overlaps) return 'identity'
  const flags = shapeFlags(creator, 'LO')
  return flags.includes('name-like') ? 'name' : flags.includes('date-like') ? 'date' : ''
}
