import type { CharacterSet } from './encode-text.ts'
import type { Plan } from './plan.ts'

/** One DICOM file of the collection, as it is to be written. */
export interface Instance {
  /** Where it lies in the collection, with `/`. */
  readonly file: string
  readonly dataSet: Plan
  readonly form: Form
  /** Identities drawn into the pixels or into an overlay: what a person reads there. */
  readonly burnedIn?: readonly BurnedIn[]
}

export interface BurnedIn {
  readonly text: string
  readonly path: '(7FE0,0010)' | '(6000,3000)' | '(0088,0200)[*](7FE0,0010)'
}

/** How the file is encoded; what is not said is explicit VR little endian with a plain header. */
export interface Form {
  readonly characterSet?: CharacterSet
  readonly transferSyntax?: TransferSyntaxName
  /** Sequences and Items that end with delimiters. */
  readonly undefinedLengths?: boolean
  readonly groupLengths?: boolean
  /** Text in the 128 bytes before `DICM`. */
  readonly preamble?: string
  /** Group 0002 beyond what PS3.10 requires. */
  readonly fileMeta?: Plan
  /** Bytes after the data set that are no element. */
  readonly trailing?: Uint8Array
  /** No preamble and no File Meta Information: a bare data set, as older systems leave them. */
  readonly bare?: boolean
  /** Part of the file that is there, from 0 to 1: an interrupted copy. */
  readonly cutAt?: number
  /** Written by dcmjs rather than by the generator's own encoder. */
  readonly byDcmjs?: boolean
}

export const TRANSFER_SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  big: '1.2.840.10008.1.2.2',
  jpeg: '1.2.840.10008.1.2.4.50',
  rle: '1.2.840.10008.1.2.5',
} as const

export type TransferSyntaxName = keyof typeof TRANSFER_SYNTAX
