import type { Deidentified } from '../../../src/core/deidentification/deidentify.ts'
import { deidentify } from '../../../src/core/deidentification/deidentify.ts'
import { OperationIndex } from '../../../src/core/deidentification/operation-index.ts'
import type { PatientPlan } from '../../../src/core/deidentification/plan-patients.ts'
import type { Refusal } from '../../../src/core/deidentification/problem.ts'
import { uidRemapper } from '../../../src/core/deidentification/remap-uid.ts'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import type { DataElement, Part10File } from '../../../src/core/dicom/element.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import { gather, writePart10 } from '../../../src/core/dicom/write-part10.ts'
import { ok, type Result } from '../../../src/core/result.ts'
import type { Operation, OperationKind, ScriptSettings } from '../../../src/core/script/operation.ts'
import { DEFLATE, part10, read, text, type Built, type Part10Options } from '../../fixtures/dicom-bytes.ts'
import { keyedBy } from './keyed-for-tests.ts'

export const CT = '1.2.840.10008.5.1.4.1.1.2'

export const SETTINGS: ScriptSettings = {
  uidRoot: '2.25',
  dateShift: 'key',
  patientId: '{key}',
  emptiedCreators: 'drop',
  unlisted: 'by-kind',
  ageCap: true,
  outputPath: '{patient}/{study}/{series}/{sop}.dcm',
  options: [],
  methodCodes: ['113100'],
  methodTexts: ['Tagbench'],
  longitudinal: 'REMOVED',
}

/** What identifies an instance, which every instance here has. */
export const IDENTIFIERS: readonly Built[] = [
  text(0x00080016, 'UI', CT),
  text(0x00080018, 'UI', '1.2.3.4'),
  text(0x00100020, 'LO', 'P1'),
  text(0x0020000d, 'UI', '1.2.3'),
  text(0x0020000e, 'UI', '1.2.3.1'),
]

export function op(path: string, how: OperationKind, more: Partial<Operation> = {}): Operation {
  return { path, when: {}, do: how, because: 'the test says so', ...more }
}

/** The Operations of {@link IDENTIFIERS}: kept, so that a test speaks of one thing only. */
const KEPT = ['(0008,0016)', '(0008,0018)', '(0010,0020)', '(0020,000D)', '(0020,000E)'].map((path) => op(path, 'keep'))

export interface Case {
  readonly elements: readonly Built[]
  readonly operations: readonly Operation[]
  readonly settings?: Partial<ScriptSettings>
  readonly plan?: Partial<PatientPlan>
  readonly file?: Part10Options
}

export interface Outcome extends Deidentified {
  readonly bytes: Uint8Array
  readonly before: Part10File
  readonly after: Part10File
}

/** The instance with its identifiers, as a file. Elements of the case stand in for identifiers of the same tag. */
export function fileOf({ elements, file }: Case): Uint8Array {
  const own = new Set(elements.map(({ tag }) => tag))
  const all = [...IDENTIFIERS.filter(({ tag }) => !own.has(tag)), ...elements].sort((a, b) => a.tag - b.tag)
  return part10(all, file)
}

export function apply(given: Case): Result<Outcome, Refusal> {
  return applyTo(fileOf(given), given)
}

export function applyTo(bytes: Uint8Array, given: Case): Result<Outcome, Refusal> {
  const before = readOrThrow(bytes)
  const keyed = keyedBy('one secret')
  const settings = { ...SETTINGS, ...given.settings }
  const own = new Set(given.operations.map(({ path }) => path))
  const plan: PatientPlan = { key: 'P1', id: 'P1', newId: 'NEW-1', days: -100, ...given.plan }
  const done = deidentify(before, bytesSource(bytes), PathNode.root(), {
    operations: new OperationIndex([...KEPT.filter(({ path }) => !own.has(path)), ...given.operations]),
    settings,
    keyed,
    uids: uidRemapper(keyed, settings.uidRoot),
    patients: new Map([[plan.key, plan]]),
  })
  if (!done.ok) return done
  const { dataSet, header } = done.value
  const parts = writePart10(before, { dataSet, header, trailing: 'drop' }, { deflate: DEFLATE })
  if (!parts.ok) throw new Error(parts.failure.message)
  const length = parts.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  const out = gather({ parts: [...parts.value], length }, bytesSource(bytes))
  return ok({ ...done.value, bytes: out, before, after: readOrThrow(out) })
}

/** For cases that are to be written. */
export function applied(given: Case): Outcome {
  const done = apply(given)
  if (!done.ok) throw new Error(done.failure.message)
  return done.value
}

export function refused(given: Case): Refusal {
  const done = apply(given)
  if (done.ok) throw new Error('the instance was written')
  return done.failure
}

function readOrThrow(bytes: Uint8Array): Part10File {
  const file = read(bytes)
  if (!file.ok) throw new Error(file.failure.message)
  return file.value
}

export function elementAt(file: Part10File, tag: number): DataElement | undefined {
  return file.elements.find((element) => element.tag === tag)
}

/** The value of a root element as characters, without padding; undefined where there is none. */
export function valueAt(file: Part10File, tag: number): string | undefined {
  return textIn(file, elementAt(file, tag))
}

export function textIn(file: Part10File, element: DataElement | undefined): string | undefined {
  if (element === undefined) return undefined
  return Buffer.from(file.dataSet.bytes(element.valueOffset, element.length))
    .toString('latin1')
    .replace(/[ \0]+$/, '')
}

export function tagsOf(file: Part10File): readonly number[] {
  return file.elements.map(({ tag }) => tag)
}
