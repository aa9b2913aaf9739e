import type { PathText } from '../dicom/attribute-path.ts'
import type { ByteSource } from '../dicom/byte-source.ts'
import type { CharacterSets } from '../dicom/character-set.ts'
import type { DataElement } from '../dicom/element.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { valueToText } from '../dicom/value-text.ts'
import type { ScriptSettings } from '../script/operation.ts'
import { asciiText } from './ascii.ts'
import type { DocumentType } from './blank-document.ts'
import { keyedText, type Keyed } from './keyed.ts'
import type { InstanceOperations, OperationIndex } from './operation-index.ts'
import type { PatientPlan } from './plan-patients.ts'
import type { Otherwise, Problem, ProblemKind, Refusal } from './problem.ts'
import type { UidRemapper } from './remap-uid.ts'

/** What is the same for every instance of a run. */
export interface RunContext {
  readonly operations: OperationIndex
  readonly settings: ScriptSettings
  readonly keyed: Keyed
  readonly uids: UidRemapper
  /** Everything settled for the patients of the collection, by the key of the inventory. */
  readonly patients: ReadonlyMap<string, PatientPlan>
}

/** The data set that is being edited: the root, or an item. */
export interface Here {
  readonly source: ByteSource
  readonly littleEndian: boolean
  readonly characterSets: CharacterSets
}

/** What the instance says of itself at its root, as far as treatments ask for it. */
export interface Subject {
  readonly plan: PatientPlan
  readonly patientName: string
  readonly sopClass: string
  /** (0008,0020) as it was. */
  readonly studyDate: string
  /** The kind of document that it must have, where it is one. */
  readonly documentType: DocumentType
  /** Whether Content Items are referred to by their place; found out when it is first asked for. */
  readonly refersByPlace: () => boolean
  /** UIDs of instances that stay as they are in a list of what an SR Document refers to. */
  readonly listedReferences: () => ReadonlySet<string>
}

/** One instance on its way: what holds for it, and what has been found and made so far. */
export class Work {
  readonly run: RunContext
  readonly operations: InstanceOperations
  readonly subject: Subject
  readonly problems: Problem[] = []
  /** UIDs that were replaced, old → new. */
  readonly uids = new Map<string, string>()
  /** Whether any date was moved. */
  shifted = false
  /** Whether Content Items were cleaned by Table E.3.4-1. */
  contentCleaned = false
  /** Set once: the instance is not written, and nothing more needs to be done. */
  refusal: Refusal | undefined
  /** Whether anything was made from the SOP Instance UID, which is another in every file. */
  tookInstance = false
  /** Whether anything was made from what the instance lists of others, which is another in every file. */
  tookReferences = false
  readonly #sopInstance: string

  constructor(run: RunContext, operations: InstanceOperations, subject: Subject, sopInstance: string) {
    this.run = run
    this.operations = operations
    this.subject = subject
    this.#sopInstance = sopInstance
  }

  /** The SOP Instance UID as it was. */
  get sopInstance(): string {
    this.tookInstance = true
    return this.#sopInstance
  }

  /** Whether the instance lists another as what it refers to, under the UID that it has. */
  listsAsItIs(uid: string): boolean {
    const listed = this.subject.listedReferences()
    // Whether anything is listed follows from how the file is laid out; only what is, from its values.
    if (listed.size > 0) this.tookReferences = true
    return listed.has(uid)
  }

  note(kind: ProblemKind, path: PathText, done?: Otherwise): void {
    this.problems.push(done === undefined ? { kind, path } : { kind, path, done })
  }

  stop(refusal: Refusal): undefined {
    this.refusal ??= refusal
    return undefined
  }

  /** A new UID in place of an old one, remembered for the crosswalk. */
  remap(uid: string): string {
    const made = this.run.uids.remap(uid)
    if (made !== uid) this.uids.set(uid, made)
    return made
  }

  /** What stands in an output path for an identifier that is empty: keyed, so that it tells nothing and apart. */
  placeName(of: string, text: string): string {
    return `no-${of}-${keyedText(this.run.keyed, 'place', `${of} ${text}`, 12)}`
  }

  /** So many keyed characters in place of an identifier, for the names that a medium takes. */
  shortName(of: string, text: string, length: number): string {
    return keyedText(this.run.keyed, 'place', `short ${of} ${text}`, length)
  }
}

/** A value as characters 0 to 255 without padding: enough for what is ASCII by its VR. */
export function rawText(here: Here, element: DataElement): string {
  return asciiText(valueBytes(here.source, element))
}

/** A value as text by its VR and character set, trimmed. */
export function textOf(here: Here, element: DataElement): string {
  return valueToText(valueBytes(here.source, element), element.vr, here.littleEndian, here.characterSets).text.trim()
}

/** The data sets in the items of a Sequence, before their own character sets are known. */
export function encodingOf(sequence: DataElement, here: Here): Here {
  return sequence.encoding === undefined ? here : { ...here, littleEndian: sequence.encoding.littleEndian }
}
