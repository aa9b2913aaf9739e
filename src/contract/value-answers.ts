import type { Flag } from '../core/annotation/annotation.ts'
import type { Choice, DecisionWord } from '../core/decisions/decision.ts'

/** Which of the values that need review are looked at, and how they are put together. */
export interface WorkQuery {
  /** By element with its values below it; by value, once for all places it occurs in; by the words in them. */
  readonly by: 'element' | 'value' | 'token'
  /** Case-insensitive, in values; by element in paths and names too. */
  readonly search?: string
  /** `left`: nobody has decided them; `overlap`: those of them that share something with an identity; `all`: the decided ones too. */
  readonly only?: 'left' | 'overlap' | 'all'
  /** Only values with this word in them. */
  readonly token?: string
  /** Keys of elements, and of folds, that stand open. */
  readonly open?: readonly string[]
  /** What was decided after this stays in its place: nothing moves under the hand of who decides. */
  readonly since?: number
  readonly offset?: number
  readonly limit?: number
  /** Answers in `found` where the next line is that is left, after a line. */
  readonly findNext?: { readonly from: number; readonly back?: boolean }
}

/** How far the review of values is. */
export interface WorkStanding {
  /** Values by their elements: the same text in two elements is two. */
  readonly values: number
  readonly left: number
  readonly texts: number
  readonly textsLeft: number
  readonly elements: number
  readonly elementsLeft: number
  /** Texts that share something with an identity, and are left. */
  readonly overlapsLeft: number
  /** Grows with every decision: the `since` of a list that begins now. */
  readonly seq: number
}

export interface WorkPage {
  readonly standing: WorkStanding
  readonly total: number
  readonly rows: readonly WorkLine[]
  readonly found?: number
}

export type WorkLine = WorkElement | WorkFold | WorkValue | WorkToken

/** An element whose values are to be reviewed. */
export interface WorkElement {
  readonly kind: 'element'
  /** Its path. */
  readonly key: string
  readonly name: string
  readonly vrs: readonly string[]
  readonly values: number
  readonly left: number
  /** Values that are no text: they are decided with the element as a whole. */
  readonly others: number
  readonly files: number
  readonly open: boolean
  readonly decision?: DecisionWord
  readonly proposal: DecisionWord
  readonly code: string
  readonly isPhiFound: boolean
  /** Its commonest values, for an element that stands closed. */
  readonly sample: readonly string[]
}

/** Elements that seldom need a look: all their values are numbers, or there is only one. */
export interface WorkFold {
  readonly kind: 'fold'
  readonly key: 'numeric' | 'constant'
  readonly elements: number
  readonly values: number
  readonly left: number
  readonly open: boolean
}

/** A value: in one element (with its path), or wherever it occurs. */
export interface WorkValue {
  readonly kind: 'value'
  readonly key: string
  readonly text: string
  /** Absent where it stands for all places. */
  readonly path?: string
  /** Elements in which it occurs; a few of them by name. */
  readonly places: number
  readonly names: readonly string[]
  readonly files: number
  readonly flags: readonly Flag[]
  /** The parts of the text that an identity of this collection shares: from, to (characters, the end left out). */
  readonly overlaps: readonly (readonly [number, number])[]
  /** Places in which it is left. */
  readonly left: number
  /** Where it is decided, and the same everywhere. */
  readonly choice?: Choice
}

/** A word, with the values that it is in. */
export interface WorkToken {
  readonly kind: 'token'
  readonly key: string
  readonly texts: number
  readonly left: number
  readonly files: number
  readonly isOverlap: boolean
  readonly sample: readonly string[]
}

/** Lines by their keys, or all that a query leaves but some. */
export type WorkTargets =
  { readonly by: WorkQuery['by']; readonly keys: readonly string[] } | { readonly query: WorkQuery; readonly except?: readonly string[] }

/** What a decision on targets would be made for, before it is made. */
export interface WorkReach {
  readonly decisions: number
  readonly texts: number
  readonly elements: number
}

/** Where a value occurs, and what is decided of it there. */
export interface ValuePlace {
  readonly path: string
  readonly name: string
  readonly files: number
  readonly series: number
  readonly patients: number
  readonly choice?: Choice
}
