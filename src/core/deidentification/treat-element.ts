import type { PathText } from '../dicom/attribute-path.ts'
import type { ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { HOLDS_UID, NUMBER_SIZE, TEXTUAL, type VR } from '../dicom/vr.ts'
import { holdsPixels } from '../inventory/describe-value.ts'
import type { Operation } from '../script/operation.ts'
import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { capAge } from '../confidentiality/age-cap.ts'
import { isAge } from '../confidentiality/value-shapes.ts'
import { isPrivate } from '../dicom/tag.ts'
import { asciiBytes, asciiText } from './ascii.ts'
import { asListed, cleanValue, listedValue } from './clean-value.ts'
import { TEXT_DUMMIES } from '../script/text-dummies.ts'
import { encodeValue } from './encode-value.ts'
import { givenValue } from './given-value.ts'
import { leave, leaveInstead } from './leave.ts'
import { REFUSALS } from './problem.ts'
import { isLegalUid } from './remap-uid.ts'
import { shiftDate, shiftEpochSeconds, shiftTheDatesAmong } from './shift-date.ts'
import { treatPatient } from './treat-patient.ts'
import { rawText, textOf, type Here, type Work } from './work.ts'

/**
 * What an Operation does to an element that is no Sequence. Undefined leaves the element byte for byte as it is; when
 * the instance cannot be written, `work` has the reason.
 */
export function treatElement(operation: Operation, element: DataElement, path: PathText, here: Here, work: Work): ElementEdit | undefined {
  switch (operation.do) {
    case 'keep':
      return keep(element, here, work)
    case 'remove':
    case 'empty':
    case 'dummy':
      return leave(operation.do, element, here, work)
    case 'clean': {
      const cleaned = cleanValue(operation, element, path, here, work)
      return cleaned === 'as-it-is' ? keep(element, here, work) : cleaned
    }
    case 'shift-date':
      return shift(operation, element, path, here, work)
    case 'remap-uid':
      return remap(operation, element, path, here, work)
    case 'map-patient':
      return treatPatient(operation, element, path, here, work)
    case 'replace':
    case 'add': {
      const given = givenValue(operation, work)
      if (given === undefined) return leaveInstead('days-not-known', 'remove', element, path, here, work)
      const value = encodeValue(given, element.vr, here.characterSets)
      return value === undefined ? leaveInstead('not-encodable', operation.otherwise, element, path, here, work) : { do: 'set', value }
    }
    case 'process':
      // Pixels are what they are, even if somebody once wrote a Sequence in their place.
      if (element.length === 0 || holdsPixels(element)) return undefined
      return leaveInstead('not-a-sequence', operation.otherwise, element, path, here, work)
    case 'blocked':
      return work.stop(REFUSALS.openReview(path))
  }
}

/** Kept as it is, but for an age that would tell a person. */
function keep(element: DataElement, here: Here, work: Work): ElementEdit | undefined {
  if (!work.run.settings.ageCap || (element.vr !== 'AS' && !mayBeAge(element))) return undefined
  const text = rawText(here, element)
  const capped = element.vr === 'AS' || isAge(text) ? capAge(text) : undefined
  return capped === undefined ? undefined : { do: 'set', value: asciiBytes(capped) }
}

/** A private element has no VR in a file of implicit VR, and may be an age all the same: four characters (PS3.5 6.2). */
function mayBeAge({ vr, tag, length, items }: DataElement): boolean {
  return vr === 'UN' && length === 4 && items === undefined && isPrivate(tag)
}

/** VRs that a date in text may stand in; UN is what is left of a private date without a dictionary. */
function isTextOrUnknown(vr: VR): boolean {
  return TEXTUAL.has(vr) || vr === 'UN'
}

function shift(operation: Operation, element: DataElement, path: PathText, here: Here, work: Work): ElementEdit | undefined {
  if (element.length === 0) return undefined
  const known = operation.values === undefined ? undefined : listedValue(operation, element, here)
  const { days } = work.subject.plan
  if (known !== undefined) {
    const among = known.do === 'replace' ? undefined : shiftAmong(known.do, element, days ?? 0, here)
    if (among !== undefined) {
      if (days === undefined && element.vr !== 'TM') return work.stop(REFUSALS.noShift(path))
      if (known.do === 'remove') work.note('not-shifted', path, 'dummy')
      work.shifted ||= element.vr !== 'TM'
      return { do: 'set', value: among }
    }
    // What is decided of it by itself is told like what was found to be none here.
    if (known.do === 'remove') return leaveInstead('not-shifted', operation.otherwise, element, path, here, work)
    const apart = asListed(known, operation, element, path, here, work)
    return apart === 'as-it-is' ? undefined : apart
  }
  if (days === undefined && element.vr !== 'TM') return work.stop(REFUSALS.noShift(path))
  const value = shiftedValue(element, days ?? 0, here)
  if (value === undefined) return leaveInstead('not-a-date', operation.otherwise, element, path, here, work)
  // A time of day, or nothing but days that stand for none.
  if (element.vr === 'TM' || asciiText(value) === rawText(here, element)) return undefined
  work.shifted = true
  return { do: 'set', value }
}

/** Several values of which some are dates: those are shifted, and only the others are as it was decided of the whole. */
function shiftAmong(how: 'keep' | 'remove', element: DataElement, days: number, here: Here): Uint8Array | undefined {
  if (NUMBER_SIZE[element.vr] !== undefined) return how === 'keep' ? shiftNumbersAmong(element, days, here) : undefined
  if (!TEXTUAL.has(element.vr)) return undefined
  // One of several dates cannot be empty (PS3.5 6.2 has no date without characters).
  const gone = element.vr === 'DA' || element.vr === 'DT' || element.vr === 'TM' ? (TEXT_DUMMIES[element.vr] ?? '') : ''
  const isPlain = (value: string): boolean => /^[\x20-\x7e]*$/.test(value)
  const text = shiftTheDatesAmong(rawText(here, element), element.vr, days, (value) => (how === 'keep' && isPlain(value) ? value : gone))
  return text === undefined ? undefined : asciiBytes(text)
}

/** Of several integers those that are seconds since 1970, shifted. */
function shiftNumbersAmong(element: DataElement, days: number, here: Here): Uint8Array | undefined {
  const numbers = textOf(here, element).split('\\')
  const shifted = numbers.map((number) => shiftEpochSeconds(Number(number), days))
  if (shifted.every((number) => number === undefined || number === 0)) return undefined
  return encodeValue(shifted.map((number, index) => number ?? numbers[index] ?? '').join('\\'), element.vr, here.characterSets)
}

function shiftedValue(element: DataElement, days: number, here: Here): Uint8Array | undefined {
  const { vr } = element
  const text = isTextOrUnknown(vr) ? rawText(here, element) : undefined
  if (text === '') return new Uint8Array(0)
  const shifted = text === undefined ? undefined : shiftDate(text, vr, days)
  if (shifted !== undefined) return asciiBytes(shifted)
  if (NUMBER_SIZE[vr] !== undefined || vr === 'IS' || vr === 'DS') return shiftNumber(element, days, here)
  return undefined
}

/** A private integer that holds seconds since 1970 (one of the forms that vendors write dates in). */
function shiftNumber(element: DataElement, days: number, here: Here): Uint8Array | undefined {
  const numbers = textOf(here, element)
    .split('\\')
    .map((number) => shiftEpochSeconds(Number(number), days))
  return numbers.includes(undefined) ? undefined : encodeValue(numbers.join('\\'), element.vr, here.characterSets)
}

function remap(operation: Operation, element: DataElement, path: PathText, here: Here, work: Work): ElementEdit | undefined {
  if (element.length === 0) return undefined
  if (!HOLDS_UID.has(element.vr)) return leaveInstead('not-a-uid-place', operation.otherwise, element, path, here, work)
  const old = rawText(here, element)
    .split('\\')
    .map((uid) => uid.trim())
  const structural = isStructuralUid(element.tag)
  const made = old.map((uid) => (structural && isLegalUid(uid) ? uid : work.remap(uid)))
  if (made.every((uid, index) => uid === old[index])) return undefined
  return { do: 'set', value: asciiBytes(made.join('\\')) }
}
