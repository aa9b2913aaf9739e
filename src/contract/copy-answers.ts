import type { GateReason } from './standing-answers.ts'

export interface ApplyPlan {
  /** Elements by what happens to them, each with the number of files it happens in at most. */
  readonly operations: readonly { readonly operation: string; readonly elements: number; readonly files: number }[]
  readonly openReviews: number
  readonly instances: number
  readonly notCopied: number
  readonly patients: number
  /** Sentences that a person should read first: deviations, claims that are not earned, Options without effect. */
  readonly remarks: readonly string[]
}

export interface ApplyResult {
  readonly output: string
  readonly written: number
  readonly leftOut: number
  readonly failed: number
  readonly notCopied: number
  readonly seconds: number
}

export interface ReviewResult {
  readonly gate: 'open' | 'closed'
  readonly reasons: readonly GateReason[]
  readonly reports: readonly string[]
}
