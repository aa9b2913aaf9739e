import type { BlockApproval, BlockApproved } from '../../contract/private-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { formatTreatment } from '../../core/decisions/choice-text.ts'
import { choiceForWord } from '../../core/decisions/choice-for-word.ts'
import type { NewDecision } from '../../core/decisions/decision-log.ts'
import type { Choice, DecisionSource, Proposal, Scope } from '../../core/decisions/decision.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import { leafOf, openedElement, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { groupOf, isPrivate } from '../../core/dicom/tag.ts'
import type { Approval } from '../../core/knowledge/approval.ts'
import { fail, ok } from '../../core/result.ts'
import type { TeamStore } from '../knowledge/team-store.ts'
import { record } from '../session/record-decisions.ts'
import type { Session } from '../session/session.ts'
import { rememberAct, replacedBy } from './approved-acts.ts'

/**
 * One choice for the elements that are listed, and for no others: one that was never seen before stays a Review. All of
 * it is one act; with a scope that names a scanner it is remembered among the team's approvals too.
 */
export function approveBlock(session: Session, team: TeamStore, approval: BlockApproval): Outcome<BlockApproved> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: 'The project is open to look only; nothing can be decided here.' })
  const { paths, scopes, document = '', by } = approval
  if (scopes.length === 0)
    return fail({ code: 'usage', message: 'Name at least one scope; an empty one is any scanner of this collection.' })
  const chosen: Chosen[] = []
  let leftOut = 0
  for (const path of new Set(paths)) {
    const row = session.row(path)
    if (row === undefined || !isOfBlock(path, approval))
      return fail({ code: 'not-found', message: 'One of the paths is no element of this block in the inventory. Nothing was decided.' })
    const one = chosenFor(row.proposal, approval)
    const possible = openedElement(path) === undefined && one !== undefined && validateChoice(one.own, row.element.vrs, path).ok
    if (possible) chosen.push(one)
    else leftOut += 1
  }
  if (chosen.length === 0) return fail({ code: 'refused', message: 'This cannot be decided for any of these elements.' })
  const decisions = chosen.flatMap(({ path, own, source, because, scopes: held }) =>
    held.map((scope): NewDecision => ({
      path,
      scope,
      choice: own,
      source,
      reason: [because, document].filter((text) => text !== '').join('; '),
    })),
  )
  const at = new Date().toISOString()
  const approvals = chosen
    .filter(({ path }) => isNamed(path))
    .flatMap(({ path, own, because, scopes: held }) =>
      held
        .filter((scope) => approval.remember === true || Object.keys(scope).length > 0)
        .map((scope): Approval => ({
          path,
          decision: own.decision,
          treatment: formatTreatment(own),
          scope,
          by,
          at,
          reason: because,
          document,
        })),
    )
  const remembers = approval.remember !== false && approvals.length > 0
  const before = remembers ? team.approvals() : ok([])
  if (!before.ok) return before
  const remembered = remembers ? team.approve(approvals) : ok(null)
  if (!remembered.ok) return remembered
  const recorded = record(session, decisions, by)
  if (!recorded.ok) return recorded
  if (remembers) rememberAct(session, recorded.value.act, { approvals, replaced: replacedBy(approvals, before.value) })
  return ok({ ...recorded.value, leftOut, approvals: remembers ? approvals.length : 0 })
}

interface Chosen {
  readonly path: PathText
  readonly own: Choice
  readonly scopes: readonly Scope[]
  readonly source: DecisionSource
  readonly because: string
}

/**
 * What is decided for one element: the choice, or what is proposed for it; what was approved scanner by scanner before
 * is not accepted for more than that. Undefined where there is nothing to accept.
 */
function chosenFor({ path, ...proposal }: Proposal, { choice, scopes, reason = '' }: BlockApproval): Chosen | undefined {
  if (choice !== undefined) {
    const own = choice.treatment === undefined ? choiceForWord(choice.decision, proposal.choice) : choice
    return { path, own, scopes, source: 'curator', because: reason }
  }
  if (proposal.choice.decision === 'review') return undefined
  const proposed = [proposal.scope, ...(proposal.alsoFor ?? [])]
  const narrower = proposed.some((scope) => Object.keys(scope).length > 0)
  return {
    path,
    own: proposal.choice,
    scopes: narrower && scopes.some((scope) => Object.keys(scope).length === 0) ? proposed : scopes,
    source: proposal.source,
    because: [reason, proposal.reason].filter((text) => text !== '').join('; '),
  }
}

function isOfBlock(text: string, { group, creator }: Pick<BlockApproval, 'group' | 'creator'>): boolean {
  const path = parsePath(text)
  if (path?.kind !== 'element') return false
  const leaf = leafOf(path)
  if (leaf.kind === 'creator') return false
  const own = leaf.kind === 'private' ? leaf.creator : ''
  const ownGroup = leaf.kind === 'private' ? leaf.group : groupOf(leaf.tag)
  if (leaf.kind === 'public' && !isPrivate(leaf.tag)) return false
  return own.trim().toUpperCase() === creator.trim().toUpperCase() && (group === undefined || group === ownGroup)
}

/** What no creator names cannot be found again in another collection. */
function isNamed(text: string): boolean {
  const path = parsePath(text)
  return path?.kind === 'element' && leafOf(path).kind === 'private'
}
