import type { Choice, DecisionSource, Scope } from '../core/decisions/decision.ts'

/** A line of the history of a project: decisions that were made together, or a change of the profile. */
export type HistoryLine = DecisionAct | ProfileChange

/** Who did something, and when (ISO 8601, UTC). */
export interface Deed {
  readonly by: string
  readonly at: string
}

export interface DecisionAct extends Deed {
  readonly kind: 'decisions'
  readonly act: number
  readonly decisions: number
  /** How many of them a search has found; all of them without one. */
  readonly found: number
  /** How many were taken back one by one. */
  readonly singlyBack: number
  /** The first that was found. */
  readonly first: HistoryDecision
  /** Who took the whole act back, and when; null while it holds. */
  readonly takenBack: Deed | null
}

/** One decision of an act. */
export interface HistoryDecision {
  readonly id: number
  readonly path: string
  /** Of the element; empty where none is known. */
  readonly name: string
  /** Present where it is on one value only. */
  readonly value?: string
  readonly scope: Scope
  readonly choice: Choice
  readonly source: DecisionSource
  readonly reason: string
  /** Who took this one back, and when; null where it, or its whole act, was not taken back by itself. */
  readonly takenBack: Deed | null
}

export interface ProfileChange extends Deed {
  readonly kind: 'profile'
  readonly id: number
  /** What it changed, in the order of the profile; an empty text where an Option, or a setting, was not there. */
  readonly changes: readonly SettingChange[]
}

export interface SettingChange {
  /** `option`, or the name of the setting. */
  readonly name: string
  readonly before: string
  readonly after: string
}
