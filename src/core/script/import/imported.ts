import type { Choice, Scope } from '../../decisions/decision.ts'
import type { PathText } from '../../dicom/attribute-path.ts'

/** A script as decisions, as far as it says any. */
export interface Imported {
  readonly decisions: readonly ImportedDecision[]
  readonly unread: readonly Unread[]
}

export interface ImportedDecision {
  readonly path: PathText
  readonly value?: string
  readonly scope?: Scope
  readonly choice: Choice
  readonly reason: string
}

/** Something a script says that is no decision; nothing is guessed in its place. */
export interface Unread {
  /** From 1; 0 where it is the script as a whole. */
  readonly line: number
  readonly what: string
  readonly why: string
}

export const RETAIN: Choice = { decision: 'retain', treatment: 'keep' }
export const DELETE: Choice = { decision: 'delete', treatment: 'remove' }
export const EMPTY: Choice = { decision: 'delete', treatment: 'empty' }
export const REMAP: Choice = { decision: 'retain', treatment: 'remap-uid' }
export const SHIFT: Choice = { decision: 'retain', treatment: 'shift-date' }

export function replaced(text: string): Choice {
  return { decision: 'retain', treatment: 'replace', replacement: text }
}
