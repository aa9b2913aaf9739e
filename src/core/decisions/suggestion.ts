import type { Proposal, Scope, Treatment } from './decision.ts'

/** A proposal before it has its path; without a scope it is for any scanner. */
export type Suggestion = Omit<Proposal, 'path' | 'scope'> & { readonly scope?: Scope }
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
