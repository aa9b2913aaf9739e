import { isRegisteredUid, lookupTag } from '../dictionary/index.ts'
import type { Tag } from '../dicom/tag.ts'
import { HOLDS_UID, type VR } from '../dicom/vr.ts'
import {
  CODING_SCHEME_DESIGNATOR,
  DOCUMENT_LENGTH,
  ENCRYPTED,
  hasDefinedTerms,
  isCodeMacro,
  isDefinedTerm,
  isImageLikeBulk,
} from './known-elements.ts'
import type { Profile } from './profile.ts'
import { isStructuralUid } from './structural-uids.ts'
import { dateShapeOf, holdsDate, isAge, isCodeLike, isPurelyNumeric, isUid } from './value-shapes.ts'

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
  /** Sequences: whether anything listed is inside. */
  readonly holdsListed: boolean
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
  if (ENCRYPTED.has(tag)) return remove('encrypted content or what is needed to check it: nobody can say what it holds')
  if (lookupTag(tag) === undefined) return remove('PS3.6 does not know the element')
  if (tag === DOCUMENT_LENGTH) return remove('the length of an encapsulated document that is replaced')
  const vr = vrs[0]
  if (vr === undefined) return review('no VR was found')
  if (profile.settings.unlisted === 'delete') {
    const unlisted = deleteUnlisted(element)
    if (unlisted !== undefined) return unlisted
  }
  if (vrs.length > 1 && vrs.includes('UI') && vrs.every((one) => HOLDS_UID.has(one))) return uid(element, profile)
  const date = vrs.find(isDateVr)
  if (date !== undefined && areWrittenDates(vrs)) return dates(date, element, profile)
  const choices = vrs.map((one) => byVr(one, element, profile))
  return (
    choices.find((choice) => choice.decision === 'review') ??
    choices.find((choice) => choice.decision === 'delete') ??
    choices[0] ??
    review('no VR was found')
  )
}

/** The setting "remove everything that is not listed"; Sequences are containers, judged by what is in them. */
function deleteUnlisted({ tag, vrs, listed, holdsListed }: UnlistedElement): DefaultChoice | undefined {
  if (listed !== undefined || (vrs.includes('UI') && isStructuralUid(tag))) return undefined
  if (vrs.includes('SQ') && holdsListed) return undefined
  return remove('not in Table E.1-1 and not on the list of physical parameters (setting unlisted=delete)')
}

const LISTED = { physical: 'a physical parameter', coded: 'a coded parameter', structure: 'needed to read the instance' } as const

function byVr(vr: VR, element: UnlistedElement, profile: Profile): DefaultChoice {
  const known = element.listed === undefined ? '' : `${LISTED[element.listed]}, on the list of physical parameters; `
  switch (vr) {
    case 'SQ':
      return keep('a Sequence outside Table E.1-1: kept, and each element inside judged by itself')
    case 'CS':
      return element.values().every(isCodeLike)
        ? { ...keep(`${known}a Code String`), fromValues: true }
        : { ...review('a Code String (CS) with values that are no codes'), fromValues: true }
    case 'DS':
    case 'IS':
      return element.values().every(isPurelyNumeric)
        ? { ...keep(`${known}numbers only`), fromValues: true }
        : { ...review(`a number (${vr}) with values that are none`), fromValues: true }
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
      return keep(`${known}binary numbers (${vr})`)
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
        ? { ...keep(profile.settings.ageCap ? 'an age: kept, 90 years and more as 090Y' : 'an age'), fromValues: true }
        : { ...review('an age with values that are none'), fromValues: true }
    case 'PN':
      return remove('a person’s name')
    default:
      return text(vr, element)
  }
}

function bulk(vr: VR, element: UnlistedElement): DefaultChoice {
  if (element.listed === 'structure') return keep('pixels: kept here, and looked at in the review')
  if (isImageLikeBulk(element.tag)) return keep('samples or lookup tables of the image, no text')
  return review(`bytes (${vr}) that nobody has looked into`)
}

function uid(element: UnlistedElement, profile: Profile): DefaultChoice {
  if (isStructuralUid(element.tag)) {
    return element.values().every(isUid)
      ? { ...keep('a UID that names a class or a scheme, not an instance'), fromValues: true }
      : { ...review('a UID that names a class or a scheme, with values that are no UIDs'), fromValues: true }
  }
  const values = element.values()
  if (profile.options.includes('RetainUIDs'))
    return values.every(isUid)
      ? { ...keep('a UID, kept by RetainUIDs'), fromValues: true }
      : { ...review('a UID, with values that are none'), fromValues: true }
  if (values.length > 0 && values.every((value) => value.split('\\').every((one) => isRegisteredUid(one.trim()))))
    return { ...keep('UIDs of the Standard itself (PS3.6 Annex A)'), fromValues: true }
  return { decision: 'retain', treatment: 'remap-uid', reason: 'a UID outside Table E.1-1: replaced like those in it' }
}

function dates(vr: DateVr, element: UnlistedElement, profile: Profile): DefaultChoice {
  const word = vr === 'TM' ? 'time' : 'date'
  if (profile.options.includes('RetainLongitudinalFullDates'))
    return element.typed().every(isDateOfItsVr)
      ? { ...keep(`a ${word}, kept by RetainLongitudinalFullDates`), fromValues: true }
      : { ...review(`a ${word}, with values that are none`), fromValues: true }
  if (!profile.options.includes('RetainLongitudinalModifiedDates')) return remove(`a ${word}, and no Option keeps dates and times`)
  return modifiedDates(element.vrs, element.typed(), profile)
}

/** Of an element in which some values are no dates: what becomes of those. */
export function someShifted(word: 'date' | 'time'): string {
  return `${word}s shifted by RetainLongitudinalModifiedDates; a value that is no ${word} is decided by itself`
}

/** What Retain Longitudinal Modified Dates makes of an element, in the table or outside of it (PS3.15 E.3.6). */
export function modifiedDates(vrs: readonly VR[], values: readonly TypedText[], profile: Profile): DefaultChoice {
  if (profile.settings.dateShift === 'none')
    return remove('RetainLongitudinalModifiedDates is chosen, and the setting date-shift=none shifts nothing')
  const isTime = vrs.every((vr) => vr === 'TM')
  if (!values.every(isDateOfItsVr)) {
    const word = isTime ? 'time' : 'date'
    return values.some((value) => holdsDate(value.text, value.vr))
      ? { decision: 'retain', treatment: 'shift-date', reason: someShifted(word), fromValues: true }
      : { ...review(`RetainLongitudinalModifiedDates, and no value is a ${word}`), fromValues: true }
  }
  return isTime
    ? { ...keep('RetainLongitudinalModifiedDates shifts by whole days: times stay'), fromValues: true }
    : { decision: 'retain', treatment: 'shift-date', reason: 'shifted by RetainLongitudinalModifiedDates', fromValues: true }
}

/** De-identification Method: what an earlier de-identifier did, which is added to and never overwritten. */
const METHOD: Tag = 0x00120063

function text(vr: VR, element: UnlistedElement): DefaultChoice {
  if (element.tag === METHOD && element.inside.length === 0) return keep('says how the instance was de-identified before, and is added to')
  if (hasDefinedTerms(element.tag) && element.values().every((value) => isDefinedTerm(element.tag, value)))
    return { ...keep('defined terms of the Standard, no text of anybody'), fromValues: true }
  if (element.tag === CODING_SCHEME_DESIGNATOR && !element.values().every((value) => isDefinedTerm(element.tag, value)))
    return {
      ...review('a coding scheme of somebody’s own, whose name may name the site, as its codes may: they stay or go with it'),
      fromValues: true,
    }
  if (isCodeMacro(element.tag) && element.inside.length > 0) return keep('part of a code, in a coded Sequence')
  return review(`text (${vr}) outside Table E.1-1: to be looked at value by value`)
}
