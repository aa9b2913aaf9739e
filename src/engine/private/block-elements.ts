import type { PrivateBlockDetail, PrivateElementRow } from '../../contract/private-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { approvalFor } from '../../core/decisions/carry-over.ts'
import { formatInFull } from '../../core/decisions/choice-text.ts'
import type { Proposal } from '../../core/decisions/decision.ts'
import { lookupPrivate } from '../../core/dictionary/index.ts'
import { leafOf } from '../../core/dicom/attribute-path.ts'
import type { Equipment } from '../../core/inventory/inventory.ts'
import { lossOf } from '../../core/knowledge/loss.ts'
import { privateKnowledge } from '../../core/knowledge/private-knowledge.ts'
import { approvalsByPath, teamStatements } from '../../core/knowledge/team.ts'
import { fail, ok } from '../../core/result.ts'
import type { Session } from '../session/session.ts'
import { blocksOf, proposedFor, type BlockMember } from './private-blocks.ts'
import { PRIVATE } from './texts.ts'
import { joined } from '../../core/words.ts'

/** One block with its elements: what each source says of them, what is lost without them, and where they stand. */
export function blockElements(session: Session, key: string): Outcome<PrivateBlockDetail> {
  const found = blocksOf(session).find(({ block }) => block.key === key)
  if (found === undefined) return fail({ code: 'not-found', message: PRIVATE.noBlock })
  const { block, members } = found
  const rows = members.map((member) => rowOf(member, block.scanners, session))
  const losses = Map.groupBy(
    rows.filter(({ loss }) => loss !== undefined),
    ({ loss }) => loss?.what ?? '',
  )
  return ok({
    block,
    rows,
    losses: [...losses.values()].flatMap((same) => {
      const loss = same[0]?.loss
      return loss === undefined ? [] : [{ ...loss, paths: same.map(({ row }) => row.element.path) }]
    }),
  })
}

function rowOf({ row, path, state }: BlockMember, scanners: readonly Equipment[], session: Session): PrivateElementRow {
  const leaf = leafOf(path)
  const entry = leaf.kind === 'private' ? lookupPrivate(leaf.creator, leaf.group, leaf.element) : undefined
  const loss = lossOf(path)
  const { path: text } = row.element
  const approvals = approvalsByPath(session.team().approvals)(text)
  const held = approvals.length > 0 && scanners.every((scanner) => approvalFor(scanner, approvals) !== undefined)
  const decided = scanners.map((scanner) => session.decisions().lookup(text, scanner))
  const [first] = decided
  const alike = first !== undefined && decided.every((one) => one?.id === first.id)
  return {
    row: { ...row, proposal: proposedOn(row.proposal, scanners) },
    state,
    expectedVrs: entry?.vrs ?? [],
    statements: privateKnowledge(path, row.element.vrs, teamStatements(session.team()), scanners)?.statements ?? [],
    team: approvals.length === 0 ? 'silent' : held ? 'in-scope' : 'out-of-scope',
    ...(alike ? { choice: first.choice } : {}),
    ...(loss === undefined ? {} : { loss }),
  }
}

/** What is put forward for these scanners, where it is the same for all of them. */
function proposedOn(proposal: Proposal, scanners: readonly Equipment[]): Proposal {
  if (proposal.forSome === undefined) return proposal
  const [first, ...others] = scanners.map((scanner) => proposedFor(proposal, scanner))
  if (first === undefined || others.some((one) => formatInFull(one.choice) !== formatInFull(first.choice))) return proposal
  const reasons = new Set([first, ...others].map(({ reason }) => reason))
  const alsoFor = others.map(({ scope }) => scope)
  return { ...first, reason: joined([...reasons]), ...(alsoFor.length === 0 ? {} : { alsoFor }) }
}
