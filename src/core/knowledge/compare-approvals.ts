import { approvalKey, type Approval } from './approval.ts'
import { knowsMore, together } from './looked-at.ts'

/** What differs between ours and theirs for one element on one kind of scanner. */
export interface ApprovalChange {
  readonly kind:
    /** They have it and we never had: it is taken up. */
    | 'added'
    /** They changed what we left as it was: theirs is taken. */
    | 'changed'
    /** They removed what we left as it was: it goes. */
    | 'removed'
    /** Both changed it, and not alike: ours stays until somebody decides. */
    | 'conflict'
    /** Both say the same, and they have looked at values that we have not: these are taken up. */
    | 'looked-at'
  readonly ours?: Approval
  readonly theirs?: Approval
  readonly base?: Approval
}

/**
 * Ours and theirs, seen from what both began with. Without a base nothing is taken for removed, and whatever both have
 * and say differently is a conflict.
 * @returns what they would change, in the order of element and scanner
 */
export function compareApprovals(
  ours: readonly Approval[],
  theirs: readonly Approval[],
  base: readonly Approval[] = [],
): readonly ApprovalChange[] {
  const [own, other, before] = [byKey(ours), byKey(theirs), byKey(base)]
  return [...new Set([...own.keys(), ...other.keys()])].sort().flatMap((key): readonly ApprovalChange[] => {
    const [mine, their, common] = [own.get(key), other.get(key), before.get(key)]
    const looked = mine !== undefined && saysSame(mine, their) && knowsMore(their?.lookedAt, mine.lookedAt)
    if (!looked && (saysSame(mine, their) || saysSame(their, common))) return []
    const all = {
      ...(mine === undefined ? {} : { ours: mine }),
      ...(their === undefined ? {} : { theirs: their }),
      ...(common === undefined ? {} : { base: common }),
    }
    if (looked) return [{ kind: 'looked-at', ...all }]
    if (!saysSame(mine, common)) return [{ kind: 'conflict', ...all }]
    return [{ kind: common === undefined ? 'added' : their === undefined ? 'removed' : 'changed', ...all }]
  })
}

/** Ours after theirs was taken up; of conflicts ours stays, or theirs where that is asked for. */
export function takeUp(
  ours: readonly Approval[],
  changes: readonly ApprovalChange[],
  conflicts: 'ours' | 'theirs' = 'ours',
): readonly Approval[] {
  const merged = byKey(ours)
  for (const { kind, ours: mine, theirs } of changes) {
    if (kind === 'conflict' && conflicts === 'ours') continue
    if (kind === 'looked-at' && mine !== undefined && theirs?.lookedAt !== undefined)
      merged.set(approvalKey(mine), { ...mine, lookedAt: together(mine.lookedAt, theirs.lookedAt) })
    else if (theirs !== undefined) merged.set(approvalKey(theirs), theirs)
    else if (mine !== undefined) merged.delete(approvalKey(mine))
  }
  return [...merged.values()]
}

function byKey(approvals: readonly Approval[]): Map<string, Approval> {
  return new Map(approvals.map((approval) => [approvalKey(approval), approval]))
}

/** Who said it and when is no difference in what is said. */
function saysSame(one: Approval | undefined, other: Approval | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.decision === other.decision && treatmentOf(one) === treatmentOf(other)
}

/** Empty is the decision's own default. */
function treatmentOf({ decision, treatment }: Approval): string {
  if (treatment !== '') return treatment
  return decision === 'retain' ? 'keep' : decision === 'delete' ? 'auto' : ''
}
