import type { BlockApproval, BlockApproved } from '../../contract/private-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { restsOnValues } from '../../core/decisions/carry-over.ts'
import { formatChoice, formatTreatment } from '../../core/decisions/choice-text.ts'
import { choiceForWord } from '../../core/decisions/choice-for-word.ts'
import type { NewDecision } from '../../core/decisions/decision-log.ts'
import type { Choice, DecisionSource, Proposal, Scope } from '../../core/decisions/decision.ts'
import { isSameScope } from '../../core/decisions/scope.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import { leafOf, openedElement, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import { groupOf, isPrivate } from '../../core/dicom/tag.ts'
import type { Approval } from '../../core/knowledge/approval.ts'
import { lookedAt, type FoundValues } from '../../core/knowledge/looked-at.ts'
import { approvalsByPath } from '../../core/knowledge/team.ts'
import { fail, ok } from '../../core/result.ts'
import type { TeamStore } from '../knowledge/team-store.ts'
import { addToLog } from '../session/record-decisions.ts'
import type { Session } from '../session/session.ts'
import { rememberAct, replacedBy } from './approved-acts.ts'
import { otherValues } from './found-values.ts'
import { SESSION } from '../session/texts.ts'
import { PRIVATE } from './texts.ts'
import { joined } from '../../core/words.ts'

/**
 * One choice for the elements that are listed, and for no others: one that was never seen before stays a Review. All of
 * it is one act; with a scope that names a scanner it is remembered among the team's approvals too.
 */
export function approveBlock(session: Session, team: TeamStore, approval: BlockApproval): Outcome<BlockApproved> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.decide })
  const { paths, scopes, document = '', by } = approval
  if (scopes.length === 0) return fail({ code: 'usage', message: PRIVATE.noScope })
  const chosen: Chosen[] = []
  let leftOut = 0
  for (const path of new Set(paths)) {
    const row = session.row(path)
    if (row === undefined || !isOfBlock(path, approval)) return fail({ code: 'not-found', message: PRIVATE.notOfBlock })
    const possible = chosenFor(row.proposal, approval).filter(
      ({ own }) => openedElement(path) === undefined && validateChoice(own, row.element.vrs, path).ok,
    )
    chosen.push(...possible)
    if (possible.length === 0) leftOut += 1
  }
  if (chosen.length === 0) return fail({ code: 'refused', message: PRIVATE.impossible })
  const decisions = chosen.flatMap(({ path, own, source, because, scopes: held }) =>
    held.map((scope): NewDecision => ({
      path,
      scope,
      choice: own,
      source,
      reason: joined([because, document].filter((text) => text !== '')),
    })),
  )
  const remembers = approval.remember !== false
  const before = remembers ? team.approvals() : ok([])
  if (!before.ok) return before
  const approvals = remembers ? approvalsOf(session, chosen, approval, before.value) : []
  const remembered = approvals.length > 0 ? team.amend({ gone: [], coming: approvals }) : ok(null)
  if (!remembered.ok) return remembered
  const recorded = addToLog(session, decisions, by)
  if (!recorded.ok) return recorded
  if (approvals.length > 0) rememberAct(session, recorded.value.act, { approvals, replaced: replacedBy(approvals, before.value) })
  return ok({ ...recorded.value, leftOut, approvals: approvals.length })
}

/** What the team remembers of it: for scanners that are named, or for any where that is asked for. */
function approvalsOf(
  session: Session,
  chosen: readonly Chosen[],
  { by, document = '', remember }: BlockApproval,
  before: readonly Approval[],
): readonly Approval[] {
  const at = new Date().toISOString()
  const byPath = approvalsByPath(before)
  return chosen.flatMap(({ path, own, because, scopes: held }) => {
    const scopes = isNamed(path) ? held.filter((scope) => remember === true || Object.keys(scope).length > 0) : []
    const found = scopes.length === 0 ? undefined : lookedAtNow(session, path, own)
    return scopes.map((scope): Approval => {
      const there = byPath(path).find((one) => isSameScope(one.scope, scope))
      return {
        path,
        decision: own.decision,
        treatment: formatTreatment(own),
        scope,
        by,
        at,
        reason: because,
        document,
        ...(found === undefined ? {} : { lookedAt: lookedAt(found, there?.lookedAt) }),
      }
    })
  })
}

/** The values that a Retain rests on: without those of which something else is decided. Undefined where it rests on none. */
function lookedAtNow(session: Session, path: PathText, own: Choice): FoundValues | undefined {
  const row = session.row(path)
  if (row === undefined || !restsOnValues(own, { vrs: row.element.vrs, flags: row.annotation.flags })) return undefined
  const otherwise = session
    .decisions()
    .at(path)
    .values.filter(({ choice }) => formatChoice(choice) !== formatChoice(own))
  return otherValues(session.inventory, path, new Set(otherwise.flatMap(({ value }) => value ?? [])))
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
 * is not accepted for more than that, and where it differs from scanner to scanner each has its own. Empty where there is
 * nothing to accept.
 */
function chosenFor({ path, ...proposal }: Proposal, { choice, scopes, reason = '' }: BlockApproval): readonly Chosen[] {
  if (choice !== undefined) {
    const own = choice.treatment === undefined ? choiceForWord(choice.decision, proposal.choice) : choice
    return [{ path, own, scopes, source: 'curator', because: reason }]
  }
  const because = (why: string): string => joined([reason, why].filter((text) => text !== ''))
  if (proposal.choice.decision === 'review')
    return (proposal.forSome ?? []).flatMap((part): readonly Chosen[] => {
      const held = part.choice.decision === 'review' ? [] : scopes.flatMap((scope) => narrowed(part.scope, scope) ?? [])
      return held.length === 0 ? [] : [{ path, own: part.choice, scopes: held, source: proposal.source, because: because(part.reason) }]
    })
  const proposed = [proposal.scope, ...(proposal.alsoFor ?? [])]
  const narrower = proposed.some((scope) => Object.keys(scope).length > 0)
  return [
    {
      path,
      own: proposal.choice,
      scopes: narrower && scopes.some((scope) => Object.keys(scope).length === 0) ? proposed : scopes,
      source: proposal.source,
      because: because(proposal.reason),
    },
  ]
}

/** What two scopes have in common where one is within the other; undefined where neither is. */
function narrowed(one: Scope, other: Scope): Scope | undefined {
  const holds = (wide: Scope, narrow: Scope): boolean => FIELDS.every((field) => wide[field] === undefined || wide[field] === narrow[field])
  return holds(one, other) ? other : holds(other, one) ? one : undefined
}

const FIELDS = ['manufacturer', 'model', 'software'] as const

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
