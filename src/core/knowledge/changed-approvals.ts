import type { Approval } from './approval.ts'
import { groupedApprovals, type TeamKnowledge } from './team.ts'

/**
 * Keys (`pathKey`) of the elements of which something else is approved now than before: nothing else that is known of
 * any other element has changed. Undefined where more than approvals has, so that nothing can be said of single elements.
 */
export function changedApprovals(before: TeamKnowledge, now: TeamKnowledge): ReadonlySet<string> | undefined {
  if (before.imported !== now.imported || before.declared !== now.declared) return undefined
  const [ours, theirs] = [groupedApprovals(before.approvals), groupedApprovals(now.approvals)]
  const changed = new Set<string>()
  for (const [key, approvals] of theirs) if (!areSame(approvals, ours.get(key))) changed.add(key)
  for (const key of ours.keys()) if (!theirs.has(key)) changed.add(key)
  return changed
}

/** In the same order too: of equals the first is named first. */
function areSame(some: readonly Approval[], others: readonly Approval[] | undefined): boolean {
  return some.length === others?.length && some.every((one, index) => isSame(one, others[index]))
}

const TEXTS = ['path', 'decision', 'treatment', 'by', 'at', 'reason', 'document'] as const
const SCOPE = ['manufacturer', 'model', 'software'] as const

function isSame(one: Approval, other: Approval | undefined): boolean {
  if (one === other) return true
  return (
    other !== undefined &&
    TEXTS.every((name) => one[name] === other[name]) &&
    SCOPE.every((name) => one.scope[name] === other.scope[name]) &&
    JSON.stringify(one.lookedAt) === JSON.stringify(other.lookedAt)
  )
}
