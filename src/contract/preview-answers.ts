import type { Choice, Scope } from '../core/decisions/decision.ts'

export interface Preview {
  /** The days by which the dates of the patient who serves as the example move; null where dates stay or no shift is set. */
  readonly exampleDays: number | null
  /** Elements that an Operation does something to; with a path that element alone. */
  readonly elements: readonly PreviewElement[]
  /** Of the whole script: in how many places each kind of Operation does something, `search` applied. */
  readonly operations: readonly { readonly operation: string; readonly elements: number }[]
  /** Where the next page begins; null at the end. */
  readonly next: number | null
}

export interface PreviewElement {
  readonly path: string
  readonly name: string
  /** The kind of the Operation, and the scanner it is for where it is not for all. */
  readonly operation: string
  readonly scope: Scope
  readonly sopClasses?: readonly string[]
  readonly because: string
  readonly files: number
  readonly distinctValues: number
  /** Whether every patient has an answer of their own; what stands here is that of one. */
  readonly perPatient: boolean
  /** The commonest values, up to the limit. */
  readonly values: readonly PreviewValue[]
  /** Distinct values by their fate: of all, or of the commonest where there are too many. */
  readonly fates: { readonly of: number } & Readonly<Record<PreviewValue['fate'], number>>
}

export interface PreviewValue {
  readonly old: string
  readonly fate: 'kept' | 'changed' | 'emptied' | 'removed' | 'open' | 'unknown'
  readonly new: string
  readonly files: number
  readonly patients: number
}

/** An element as if something were decided of it; without a choice, as it is decided. */
export interface ConsideredElement {
  readonly path: string
  readonly choice?: Choice
  readonly scope?: Scope
}

/** What would become of some elements together. */
export interface SelectionPreview {
  /** By what is done, the commonest first. */
  readonly effects: readonly SelectionEffect[]
  /** Elements to which nothing is done by themselves: what becomes of the Sequence around them holds. */
  readonly around: number
}

/** What one kind of Operation does to some elements and their values. */
export type SelectionEffect = Pick<PreviewElement, 'operation' | 'distinctValues' | 'fates'> & { readonly elements: number }
