import { isStructuralUid } from '../../confidentiality/structural-uids.ts'
import { capAge } from '../../confidentiality/age-cap.ts'
import { TAG, type Tag } from '../../dicom/tag.ts'
import { BULK, type VR } from '../../dicom/vr.ts'
import { isRegisteredUid, lookupTag } from '../../dictionary/index.ts'
import type { InventoryElement } from '../../inventory/inventory.ts'
import type { Operation, ScriptSettings, ValueOperation } from '../operation.ts'
import { someText, type ReadsTexts } from '../script-target.ts'
import { EMPTY, KEEP, PROCESS, REMOVE, type CtpAction } from './ctp-action.ts'
import { dummyText, takesText } from './dummy-text.ts'
import { hasEvenBraces, isLegibleAge, isLegibleDate, isLegibleTime, isWritable, type KEY_TYPES } from './print-action.ts'
import { tableOf, trimmed, type ValueTable } from './value-table.ts'
import { SCRIPT } from '../texts.ts'
import { CTP } from './texts.ts'

/** An Operation in CTP's words, with what is lost by that. */
export interface Worded {
  readonly action: CtpAction
  /** Why CTP does more than was decided; undefined where it does the same. */
  readonly loses?: string
}

/** A public element, as far as its words depend on it. */
export interface PublicPlace {
  readonly tag: Tag
  readonly element: InventoryElement
  readonly isSequence: boolean
  readonly level: 'root' | 'item'
  /** Sequences around it. */
  readonly depth: number
}

export interface WordingContext extends ReadsTexts {
  readonly settings: ScriptSettings
  readonly hasPatientIds: boolean
  /** Whether patients get names that are not their new IDs. */
  readonly hasPatientNames: boolean
  readonly hasDayShifts: boolean
  /** Whose dates, or identifiers, have no entry in the look-up table; undefined where all have one. */
  readonly without: (what: keyof typeof KEY_TYPES) => string | undefined
  /** Some file writes the Patient ID as UN, where CTP finds nothing by it. */
  readonly hasUnknownPatients: boolean
}

/** Elements behind Pixel Data are copied by a loop of CTP that knows removal only. */
export function isBehindPixelData(tag: Tag): boolean {
  return tag > TAG.pixelData
}

/** VRs that CTP's toolkit is too old for: it takes what is written with them for UN. */
const UNKNOWN_TO_CTP: ReadonlySet<VR> = new Set<VR>(['OD', 'OL', 'OV', 'SV', 'UC', 'UN', 'UR', 'UV'])

/** Whether CTP sees an element, in some files, as bytes without a meaning: it can keep or remove it, and nothing else. */
export function isOpaqueToCtp({ vrs, writtenAsUnknown }: Pick<InventoryElement, 'vrs' | 'writtenAsUnknown'>): boolean {
  return writtenAsUnknown === true || vrs.some((vr) => UNKNOWN_TO_CTP.has(vr))
}

/** One Operation on a public element in CTP's words: the same, or something stricter with the reason. */
export function wordingOf(operation: Operation, place: PublicPlace, context: WordingContext): Worded {
  const worded = wordedFor(operation, place, context)
  const { do: how } = worded.action
  if (how === 'keep' || how === 'remove') return worded
  const told =
    place.element.writtenAsUnknown === true && !isBehindPixelData(place.tag) ? toldFromBytes(worded.action, place.tag) : undefined
  if (told !== undefined)
    return { action: told, loses: SCRIPT.unsaid.all([...(worded.loses === undefined ? [] : [worded.loses]), CTP.elements.underUnknown]) }
  const removed = whyOnlyRemoved(place)
  return removed === undefined ? worded : { action: REMOVE, loses: removed }
}

/**
 * Under UN CTP sees the bytes as numbers, and none of them looks like a UID, a date or an age: only the files that write
 * an element so lose it.
 */
function toldFromBytes(action: CtpAction, tag: Tag): CtpAction | undefined {
  if (action.do === 'hash-uid') return { ...action, mayBeUnknown: true }
  if (action.do === 'shift-date') return { ...action, otherwise: 'remove' }
  // What is looked up by itself is not found; a name that is looked up by the Patient ID would be.
  if (action.do === 'map-patient' && tag === TAG.patientId) return { ...action, otherwise: 'remove' }
  return action.do === 'cap-age' ? action : undefined
}

/**
 * Whether CTP, told so, leaves the bytes of an element that a file writes as UN: it keeps them whatever value they are
 * given, and finds them in no table and no pattern.
 */
export function leavesUnknown(action: CtpAction): boolean {
  switch (action.do) {
    case 'remove':
    case 'cap-age':
      return false
    case 'hash-uid':
      return !action.mayBeUnknown
    case 'shift-date':
    case 'keep-time':
    case 'clean':
    // Of the Patient ID itself: a name that some file writes as UN has no such rule.
    case 'map-patient':
      return action.otherwise === 'empty'
    default:
      return true
  }
}

function whyOnlyRemoved({ tag, element, level }: PublicPlace): string | undefined {
  if (isOpaqueToCtp(element)) return CTP.elements.opaque
  if (level === 'root' && isBehindPixelData(tag)) return CTP.elements.behindPixelData
  return undefined
}

function wordedFor(operation: Operation, place: PublicPlace, context: WordingContext): Worded {
  const { vrs } = place.element
  switch (operation.do) {
    case 'keep':
      if (operation.withScheme === true) return removedInstead(SCRIPT.unsaid.withScheme)
      return place.isSequence ? removedInstead(CTP.elements.keptSequence) : keepAction(place, context)
    case 'process':
      // Content Items are told apart by what they mean, which a rule for a tag cannot say.
      if ('content' in operation) return removedInstead(CTP.elements.contentItems)
      return vrs.every((vr) => vr === 'SQ') ? { action: PROCESS } : removedInstead(CTP.elements.noSequence)
    case 'remove':
      return { action: REMOVE }
    case 'blocked':
      return { action: REMOVE, loses: SCRIPT.unsaid.removed(SCRIPT.unsaid.openReview) }
    case 'empty':
      return place.isSequence ? removedInstead(CTP.elements.emptiedSequence) : { action: EMPTY }
    case 'dummy':
      return dummyAction(place)
    case 'clean':
      if (operation.withScheme === true) return removedInstead(SCRIPT.unsaid.withScheme)
      return cleanAction(operation, place, context)
    case 'shift-date':
      return shiftAction(operation, place, context)
    case 'remap-uid':
      return remapAction(place, context)
    case 'map-patient':
      return mapAction(place, context)
    case 'replace':
      return replaceAction(operation.with ?? '', place)
    case 'add':
      return { action: REMOVE }
  }
}

function removedInstead(because: string): Worded {
  return { action: REMOVE, loses: SCRIPT.unsaid.removed(because) }
}

function keepAction({ element }: PublicPlace, context: WordingContext): Worded {
  if (!element.vrs.includes('AS') || !context.settings.ageCap) return { action: KEEP }
  const action: CtpAction = { do: 'cap-age' }
  return isEachText(element, context, isLegibleAge) ? { action } : { action, loses: CTP.elements.ages }
}

/** Above so many distinct values of an element nobody looks through them for the few that would matter. */
const LOOKED_THROUGH = 20_000

/** Whether something holds for each value of an element; of very many it is not said to. */
function isEachText({ distinctValues, path }: InventoryElement, context: ReadsTexts, holds: (text: string) => boolean): boolean {
  return distinctValues <= LOOKED_THROUGH && !someText(context, path, (text) => !holds(text))
}

function dummyAction({ element, isSequence }: PublicPlace): Worded {
  if (isSequence) return removedInstead(CTP.elements.dummySequence)
  if (element.vrs.every((vr) => vr === 'UI'))
    return { action: { do: 'hash-uid', mayBeBlank: false, mayBeSeveral: false, mayBeUnknown: false } }
  const text = dummyText(element.vrs)
  return text === undefined ? removedInstead(CTP.elements.noDummy) : { action: { do: 'dummy', text } }
}

function cleanAction(operation: Operation, { element }: PublicPlace, { settings }: WordingContext): Worded {
  const { vrs } = element
  if (vrs.some((vr) => BULK.has(vr))) return removedInstead(CTP.elements.bytes)
  const values = operation.values ?? []
  const table = tableOf(vrs.includes('AS') && settings.ageCap ? values.map(capped) : values, takesText(vrs))
  const action: CtpAction = { do: 'clean', table, otherwise: operation.otherwise === 'empty' ? 'empty' : 'remove' }
  const loses = [
    ...lostInTable(element, table),
    ...(operation.otherwise === 'dummy' && values.some((one) => one.do === 'remove') ? [SCRIPT.unsaid.dummyOfValue] : []),
  ]
  return loses.length === 0 ? { action } : { action, loses: SCRIPT.unsaid.all(loses) }
}

/** What goes because CTP does not find it in a look-up table, though the table is to let it stay. */
export function lostInTable({ vrs }: Pick<InventoryElement, 'vrs'>, { lost }: ValueTable): readonly string[] {
  return [
    ...(lost === 0 ? [] : [CTP.elements.unsayable(lost)]),
    ...(vrs.some((vr) => vr === 'FL' || vr === 'FD') ? [CTP.elements.numbers] : []),
  ]
}

function capped(operation: ValueOperation): ValueOperation {
  const text = operation.do === 'keep' ? capAge(operation.value) : undefined
  return text === undefined ? operation : { value: operation.value, do: 'replace', with: text }
}

function shiftAction(operation: Operation, { element, depth }: PublicPlace, context: WordingContext): Worded {
  const { hasDayShifts, hasUnknownPatients, without } = context
  const { vrs } = element
  const otherwise = operation.otherwise === 'remove' ? 'remove' : 'empty'
  const isTime = vrs.every((vr) => vr === 'TM')
  if (isDecidedApart(operation, isTime ? isLegibleTime : isAnyDate)) return removedInstead(SCRIPT.unsaid.apart)
  // Times stay when dates move by whole days.
  if (isTime)
    return isEachText(element, context, isLegibleTime)
      ? { action: KEEP }
      : { action: { do: 'keep-time', otherwise }, loses: CTP.elements.noTime(otherwise) }
  if (vrs.includes('TM') || !takesText(vrs)) return removedInstead(CTP.elements.noDates)
  if (!hasDayShifts) return { action: EMPTY, loses: CTP.elements.shiftUnsettled }
  const form = vrs.every((vr) => vr === 'DA') ? 'day' : 'moment'
  const isLegible = isEachText(element, context, (text) => text.trim() === '' || isLegibleDate(text, form))
  const several = isLegible && someText(context, element.path, (text) => text.includes('\\'))
  const unsettled = without('dates')
  const loses = [
    ...(unsettled === undefined ? [] : [unsettled]),
    ...(isLegible ? [] : [CTP.elements.noDay(otherwise)]),
    ...(hasUnknownPatients ? [CTP.elements.noShiftFound] : []),
    ...(depth < 2 ? [] : [CTP.elements.deep]),
  ]
  const action: CtpAction = { do: 'shift-date', form, several, otherwise }
  return loses.length === 0 ? { action } : { action, loses: SCRIPT.unsaid.all(loses) }
}

/** Whether single values go another way than one that cannot be read: an engine would treat them like the others. */
export function isDecidedApart({ values = [] }: Operation, isLegible: (text: string) => boolean): boolean {
  return values.some((one) => one.do !== 'remove' || one.value.split('\\').some(isLegible))
}

function isAnyDate(text: string): boolean {
  return isLegibleDate(text, 'day') || isLegibleDate(text, 'moment')
}

function remapAction({ tag, element }: PublicPlace, context: WordingContext): Worded {
  if (isStructuralUid(tag)) return { action: KEEP }
  if (!element.vrs.every((vr) => vr === 'UI')) return removedInstead(CTP.elements.noUids)
  const isLookedThrough = element.distinctValues <= LOOKED_THROUGH
  const has = (holds: (text: string) => boolean): boolean => isLookedThrough && someText(context, element.path, holds)
  const action: CtpAction = {
    do: 'hash-uid',
    mayBeBlank: !isLookedThrough || has((text) => text === ''),
    mayBeSeveral: lookupTag(tag)?.vm !== '1',
    mayBeUnknown: false,
  }
  if (has((text) => text.includes('\\'))) return { action, loses: CTP.elements.severalUids }
  if (action.mayBeSeveral && (!isLookedThrough || has((text) => !/^[0-9. ]*$/.test(text))))
    return { action, loses: CTP.elements.noSingleUid }
  if (has(isRegisteredUid)) return { action, loses: CTP.elements.standardUids }
  return { action }
}

function mapAction({ tag, level }: PublicPlace, { hasPatientIds, hasPatientNames, hasUnknownPatients, without }: WordingContext): Worded {
  if (!hasPatientIds) return { action: EMPTY, loses: CTP.elements.patientsUnsettled }
  if (level === 'item') return { action: EMPTY, loses: CTP.elements.patientInItem }
  if (tag !== TAG.patientId && tag !== TAG.patientName) return { action: EMPTY, loses: CTP.elements.notMapped }
  const to = tag === TAG.patientName && hasPatientNames ? 'name' : 'patient'
  const unsettled = without(to)
  const loses = [
    ...(unsettled === undefined ? [] : [unsettled]),
    ...(hasUnknownPatients && tag === TAG.patientName ? [CTP.elements.noPatientFound] : []),
  ]
  const action: CtpAction = { do: 'map-patient', to, otherwise: 'empty' }
  return loses.length === 0 ? { action } : { action, loses: SCRIPT.unsaid.all(loses) }
}

function replaceAction(text: string, { element, isSequence }: PublicPlace): Worded {
  if (isSequence || !takesText(element.vrs)) return removedInstead(CTP.elements.noValueOfVr)
  if (trimmed(text) === '') return { action: EMPTY }
  return isWritable(text) && hasEvenBraces(text) ? { action: { do: 'text', text } } : removedInstead(CTP.elements.noValue)
}
