import type { Choice, DecisionSource, Scope } from '../core/decisions/decision.ts'

export interface DecisionRequest {
  readonly path: string
  readonly value?: string
  readonly scope?: Scope
  readonly choice: Choice
  readonly reason?: string
}

/** What is in the log for good: told before anything that follows from it is found out. */
export interface InLog {
  /** Number of log entries written, or taken back. */
  readonly entries: number
  /** The act that they belong to. */
  readonly act: number
  /** Elements that the decision cannot be made for, and that were left as they are. */
  readonly leftOut?: number
}

export interface Recorded extends InLog {
  /** Elements that are still to be reviewed. */
  readonly openReviews: number
}

export interface ProfileImported extends Recorded {
  readonly kind: 'confidentiality-profile' | 'modality-software-profile'
  /** Rows whose element is not in this inventory: they are decided all the same, for a later delivery. */
  readonly notFound: number
}

/** One decision in the history of an element. */
export interface HistoryEntry {
  /** Present where it is on one value only. */
  readonly value?: string
  readonly scope: Scope
  readonly choice: Choice
  readonly source: DecisionSource
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string
  /** Whether it was undone. */
  readonly takenBack: boolean
  /** How many decisions its act made: an import or "accept all" makes many. */
  readonly together: number
}

/** Decisions that were made together, and are undone together. */
export interface Act {
  readonly decisions: number
  /** Of the first of them. */
  readonly path: string
  readonly choice: Choice
}

export type AcceptKind = 'all' | 'standard' | 'knowledge' | 'evidence'
