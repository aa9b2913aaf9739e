import type { GateReason } from './curation-api.ts'

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
