import type { PathText } from '../dicom/attribute-path.ts'
import type { DecisionTable } from '../decisions/decision-table.ts'
import type { Inventory, PlainInventory } from '../inventory/inventory.ts'
import type { ExpressibilityRow } from './expressibility.ts'
import type { RedactionRegion } from './redaction-regions.ts'
import type { NativeScript, Operation, ScriptSettings } from './operation.ts'

/** Which instances go to one of several scripts: those of a manufacturer, or of one model of it. Empty where files name none. */
export interface Route {
  readonly manufacturer: string
  readonly model?: string
}

/** What is printed as a script for an engine. */
export interface TargetInput {
  readonly operations: readonly Operation[]
  readonly settings: ScriptSettings
  readonly inventory: Inventory
  /** The whole collection, where `inventory` is what some of its scanners have; values are the same. */
  readonly collection?: Pick<Inventory, 'elements'>
  /** The same values as texts alone, where they are cheaper to read so. */
  readonly plain?: Pick<PlainInventory, 'values'>
  readonly decisions: DecisionTable
  readonly madeFrom: NativeScript['madeFrom']
  /** What apply settled for the patients; undefined before it has run. */
  readonly crosswalk?: Crosswalk
  /** One script for each manufacturer of the collection, or each model, where the target has such scripts. */
  readonly per?: 'manufacturer' | 'model'
  /** Private Creators that may name somebody, in upper case; a script names none of those that go. */
  readonly identifyingCreators?: ReadonlySet<string>
  /** Which of several scripts is written, where each of a manufacturer or model has its own. */
  readonly route?: Route
  /** Pixels that are to be redacted, where the target can be told of them. */
  readonly regions?: readonly RedactionRegion[]
}

/** Whether something holds for the text of some value of an element; the reading stops there. */
export function someText({ inventory, plain }: ReadsTexts, path: PathText, holds: (text: string) => boolean): boolean {
  for (const { value } of (plain ?? inventory).values(path)) if (holds(value)) return true
  return false
}

export interface ReadsTexts {
  readonly inventory: Pick<Inventory, 'values'>
  readonly plain?: TargetInput['plain'] | undefined
}

/** New identifiers of patients, by their old Patient ID. It identifies people: it goes only into files that are the owner's. */
export interface Crosswalk {
  readonly patientIds: ReadonlyMap<string, string>
  /** New names, where a mapping file gives names; of every patient then. */
  readonly patientNames?: ReadonlyMap<string, string>
  /** Days by which the dates of a patient move; negative is earlier. */
  readonly dayShifts: ReadonlyMap<string, number>
}

export interface TargetFile {
  readonly name: string
  readonly text: Iterable<string>
  /** Readable by its owner only. */
  readonly secret: boolean
}

export interface TargetOutput {
  readonly files: readonly TargetFile[]
  readonly expressibility: readonly ExpressibilityRow[]
  /** Open Reviews, which are written as deletion. */
  readonly openReviews: readonly PathText[]
}

/** A writer for one engine. What it writes is never weaker than the decisions unless a row of expressibility says so. */
export interface ScriptTarget {
  readonly name: string
  write(input: TargetInput): TargetOutput
}
