import type { Outcome } from '../../contract/outcome.ts'
import { approvalKey, type Approval } from '../../core/knowledge/approval.ts'
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
  const keys = new Set(approvals.map(approvalKey))
  return there.filter((approval) => keys.has(approvalKey(approval)))
}

/** Takes the approvals of an act back, or makes them again; those that were changed since, here or elsewhere, stay. */
export function stepApprovals(session: Session, team: TeamStore, act: number, direction: 'undo' | 'redo'): Outcome<null> {
  const kept = session.project.meta(`${META}${act}`)
  if (kept === undefined) return ok(null)
  const { approvals, replaced } = JSON.parse(kept) as ApprovedAct
  const [gone, back] = direction === 'undo' ? [approvals, replaced] : [replaced, approvals]
  const there = team.approvals()
  if (!there.ok) return there
  const byKey = new Map(there.value.map((approval) => [approvalKey(approval), approval]))
  const goneByKey = new Map(gone.map((approval) => [approvalKey(approval), approval]))
  const isUnchanged = (key: string): boolean => byKey.get(key)?.at === goneByKey.get(key)?.at
  const coming = back.filter((approval) => isUnchanged(approvalKey(approval)))
  for (const key of goneByKey.keys()) if (isUnchanged(key)) byKey.delete(key)
  for (const approval of coming) byKey.set(approvalKey(approval), approval)
  return team.replaceApprovals([...byKey.values()])
}
