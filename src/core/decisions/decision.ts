import type { PathText } from '../dicom/attribute-path.ts'

/** The curator's word: what becomes of the information. Never to be mixed with an Action Code or an Operation. */
export type DecisionWord = 'retain' | 'delete' | 'review'

/** How a Retain is kept, or how a Delete goes. `auto` leaves it to the attribute's Type in the IOD. */
export type Treatment = 'keep' | 'clean' | 'shift-date' | 'remap-uid' | 'map-patient' | 'replace' | 'auto' | 'remove' | 'empty' | 'dummy'

export const TREATMENTS: Readonly<Record<DecisionWord, readonly Treatment[]>> = {
  retain: ['keep', 'clean', 'shift-date', 'remap-uid', 'map-patient', 'replace'],
  delete: ['auto', 'remove', 'empty', 'dummy'],
  review: [],
}

/** Which scanners a decision holds for; an absent field means any. */
export interface Scope {
  readonly manufacturer?: string
  readonly model?: string
  readonly software?: string
}

/** What is decided, apart from who said so. */
export interface Choice {
  readonly decision: DecisionWord
  /** Absent for Review; the default is `keep` for Retain and `auto` for Delete. */
  readonly treatment?: Treatment
  /** The new value for treatment `replace`. */
  readonly replacement?: string
}

/** Where a decision came from: a person's own choice, or the proposal they accepted. */
export type DecisionSource = 'curator' | 'standard' | 'knowledge' | 'evidence' | 'import' | 'unreviewed'

/** One entry of the append-only log. */
export type LogEntry = DecisionEntry | UndoEntry | RedoEntry

interface Entry {
  /** 1, 2, 3 … in the order of the log. */
  readonly id: number
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface DecisionEntry extends Entry {
  readonly kind: 'decide'
  readonly path: PathText
  /** Present where the decision is for one value of the element only. */
  readonly value?: string
  readonly scope: Scope
  readonly choice: Choice
  readonly source: DecisionSource
  readonly reason: string
  /** Entries made by one act (an import, "accept all") share a number and are undone together. */
  readonly act: number
}

/** Takes an earlier act back, or one decision of it; nothing is ever deleted from the log. */
export interface UndoEntry extends Entry {
  readonly kind: 'undo'
  readonly act: number
  /** The id of the one decision that is taken back; absent where it is the whole act. */
  readonly entry?: number
}

/** Lets hold again what was taken back. */
export interface RedoEntry extends Entry {
  readonly kind: 'redo'
  readonly act: number
  readonly entry?: number
  /** Somebody named the act in the history: it holds again whatever was done since. */
  readonly named?: true
}

/** What is put forward for an element, and why. */
export interface Proposal {
  readonly path: PathText
  readonly scope: Scope
  /** Further scopes that the same is put forward for: what was approved scanner by scanner is accepted so. */
  readonly alsoFor?: readonly Scope[]
  readonly choice: Choice
  /** Which kind of ground it stands on: Table E.1-1 and defaults, private knowledge, or what was seen in the values. */
  readonly source: 'standard' | 'knowledge' | 'evidence'
  /** One sentence for a person. */
  readonly reason: string
  /**
   * Of a Review: what the team settled for some of the scanners that the element was found on, or for each of them
   * differently, a Review where that does not hold here; accepted, the others are decided for these scanners alone.
   */
  readonly forSome?: readonly Pick<Proposal, 'scope' | 'choice' | 'reason'>[]
}
