import type { PathText } from '../dicom/attribute-path.ts'
import { isPrivate } from '../dicom/tag.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { capAge } from '../confidentiality/age-cap.ts'
import { isAge } from '../confidentiality/value-shapes.ts'
import { asciiText } from '../deidentification/ascii.ts'
import type { Operation } from '../script/operation.ts'
import { isAlwaysWritten } from './always-written.ts'
import type { Change } from './compare-instances.ts'
import { REVIEW } from './texts.ts'

/** Why an element is not as it was; undefined where nothing accounts for it: a preservation failure. */
export function reasonOf(change: Change): string | undefined {
  const { operation } = change
  if (operation !== undefined && accounts(operation, change)) return operation.because
  if (change.content !== undefined && isContentValue(change)) return change.content.because
  if (isAlwaysWritten(change.path)) return REVIEW.changes.writtenAnew
  if (isCharacteristic(change.path)) return REVIEW.changes.characteristics
  if (change.followsBlock) return change.kind === 'added' ? REVIEW.changes.newBlock : REVIEW.changes.emptiedBlock
  if (change.stoodTwice) return REVIEW.changes.stoodTwice
  if (change.kind === 'changed' && isCappedAge(change)) return REVIEW.changes.ageCap
  return undefined
}

/** (0008,0300) and what is in it is cut down to the private elements that are left (PS3.15 E.3.10); nothing is added to it. */
function isCharacteristic(path: PathText): boolean {
  return path === '(0008,0300)' || path.startsWith('(0008,0300)[')
}

function accounts(operation: Operation, change: Change): boolean {
  switch (operation.do) {
    case 'keep':
      return operation.withScheme === true
    case 'blocked':
      return false
    case 'process':
      // What is inside a Sequence has Operations of its own; what should have been one and is none cannot be processed.
      // Content Items go by what they are.
      return change.before !== undefined && (change.before.element.items === undefined || operation.content === true)
    default:
      return true
  }
}

/** The values of Content Items (PS3.3 Table C.17.3-1), which go or are treated by concept name and value type. */
const CONTENT_VALUES: ReadonlySet<number> = new Set([
  0x0040a120, 0x0040a121, 0x0040a122, 0x0040a123, 0x0040a124, 0x0040a160, 0x0040a168, 0x0040a300, 0x0040a30a, 0x0040a730,
])

function isContentValue({ before }: Change): boolean {
  return before !== undefined && CONTENT_VALUES.has(before.element.tag)
}

function isCappedAge({ before, after }: Change): boolean {
  if (before === undefined || after === undefined) return false
  const { vr, tag } = before.element
  const text = asciiText(valueBytes(before.source, before.element))
  // A private element has no VR in a file of implicit VR.
  if (vr !== 'AS' && !(vr === 'UN' && isPrivate(tag) && isAge(text))) return false
  return capAge(text) === asciiText(valueBytes(after.source, after.element))
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
