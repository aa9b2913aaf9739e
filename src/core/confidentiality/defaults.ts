import { isRegisteredUid, lookupTag } from '../dictionary/index.ts'
import type { Tag } from '../dicom/tag.ts'
import { HOLDS_UID, type VR } from '../dicom/vr.ts'
import {
  CODING_SCHEME_DESIGNATOR,
  DOCUMENT_LENGTH,
  ENCRYPTED,
  hasDefinedTerms,
  isCodeMacro,
  isDayAsText,
  isDefinedTerm,
  isImageLikeBulk,
} from './known-elements.ts'
import type { Profile } from './profile.ts'
import { isStructuralUid } from './structural-uids.ts'
import { dateShapeOf, holdsDate, isAge, isCodeLike, isPurelyNumeric, isUid } from './value-shapes.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** What becomes of a public element that Table E.1-1 does not list, and why. */
export interface DefaultChoice {
  readonly decision: 'retain' | 'delete' | 'review'
  readonly treatment?: 'keep' | 'shift-date' | 'remap-uid' | 'auto'
  readonly reason: string
  /** Whether the values were looked at, and not only the VR. */
  readonly fromValues?: boolean
}

/** What a default looks at. */
export interface UnlistedElement {
  readonly tag: Tag
  readonly vrs: readonly VR[]
  /** Tags of the Sequences around it, the outermost first; private ones are left out. */
  readonly inside: readonly Tag[]
  /** On the list of physical parameters: why it is there. */
  readonly listed: 'physical' | 'coded' | 'structure' | undefined
  /** Sequences: whether anything is inside for which they stay: something listed, or a reference. */
  readonly holdsListed: boolean
  /** Why an instance cannot be read without it (see `neededToRead`); asked only where it matters. */
  needed(): string | undefined
  /** Distinct values as text; read only where the VR does not settle the matter. */
  values(): readonly string[]
  /** The same, each with the VR that its file gives it. */
  typed(): readonly TypedText[]
}

/** A value as text, with the VR that it was found in. */
export interface TypedText {
  readonly text: string
  readonly vr: VR
}

type DateVr = 'DA' | 'DT' | 'TM'

function isDateVr(vr: VR): vr is DateVr {
  return vr === 'DA' || vr === 'DT' || vr === 'TM'
}

const WRITTEN: ReadonlySet<VR> = new Set<VR>(['DA', 'DT', 'TM', 'LO', 'LT', 'SH', 'ST', 'UC', 'UN', 'UT'])

/** Whether files that do not agree on the VR of a date all write it in characters, so that it can be read in each. */
export function areWrittenDates(vrs: readonly VR[]): boolean {
  return vrs.some(isDateVr) && vrs.every((vr) => WRITTEN.has(vr))
}

function isDateOfItsVr(value: TypedText): boolean {
  return dateShapeOf(value.vr)(value.text)
}

const remove = (reason: string): DefaultChoice => ({ decision: 'delete', treatment: 'auto', reason })
const keep = (reason: string): DefaultChoice => ({ decision: 'retain', treatment: 'keep', reason })
const review = (reason: string): DefaultChoice => ({ decision: 'review', reason })

/**
 * The default for a public element outside Table E.1-1, by what it is: PS3.15 E.1.1 makes the de-identifier responsible
 * for everything the table does not name.
 */
export function defaultFor(element: UnlistedElement, profile: Profile): DefaultChoice {
  const { tag, vrs } = element
  if (ENCRYPTED.has(tag)) return remove(CONFIDENTIALITY.unlisted.encrypted)
  if (lookupTag(tag) === undefined) return remove(CONFIDENTIALITY.unlisted.notInPs36)
  if (tag === DOCUMENT_LENGTH) return remove(CONFIDENTIALITY.unlisted.documentLength)
  if (isDayAsText(tag)) return remove(CONFIDENTIALITY.unlisted.dayAsText)
  if (vrs.length === 0) return review(CONFIDENTIALITY.unlisted.noVr)
  if (profile.settings.unlisted === 'delete') {
    const unlisted = deleteUnlisted(element, profile)
    if (unlisted !== undefined) return unlisted
  }
  return byKind(element, profile)
}

function byKind(element: UnlistedElement, profile: Profile): DefaultChoice {
  const { vrs } = element
  if (vrs.length > 1 && vrs.includes('UI') && vrs.every((one) => HOLDS_UID.has(one))) return uid(element, profile)
  const date = vrs.find(isDateVr)
  if (date !== undefined && areWrittenDates(vrs)) return dates(date, element, profile)
  const choices = vrs.map((one) => byVr(one, element, profile))
  return (
    choices.find((choice) => choice.decision === 'review') ??
    choices.find((choice) => choice.decision === 'delete') ??
    choices[0] ??
    review(CONFIDENTIALITY.unlisted.noVr)
  )
}

/**
 * The setting "remove everything that is not listed". Sequences are containers, judged by what is in them. What an
 * instance cannot be read without stays where its kind says nothing of anybody: a dummy would be read as the truth.
 */
function deleteUnlisted(element: UnlistedElement, profile: Profile): DefaultChoice | undefined {
  const { tag, vrs, listed, holdsListed } = element
  if (listed !== undefined || (vrs.includes('UI') && isStructuralUid(tag))) return undefined
  const needed = vrs.includes('SQ') && holdsListed ? CONFIDENTIALITY.needed.holdsListed : element.needed()
  if (needed === undefined) return remove(CONFIDENTIALITY.unlisted.notListed)
  const choice = byKind(element, profile)
  // A kind that some values are not of is a matter of these values; where it says nothing, as of text, the element goes.
  const isByKind = choice.decision === 'retain' || (choice.decision === 'review' && choice.fromValues === true)
  return isByKind
    ? { ...choice, reason: CONFIDENTIALITY.unlisted.needed(needed, choice.reason) }
    : remove(CONFIDENTIALITY.unlisted.notListed)
}

function byVr(vr: VR, element: UnlistedElement, profile: Profile): DefaultChoice {
  const { codeString, numbers, binaryNumbers, onList } = CONFIDENTIALITY.unlisted
  const known = (what: string): string => (element.listed === undefined ? what : onList(CONFIDENTIALITY.listed[element.listed], what))
  switch (vr) {
    case 'SQ':
      return keep(CONFIDENTIALITY.unlisted.sequence)
    case 'CS':
      return element.values().every(isCodeLike)
        ? { ...keep(known(codeString)), fromValues: true }
        : { ...review(CONFIDENTIALITY.unlisted.noCodes), fromValues: true }
    case 'DS':
    case 'IS':
      return element.values().every(isPurelyNumeric)
        ? { ...keep(known(numbers)), fromValues: true }
        : { ...review(CONFIDENTIALITY.unlisted.noNumbers(vr)), fromValues: true }
    case 'AT':
    case 'FD':
    case 'FL':
    case 'SL':
    case 'SS':
    case 'SV':
    case 'UL':
    case 'US':
    case 'UV':
    case 'OD':
    case 'OF':
    case 'OL':
    case 'OV':
      return keep(known(binaryNumbers(vr)))
    case 'OB':
    case 'OW':
    case 'UN':
      return bulk(vr, element)
    case 'UI':
      return uid(element, profile)
    case 'DA':
    case 'DT':
    case 'TM':
      return dates(vr, element, profile)
    case 'AS':
      return element.values().every(isAge)
        ? { ...keep(profile.settings.ageCap ? CONFIDENTIALITY.unlisted.ageCapped : CONFIDENTIALITY.unlisted.age), fromValues: true }
        : { ...review(CONFIDENTIALITY.unlisted.noAges), fromValues: true }
    case 'PN':
      return remove(CONFIDENTIALITY.unlisted.personName)
    default:
      return text(vr, element)
  }
}

function bulk(vr: VR, element: UnlistedElement): DefaultChoice {
  if (element.listed === 'structure') return keep(CONFIDENTIALITY.unlisted.pixels)
  if (isImageLikeBulk(element.tag)) return keep(CONFIDENTIALITY.unlisted.samples)
  return review(CONFIDENTIALITY.unlisted.bytes(vr))
}

function uid(element: UnlistedElement, profile: Profile): DefaultChoice {
  if (isStructuralUid(element.tag)) {
    return element.values().every(isUid)
      ? { ...keep(CONFIDENTIALITY.unlisted.structuralUid), fromValues: true }
      : { ...review(CONFIDENTIALITY.unlisted.noStructuralUids), fromValues: true }
  }
  const values = element.values()
  if (profile.options.includes('RetainUIDs'))
    return values.every(isUid)
      ? { ...keep(CONFIDENTIALITY.unlisted.uidKept), fromValues: true }
      : { ...review(CONFIDENTIALITY.unlisted.noUids), fromValues: true }
  if (values.length > 0 && values.every((value) => value.split('\\').every((one) => isRegisteredUid(one.trim()))))
    return { ...keep(CONFIDENTIALITY.unlisted.uidsOfStandard), fromValues: true }
  return { decision: 'retain', treatment: 'remap-uid', reason: CONFIDENTIALITY.unlisted.uidReplaced }
}

function dates(vr: DateVr, element: UnlistedElement, profile: Profile): DefaultChoice {
  const word = vr === 'TM' ? 'time' : 'date'
  if (profile.options.includes('RetainLongitudinalFullDates'))
    return element.typed().every(isDateOfItsVr)
      ? { ...keep(CONFIDENTIALITY.dates.kept(word)), fromValues: true }
      : { ...review(CONFIDENTIALITY.dates.none(word)), fromValues: true }
  if (!profile.options.includes('RetainLongitudinalModifiedDates')) return remove(CONFIDENTIALITY.dates.go(word))
  return modifiedDates(element.vrs, element.typed(), profile)
}

/** What Retain Longitudinal Modified Dates makes of an element, in the table or outside of it (PS3.15 E.3.6). */
export function modifiedDates(vrs: readonly VR[], values: readonly TypedText[], profile: Profile): DefaultChoice {
  if (profile.settings.dateShift === 'none') return remove(CONFIDENTIALITY.dates.noShift)
  const isTime = vrs.every((vr) => vr === 'TM')
  if (!values.every(isDateOfItsVr)) {
    const word = isTime ? 'time' : 'date'
    return values.some((value) => holdsDate(value.text, value.vr))
      ? { decision: 'retain', treatment: 'shift-date', reason: CONFIDENTIALITY.dates.someShifted(word), fromValues: true }
      : { ...review(CONFIDENTIALITY.dates.noneToShift(word)), fromValues: true }
  }
  return isTime
    ? { ...keep(CONFIDENTIALITY.dates.timesStay), fromValues: true }
    : { decision: 'retain', treatment: 'shift-date', reason: CONFIDENTIALITY.dates.shifted, fromValues: true }
}

/** De-identification Method: what an earlier de-identifier did, which is added to and never overwritten. */
const METHOD: Tag = 0x00120063

function text(vr: VR, element: UnlistedElement): DefaultChoice {
  if (element.tag === METHOD && element.inside.length === 0) return keep(CONFIDENTIALITY.unlisted.method)
  if (hasDefinedTerms(element.tag)) {
    if (element.values().every((value) => isDefinedTerm(element.tag, value)))
      return { ...keep(CONFIDENTIALITY.unlisted.definedTerms), fromValues: true }
    const { ownScheme, otherTerms } = CONFIDENTIALITY.unlisted
    return { ...review(element.tag === CODING_SCHEME_DESIGNATOR ? ownScheme : otherTerms(vr)), fromValues: true }
  }
  if (isCodeMacro(element.tag) && element.inside.length > 0) return keep(CONFIDENTIALITY.unlisted.partOfCode)
  return review(CONFIDENTIALITY.unlisted.text(vr))
}
