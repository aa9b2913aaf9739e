import { leafOf, parsePath, type PathText } from '../dicom/attribute-path.ts'
import { bytesSource } from '../dicom/byte-source.ts'
import { characterSets } from '../dicom/character-set.ts'
import type { DataElement } from '../dicom/element.ts'
import { tagOf, type Tag } from '../dicom/tag.ts'
import { valueToText } from '../dicom/value-text.ts'
import type { VR } from '../dicom/vr.ts'
import type { InventoryValue } from '../inventory/inventory.ts'
import type { Operation } from '../script/operation.ts'
import { asciiBytes } from './ascii.ts'
import { documentType } from './blank-document.ts'
import { encodeValue } from './encode-value.ts'
import { OperationIndex } from './operation-index.ts'
import type { PatientPlan } from './plan-patients.ts'
import { treatElement } from './treat-element.ts'
import { Work, type Here, type RunContext, type Subject } from './work.ts'

/** What becomes of one value of the inventory. */
export interface ValueFate {
  /** `open`: nobody has decided, so nothing is written. `unknown`: its bytes are not in the inventory. */
  readonly fate: 'kept' | 'changed' | 'emptied' | 'removed' | 'open' | 'unknown'
  /** The new value as the inventory would show it; empty where there is none. */
  readonly text: string
}

/** What a preview knows of the collection: what apply would know, and a patient to serve as the example. */
export interface PreviewContext extends Omit<RunContext, 'operations'> {
  /** Whose shift of dates and whose new identifiers stand for all where a value does not say whose it is. */
  readonly example: PatientPlan
  /** Plans by Patient ID, for values that are one. */
  readonly byPatientId: ReadonlyMap<string, PatientPlan>
}

const UTF_8 = characterSets('ISO_IR 192')

/**
 * What apply would make of one value: computed by the very functions that apply runs, with the project's key, before a
 * file is written.
 */
export function previewValue(operation: Operation, value: InventoryValue, context: PreviewContext): ValueFate {
  if (operation.do === 'blocked') return { fate: 'open', text: '' }
  const listed = operation.do === 'clean' ? listedFate(operation, value) : undefined
  if (listed !== undefined) return listed
  const bytes = bytesOf(value)
  if (bytes === undefined) return unknownBytes(operation)
  const element: DataElement = {
    tag: tagFor(operation.path),
    vr: value.vr,
    writtenVr: value.vr,
    creator: undefined,
    headerOffset: 0,
    valueOffset: 0,
    length: bytes.length,
    end: bytes.length,
  }
  const here: Here = { source: bytesSource(bytes), littleEndian: true, characterSets: UTF_8 }
  const work = workFor(value, context)
  const edit = treatElement(operation, element, operation.path, here, work)
  if (work.refusal !== undefined) return { fate: 'open', text: '' }
  if (edit === undefined) return { fate: 'kept', text: value.value }
  if (edit.do !== 'set') return { fate: 'removed', text: '' }
  if (edit.value.length === 0) return { fate: bytes.length === 0 ? 'kept' : 'emptied', text: '' }
  const { text } = valueToText(edit.value, value.vr, true, UTF_8)
  return { fate: text === value.value ? 'kept' : 'changed', text }
}

/** A cleaned value is found by what the inventory shows of it, whole or not. */
function listedFate(operation: Operation, { value, digest, form }: InventoryValue): ValueFate | undefined {
  if (form === 'text') return undefined
  const known = operation.values?.find((one) => one.value === value && one.digest === digest)
  if (known?.do === 'keep') return { fate: 'kept', text: value }
  if (known?.do === 'replace') return { fate: 'changed', text: known.with ?? '' }
  return { fate: operation.otherwise === 'empty' ? 'emptied' : operation.otherwise === 'dummy' ? 'changed' : 'removed', text: '' }
}

/** The bytes of a value that the inventory holds whole. */
function bytesOf({ form, value, vr }: InventoryValue): Uint8Array | undefined {
  if (form !== 'text') return undefined
  return encodeValue(value, vr, UTF_8) ?? (/^[\x20-\x7e]*$/.test(value) ? asciiBytes(value) : undefined)
}

function unknownBytes(operation: Operation): ValueFate {
  switch (operation.do) {
    case 'keep':
    case 'process':
      return { fate: 'kept', text: '' }
    case 'remove':
      return { fate: 'removed', text: '' }
    case 'empty':
      return { fate: 'emptied', text: '' }
    case 'replace':
      return { fate: 'changed', text: operation.with ?? '' }
    default:
      return { fate: 'unknown', text: '' }
  }
}

function tagFor(path: PathText): Tag {
  const parsed = parsePath(path)
  if (parsed?.kind !== 'element') return 0
  const leaf = leafOf(parsed)
  switch (leaf.kind) {
    case 'public':
      return leaf.tag
    case 'private':
      return tagOf(leaf.group, 0x1000 | leaf.element)
    case 'creator':
      return tagOf(leaf.group, 0x10)
  }
}

const NO_OPERATIONS = new OperationIndex([])
const NO_REFERENCES: ReadonlySet<string> = new Set()

/** An instance in which nothing stands but this value, of the patient that it names or of the example. */
function workFor({ value, vr }: InventoryValue, context: PreviewContext): Work {
  const named = vr === ('PN' satisfies VR) ? undefined : context.byPatientId.get(value.trim())
  const run: RunContext = { ...context, operations: NO_OPERATIONS }
  const nowhere = { sopClass: '', manufacturer: '', model: '', software: '' }
  const subject: Subject = {
    plan: named ?? context.example,
    patientName: vr === 'PN' ? value.trim() : '',
    sopClass: '',
    studyDate: '',
    documentType: documentType('', value),
    refersByPlace: () => false,
    listedReferences: () => NO_REFERENCES,
  }
  return new Work(run, NO_OPERATIONS.forInstance(nowhere), subject, '')
}
