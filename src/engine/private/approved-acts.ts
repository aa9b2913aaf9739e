import type { Outcome } from '../../contract/outcome.ts'
import { approvalKey, type Approval } from '../../core/knowledge/approval.ts'
import { isSameScope } from '../../core/decisions/scope.ts'
import { approvalsByPath } from '../../core/knowledge/team.ts'
import { ok } from '../../core/result.ts'
import type { TeamStore } from '../knowledge/team-store.ts'
import type { Session } from '../session/session.ts'

/** What an act made of the team's approvals, and what stood there before. */
export interface ApprovedAct {
  readonly approvals: readonly Approval[]
  readonly replaced: readonly Approval[]
}

const META = 'approvals-of-act-'

/** Remembers with the project which approvals an act made, so that they are taken back with it. */
export function rememberAct({ project }: Session, act: number, made: ApprovedAct): void {
  project.setMeta(`${META}${act}`, JSON.stringify(made))
}

/** Approvals that these would take the place of. */
export function replacedBy(approvals: readonly Approval[], there: readonly Approval[]): readonly Approval[] {
  const byPath = approvalsByPath(there)
  return approvals.flatMap(({ path, scope }) => byPath(path).filter((one) => isSameScope(one.scope, scope)))
}

/** Takes the approvals of an act back, or makes them again; those that were changed since, here or elsewhere, stay. */
export function stepApprovals(session: Session, team: TeamStore, act: number, direction: 'undo' | 'redo'): Outcome<null> {
  const kept = session.project.meta(`${META}${act}`)
  if (kept === undefined) return ok(null)
  const { approvals, replaced } = JSON.parse(kept) as ApprovedAct
  const [gone, back] = direction === 'undo' ? [approvals, replaced] : [replaced, approvals]
  const there = team.approvals()
  if (!there.ok) return there
  const byPath = approvalsByPath(there.value)
  const holding = ({ path, scope }: Approval): Approval | undefined => byPath(path).find((one) => isSameScope(one.scope, scope))
  const goneByKey = new Map(gone.map((approval) => [approvalKey(approval), approval]))
  const isUnchanged = (approval: Approval): boolean => holding(approval)?.at === goneByKey.get(approvalKey(approval))?.at
  return team.amend({ gone: gone.filter(isUnchanged), coming: back.filter(isUnchanged) })
}
