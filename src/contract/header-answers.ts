import type { DecisionWord, Treatment } from '../core/decisions/decision.ts'
import type { Place } from '../core/dicom/attribute-path.ts'

/** Which lines of a header are looked at. */
export interface HeaderQuery {
  /** Case-insensitive, in paths, names and values. */
  readonly search?: string
  /** `changed`: only what apply changed, removed or added; `open`: only what still waits for a decision. */
  readonly only?: 'all' | 'changed' | 'open'
  /** Paths of Sequences that are closed. */
  readonly folded?: readonly string[]
  readonly offset?: number
  readonly limit?: number
  /** Answers in `found` where the element of this inventory path is first. */
  readonly find?: string
}

/** The header of one instance, read from its file when it is asked for. */
export interface HeaderPage {
  readonly about: HeaderAbout
  readonly total: number
  readonly rows: readonly HeaderLine[]
  readonly found?: number
}

export interface HeaderAbout {
  readonly file: number
  /** Relative to the collection, with `/`. */
  readonly path: string
  readonly bytes: number
  readonly sopClass: string
  readonly transferSyntax: string
  /** At every depth. */
  readonly elements: number
  /** Other instances of the same series, by their path; absent at the ends. */
  readonly previous?: number
  readonly next?: number
  /** What of the file is no Data Element, and can carry an identity all the same. */
  readonly outside: readonly HeaderOutside[]
  /** What the latest apply made of it; null where nothing was applied. */
  readonly applied: HeaderApplied | null
}

/** A name of the file, or bytes of it outside the data set, as they are and as they are in the copy. */
export interface HeaderOutside {
  readonly place: Place
  /** Text, or the first bytes as hexadecimal digits; empty where all are zero, or where there are none. */
  readonly before: string
  /** In bytes; of a name in characters. */
  readonly length: number
  /** Absent where nothing was applied to this file. */
  readonly after?: string
  readonly lengthAfter?: number
}

export interface HeaderApplied {
  readonly status: 'written' | 'left-out' | 'failed' | 'not-reached' | 'not-readable'
  /** Relative to the output folder; empty where nothing was written. */
  readonly path: string
  readonly problem: string
  readonly kept: number
  readonly changed: number
  readonly removed: number
  readonly added: number
}

/** What became of an element in the applied copy. */
export type HeaderFate = 'kept' | 'changed' | 'emptied' | 'removed' | 'added'

/** A line of a header: an element, or an Item of a Sequence. */
export interface HeaderLine {
  readonly kind: 'element' | 'item'
  /** In this instance, items by their number: `(0040,0275)[0](0008,0050)`. */
  readonly path: string
  /** In the inventory, items as `[*]`; of an Item that of its Sequence. */
  readonly pattern: string
  readonly depth: number
  /** The last step of the path, or the number of the Item from 1. */
  readonly tag: string
  readonly name: string
  readonly vr: string
  /** Bytes in the original; in the copy for what was added. */
  readonly length: number
  readonly value: string
  /** Whether {@link value} is only the beginning: `headerValue` gives all of it. */
  readonly isCut: boolean
  /** Items of a Sequence. */
  readonly items?: number
  readonly folded?: boolean
  /** The code of Table E.1-1, and as the Options make it; empty where it is not listed. */
  readonly code: string
  readonly effectiveCode: string
  /** What is decided for this value on this scanner; absent where nobody decided. */
  readonly decision?: DecisionWord
  readonly treatment?: Treatment
  readonly proposal?: DecisionWord
  /** What the script does: several where SOP Class or value matters. */
  readonly operations: readonly string[]
  /** Absent where nothing was applied. */
  readonly fate?: HeaderFate
  /** In the copy, where it differs. */
  readonly after?: string
  readonly isAfterCut?: boolean
}

/** A value in full. */
export interface HeaderValue {
  readonly text: string
  /** `text`, or the bytes as a hexadecimal dump. */
  readonly form: 'text' | 'bytes'
  readonly length: number
  /** Whether even this is only the beginning: the value is longer than can be shown. */
  readonly isCut: boolean
}
