import type { Act } from './decision-answers.ts'

/** Where the work stands. */
export interface Standing {
  /** When the last decision was made, or taken back; empty before the first. */
  readonly decidedAt: string
  /** What undo and redo would act on; null where there is nothing. */
  readonly undo: Act | null
  readonly redo: Act | null
  /** `stale`: decisions or profile have changed since. */
  readonly script: 'none' | 'stale' | 'done'
  readonly apply: 'none' | 'unfinished' | 'stale' | 'done'
  /** The folder of the applied copy; empty before the first. */
  readonly output: string
  readonly review: { readonly gate: 'open' | 'closed'; readonly reasons: number } | null
  /** Private elements that are not settled on every scanner they were found on. */
  readonly privateOpen: number
  /** Elements whose values are to be reviewed one by one. */
  readonly valuesOpen: number
  /** False where the scanned folder is no longer in its place. */
  readonly collectionThere: boolean
}

/** What keeps the gate closed: a count, a sentence, and where the work is. */
export interface GateReason {
  readonly kind:
    'open-reviews' | 'leaks' | 'left-out' | 'conformance' | 'preservation' | 'pixels' | 'values' | 'not-applied' | 'deviation' | 'stale'
  readonly count: number
  readonly message: string
}

/** What keeps the gate of a project closed, or should be known before it opens; also before anything was reviewed. */
export interface Problem {
  readonly kind: ProblemKind
  /** False: it closes nothing, and a person should know it. */
  readonly closes: boolean
  readonly count: number
  /** Goes on from the count: `elements are still to be reviewed`. */
  readonly message: string
  /** The first elements concerned, by their paths; none where it is not about elements. */
  readonly elements: readonly string[]
}

export type ProblemKind = GateReason['kind'] | 'not-scanned' | 'moved' | 'unreadable' | 'not-reviewed'
