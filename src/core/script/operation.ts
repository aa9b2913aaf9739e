import type { PathText } from '../dicom/attribute-path.ts'
import type { Scope } from '../decisions/decision.ts'

/** What the machine does to an element. Decisions are compiled to these; script writers print them and apply runs them. */
export const OPERATION_KINDS = [
  'keep',
  'remove',
  'empty',
  'dummy',
  'clean',
  'shift-date',
  'remap-uid',
  'map-patient',
  'replace',
  'add',
  'process',
  'blocked',
] as const
export type OperationKind = (typeof OPERATION_KINDS)[number]

/** Which instances an Operation is for; an absent field means any. The first that matches, most specific first, holds. */
export interface Condition extends Scope {
  readonly sopClasses?: readonly string[]
}

/** What becomes of one value of a cleaned element. */
export interface ValueOperation {
  readonly value: string
  /** SHA-256 of the bytes in hex, where `value` is not the whole value (form `digest` of the inventory). */
  readonly digest?: string
  readonly do: 'keep' | 'remove' | 'replace'
  /** The new value, for `replace`. */
  readonly with?: string
  /**
   * Somebody has decided to keep this very value of (0008,0016) or (0028,0301): a private SOP Class, or pixels with text
   * burned in, which are left out otherwise.
   */
  readonly named?: true
}

/** Purely descriptive, immutable: an element, when, what, and why. */
export interface Operation {
  readonly path: PathText
  readonly when: Condition
  readonly do: OperationKind
  /** The value of `replace` and `add`. */
  readonly with?: string
  /**
   * For `add`: {@link with} is made for each instance: `{patient}` stands for the patient's new ID, `{days}` and `{event}`
   * for the days from an event to the Study Date and for the event. Where one is not known the element is not there.
   */
  readonly pattern?: true
  /**
   * For `clean`: what becomes of each distinct value. A value not listed is removed. For `shift-date`: what becomes of
   * those that are not shifted, since they are no dates or were decided otherwise. Where one of several is a date and
   * another is none it is said of the other; the date is shifted, unless all of them are replaced.
   */
  readonly values?: readonly ValueOperation[]
  /**
   * How to leave what cannot be treated, as the Type allows: what is no date for `shift-date`, no Sequence for `process`.
   */
  readonly otherwise?: 'remove' | 'empty' | 'dummy'
  /**
   * For `process`: each Content Item in it goes, stays or is treated by its concept name and value type (PS3.15 Table
   * E.3.4-1), and what is left of it by the Operations of its elements.
   */
  readonly content?: true
  /** For a part of a code that stays: where the Coding Scheme Designator in its Item goes, it goes too. */
  readonly withScheme?: true
  /** The decision and its reason, for the person who reads the script. */
  readonly because: string
}

/** Everything that steers treatments and is no single element: read from the profile's settings. */
export interface ScriptSettings {
  readonly uidRoot: string
  readonly dateShift: string
  readonly patientId: string
  readonly emptiedCreators: 'drop' | 'keep'
  readonly unlisted: 'by-kind' | 'delete'
  readonly ageCap: boolean
  readonly outputPath: string
  /** Where the events come from that {@link Operation.pattern} counts days from: `baseline`, or a CSV file. */
  readonly temporalOffset?: string
  /** A DICOMDIR is made over the copy. */
  readonly dicomdir?: 'none' | 'make'
  /** Each instance gets an Item that names us in (0018,A001). */
  readonly contributingEquipment?: boolean
  /** Options of Table E.1-1 that were chosen, by their settled spelling. */
  readonly options: readonly string[]
  /** CID 7050 codes that this script earns, and the text for (0012,0063). */
  readonly methodCodes: readonly string[]
  readonly methodTexts: readonly string[]
  /** (0028,0303): what was done to dates. */
  readonly longitudinal: 'REMOVED' | 'UNMODIFIED' | 'MODIFIED'
}

/** The native script: readable, complete, and read back to equal Operations. */
export interface NativeScript {
  readonly format: 'tagbench-script'
  readonly version: 1
  /** Elements that nobody has decided and that are written as deletion. */
  readonly openReviews?: number
  readonly madeFrom: { readonly project: string; readonly tables: Readonly<Record<string, string>>; readonly digest: string }
  readonly settings: ScriptSettings
  readonly operations: readonly Operation[]
}

/** The paths of the elements on which nobody has decided. */
export function openReviewsOf({ operations }: { readonly operations: readonly Operation[] }): readonly PathText[] {
  return [...new Set(operations.filter((operation) => operation.do === 'blocked').map(({ path }) => path))]
}
