import type { ActionCode } from '../core/confidentiality/table-e11.ts'
import type { ProfileOption } from '../core/confidentiality/profile.ts'
import type { TypeInIod } from '../core/confidentiality/iod-type.ts'
import type { ValueShape } from '../core/annotation/value-shape.ts'
import type { ValueSpread } from '../core/annotation/value-spread.ts'
import type { Equipment } from '../core/inventory/inventory.ts'
import type { ValueRow } from './inventory-row.ts'

export type { ValueShape, ValueSpread }

/** A page of the values of an element, in their order. */
export interface ElementValues {
  readonly values: readonly ValueRow[]
  /** Distinct values that hold what is searched for; all of them where nothing is. */
  readonly total: number
  /** Names the place where the next page begins; absent on the last. */
  readonly next?: string
}

/** What an element is, by those who define it, and where in the collection it stands. */
export interface ElementFacts {
  readonly path: string
  readonly definition: ElementDefinition
  readonly table: TableFacts | null
  /** One for each SOP Class that the element was found in. */
  readonly types: readonly TypeFacts[]
  readonly where: WhereFound
}

export interface ElementDefinition {
  /** `PatientID`; empty where there is none. */
  readonly keyword: string
  /** VRs that the definition offers; those that were found stand in the row. */
  readonly vrs: readonly string[]
  /** `1`, `1-n`; empty where nobody says. */
  readonly vm: string
  readonly retired: boolean
  /** Who defines it: `PS3.6 2025b`, `dicom3tools`, `gdcm` …; none where nobody does. */
  readonly by: readonly string[]
  /** Of a private element, where a dictionary names one. */
  readonly vendor: string
}

/** The row of Table E.1-1. */
export interface TableFacts {
  /** `PS3.15 2026d`. */
  readonly edition: string
  readonly basic: ActionCode
  /** In the words of Table E.1-1a. */
  readonly basicMeaning: string
  readonly effective: ActionCode
  readonly effectiveMeaning: string
  /** Every Option that has a say, chosen or not. */
  readonly options: readonly { readonly option: ProfileOption; readonly code: 'K' | 'C'; readonly chosen: boolean }[]
}

export interface TypeFacts {
  readonly sopClass: string
  /** `CT Image Storage`; the UID where nobody names it. */
  readonly name: string
  readonly type: TypeInIod
  /** What Delete comes to there. */
  readonly deletion: 'remove' | 'empty' | 'dummy' | 'process'
  readonly because: string
}

export interface Found {
  readonly files: number
  readonly series: number
  readonly patients: number
}

export interface WhereFound {
  readonly equipment: readonly (Found & { readonly scanner: Equipment })[]
  readonly modalities: readonly (Found & { readonly modality: string })[]
  /** A file that has it: its number in `files.csv`, and its path in the collection. Null where none can be named for certain. */
  readonly firstFile: { readonly number: number; readonly path: string } | null
}
