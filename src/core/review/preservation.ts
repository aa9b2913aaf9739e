import { parsePath, type PathText } from '../dicom/attribute-path.ts'
import { elementOf, groupOf, TAG } from '../dicom/tag.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { capAge } from '../deidentification/age-cap.ts'
import { asciiText } from '../deidentification/ascii.ts'
import type { Operation } from '../script/operation.ts'
import type { Change } from './compare-instances.ts'

/**
 * What apply does to every instance without an Operation for the element: File Meta Information and the preamble are
 * written anew (PS3.15 E.1.1 step 7), group lengths, padding and bytes after the data set go, the marks of
 * de-identification come (step 6).
 */
const MARKS: ReadonlySet<number> = new Set([
  TAG.patientIdentityRemoved,
  TAG.deidentificationMethod,
  TAG.deidentificationMethodCodeSequence,
  TAG.longitudinalTemporalInformationModified,
])

/** Whether apply writes or drops what stands there in every instance, whatever was decided. */
export function isAlwaysWritten(path: PathText): boolean {
  const parsed = parsePath(path)
  if (parsed === undefined) return false
  if (parsed.kind === 'outside') return true
  const [first] = parsed.steps
  const last = parsed.steps.at(-1)
  return (
    (first?.kind === 'public' &&
      (groupOf(first.tag) === 2 || groupOf(first.tag) === 0 || MARKS.has(first.tag) || first.tag === TAG.dataSetTrailingPadding)) ||
    (last?.kind === 'public' && elementOf(last.tag) === 0)
  )
}

/** Why an element is not as it was; undefined where nothing accounts for it: a preservation failure. */
export function reasonOf(change: Change): string | undefined {
  const { operation } = change
  if (operation !== undefined && accounts(operation, change)) return operation.because
  if (isAlwaysWritten(change.path)) return 'written anew in every file'
  if (change.followsBlock) return change.kind === 'added' ? 'its private block is new' : 'its private block was emptied'
  if (change.kind === 'changed' && isCappedAge(change)) return 'ages of 90 years and more are written 090Y'
  return undefined
}

function accounts(operation: Operation, change: Change): boolean {
  switch (operation.do) {
    case 'keep':
    case 'blocked':
      return false
    case 'process':
      // What is inside a Sequence has Operations of its own; what should have been one and is none cannot be processed.
      return change.before !== undefined && change.before.element.items === undefined
    default:
      return true
  }
}

function isCappedAge({ before, after }: Change): boolean {
  if (before?.element.vr !== 'AS' || after === undefined) return false
  return capAge(asciiText(valueBytes(before.source, before.element))) === asciiText(valueBytes(after.source, after.element))
}

/** The verb under which a change is reported: what happened, in the words of the Operations. */
export function operationWord(change: Change): string {
  switch (change.kind) {
    case 'removed':
      return 'remove'
    case 'emptied':
      return 'empty'
    case 'added':
      return 'add'
    case 'changed': {
      const word = change.operation?.do
      return word === 'clean' || word === 'dummy' || word === 'shift-date' || word === 'remap-uid' || word === 'map-patient'
        ? word
        : 'replace'
    }
  }
}
