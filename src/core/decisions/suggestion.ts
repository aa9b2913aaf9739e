import type { Proposal, Treatment } from './decision.ts'

/** A proposal before it has its path. */
export type Suggestion = Omit<Proposal, 'path' | 'scope'>
type Source = Proposal['source']

export function retained(treatment: Treatment, reason: string, source: Source = 'standard'): Suggestion {
  return { choice: { decision: 'retain', treatment }, source, reason }
}

export function kept(reason: string, source: Source = 'standard'): Suggestion {
  return retained('keep', reason, source)
}

export function deleted(reason: string, source: Source = 'standard'): Suggestion {
  return { choice: { decision: 'delete', treatment: 'auto' }, source, reason }
}

export function open(reason: string, source: Source = 'standard'): Suggestion {
  return { choice: { decision: 'review' }, source, reason }
}
