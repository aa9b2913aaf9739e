import type { IdentifierKind } from './identifiers.ts'
import type { Reach } from './reach.ts'
import type { ShapeFlag } from './value-flags.ts'

/** What a value shares with the identifiers of the very patient in whose files it stands. */
export interface OwnOverlap {
  readonly kind: IdentifierKind
  readonly values: number
  readonly patients: number
}

/**
 * What the values of one element look like, apart from what anybody says of it. Never a decision by itself: that many
 * patients share a value says nothing where it names staff or an institution.
 */
export interface ValueEvidence extends Reach {
  readonly kind: 'numeric' | 'text' | 'opaque' | 'none'
  readonly distinctValues: number
  /** Least and greatest number; absent where some value is none. */
  readonly range?: readonly [number, number]
  /** The commonest values that are text, each as far as it fits a line. */
  readonly examples: readonly string[]
  /** How many distinct values look like what. */
  readonly shapes: Readonly<Partial<Record<ShapeFlag, number>>>
  readonly overlaps: readonly OwnOverlap[]
  /** Patients whose identifiers were searched for. */
  readonly patientsSearched: number
  /** For a person. */
  readonly sentences: readonly string[]
}
