import type { FoundInClasses } from '../confidentiality/deletion.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import type { VR } from '../dicom/vr.ts'

/** The scanner, as far as a file names it: what a decision can be scoped to. Empty where an attribute is absent. */
export interface Equipment {
  readonly manufacturer: string
  readonly model: string
  readonly software: string
}

/**
 * What an instance belongs to. Counts of series and patients, and every scope, are counts over these.
 * One record serves all instances that agree in everything.
 */
export interface InstanceContext extends Equipment {
  /** Patient ID and its Issuer, trimmed and joined: who the patient is (PS3.3 C.7.1.1). */
  readonly patient: string
  readonly study: string
  readonly series: string
  readonly modality: string
  readonly sopClass: string
}

/** How much of a value is kept in the project. */
export type ValueForm =
  /** The whole value as text: decoded characters, or numbers; multiple values joined by `\`. */
  | 'text'
  /** Too long or no text: `value` holds the printable strings, `digest` and `length` identify the rest. */
  | 'digest'
  /** Text that the Specific Character Set does not decode: `value` holds the bytes as `\xHH`. */
  | 'undecodable'
  /** A Sequence has items, no value of its own. */
  | 'sequence'

/** One distinct value of one element, with how far it reaches. */
export interface InventoryValue {
  readonly vr: VR
  readonly form: ValueForm
  readonly value: string
  /** Form `digest`: bytes in the file, as declared (0xFFFFFFFF for encapsulated pixels). Text: its characters, since padding differs. */
  readonly length: number
  /**
   * SHA-256 of the bytes in hex, for form `digest`: of all of them up to 1 MB, else of the length and the first 64 KB.
   * Absent for Pixel Data, which is not read.
   */
  readonly digest?: string
  readonly files: number
  readonly series: number
  readonly patients: number
}

/** One element of the collection: a row of the Element Inventory before it is annotated. */
export interface InventoryElement extends FoundInClasses {
  readonly path: PathText
  readonly vrs: readonly VR[]
  readonly files: number
  readonly series: number
  readonly patients: number
  /** Distinct values; 0 for a Sequence. */
  readonly distinctValues: number
  readonly equipment: readonly Equipment[]
  readonly modalities: readonly string[]
  readonly sopClasses: readonly string[]
  /** Some file writes it as UN although its VR is known (PS3.5 6.2.2): other engines do not understand it there. */
  readonly writtenAsUnknown?: boolean
}

/** A scanned collection, as later steps see it. Implemented by the project store; small ones are built in tests. */
export interface Inventory {
  /** Every element, in the order of path text by code point. */
  elements(): readonly InventoryElement[]
  /** The distinct values of one element, in the order of value text by code point; of a Sequence there are none. */
  values(path: PathText): readonly InventoryValue[]
}

/** A distinct value without how far it reaches; its length is there where its digest is. */
export type PlainValue = Pick<InventoryValue, 'vr' | 'form' | 'value' | 'digest'> & Partial<Pick<InventoryValue, 'length'>>

/** An inventory for whoever looks at the texts of values alone: that is much cheaper to read. */
export interface PlainInventory {
  elements(): readonly InventoryElement[]
  /** @param without a text: whoever asks passes over the values that hold it, so that they may be left out */
  values(path: PathText, without?: string): Iterable<PlainValue>
}
