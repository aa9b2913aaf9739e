import type { EffectiveCode } from '../confidentiality/effective-code.ts'
import type { PathText } from '../dicom/attribute-path.ts'

/** What is known of one element of the inventory, each statement with its reason. */
export interface Annotation {
  readonly path: PathText
  /** From PS3.6 or the private dictionaries; empty where nobody names it. */
  readonly name: string
  readonly source: 'public' | 'private' | 'unknown' | 'outside'
  readonly privateCreator: string
  /** Types of the attribute in the IODs it was found in, strongest first, joined by `|`; `-` where outside the IOD. */
  readonly iodType: string
  /** Action Code of the Basic Profile (Table E.1-1), compound codes as they stand; empty outside the table. */
  readonly tableE: string
  /** The code as the chosen Options change it. */
  readonly effective: EffectiveCode
  /** Private elements: what the sources say together. Empty for public elements. */
  readonly knowledge: '' | 'retain' | 'delete' | 'review' | 'conflict' | 'unregistered'
  /** Each source with its own word: `TCIA 2024-02-01: k`. */
  readonly knowledgeSources: readonly string[]
  readonly flags: readonly Flag[]
}

export type { EffectiveCode }

export const FLAGS = [
  'free-text',
  'date-like',
  'uid-like',
  'name-like',
  'identity-overlap',
  'phi-found',
  'opaque',
  'mixed-vr',
  'orphan',
  'new',
  'deviation',
] as const
export type Flag = (typeof FLAGS)[number]
