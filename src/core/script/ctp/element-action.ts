import { isStructuralUid } from '../../confidentiality/structural-uids.ts'
import { groupOf, TAG, type Tag } from '../../dicom/tag.ts'
import { BULK, type VR } from '../../dicom/vr.ts'
import { isRegisteredUid, lookupTag } from '../../dictionary/index.ts'
import type { Inventory, InventoryElement } from '../../inventory/inventory.ts'
import type { Operation, ScriptSettings } from '../operation.ts'
import { EMPTY, KEEP, PROCESS, REMOVE, type CtpAction } from './ctp-action.ts'
import { dummyText, takesText } from './dummy-text.ts'
import { isWritable } from './print-action.ts'
import { KEPT, tableOf, trimmed, type ValueTable } from './value-table.ts'

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
}

export interface WordingContext {
  readonly settings: ScriptSettings
  readonly inventory: Pick<Inventory, 'values'>
  readonly hasPatientIds: boolean
  readonly hasDayShifts: boolean
}

/** Elements behind Pixel Data are copied by a loop of CTP that knows removal only. */
function isBehindPixelData(tag: Tag): boolean {
  return groupOf(tag) > 0x7fe0
}

/** One Operation on a public element in CTP's words: the same, or something stricter with the reason. */
export function wordingOf(operation: Operation, place: PublicPlace, context: WordingContext): Worded {
  const worded = wordedFor(operation, place, context)
  const { do: how } = worded.action
  if (how === 'keep' || how === 'remove') return worded
  const removed = whyOnlyRemoved(place)
  return removed === undefined ? worded : { action: REMOVE, loses: removed }
}

function whyOnlyRemoved({ tag, element, level }: PublicPlace): string | undefined {
  if (element.vrs.includes('UN') || element.writtenAsUnknown === true)
    return 'some files write it as UN, where CTP keeps the old value whatever it is told but removal: removed'
  if (level === 'root' && isBehindPixelData(tag)) return 'it stands behind Pixel Data, where CTP can only remove: removed'
  return undefined
}

function wordedFor(operation: Operation, place: PublicPlace, context: WordingContext): Worded {
  const { vrs } = place.element
  switch (operation.do) {
    case 'keep':
      return place.isSequence
        ? removedInstead('CTP would keep a Sequence with everything in it')
        : { action: keepAction(vrs, context.settings) }
    case 'process':
      // Content Items are told apart by what they mean, which a rule for a tag cannot say.
      if ('content' in operation) return removedInstead('its Content Items go or stay by their concept names')
      return vrs.every((vr) => vr === 'SQ') ? { action: PROCESS } : removedInstead('in some files it is no Sequence, and CTP would keep it')
    case 'remove':
      return { action: REMOVE }
    case 'blocked':
      return { action: REMOVE, loses: 'an open Review: removed' }
    case 'empty':
      return place.isSequence ? removedInstead('CTP leaves a Sequence untouched when it is told to empty it') : { action: EMPTY }
    case 'dummy':
      return dummyAction(place)
    case 'clean':
      return cleanAction(operation, place, context)
    case 'shift-date':
      return shiftAction(vrs, context)
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
  return { action: REMOVE, loses: `${because}: removed` }
}

function keepAction(vrs: readonly VR[], settings: ScriptSettings): CtpAction {
  return vrs.includes('AS') && settings.ageCap ? { do: 'cap-age' } : KEEP
}

function dummyAction({ element, isSequence }: PublicPlace): Worded {
  if (isSequence) return removedInstead('CTP cannot make a Sequence')
  if (element.vrs.every((vr) => vr === 'UI')) return { action: { do: 'hash-uid', mayBeBlank: false, mayBeSeveral: false } }
  const text = dummyText(element.vrs)
  return text === undefined ? removedInstead('CTP cannot write a dummy of this VR') : { action: { do: 'dummy', text } }
}

function cleanAction(operation: Operation, { element }: PublicPlace, { settings }: WordingContext): Worded {
  if (element.vrs.some((vr) => BULK.has(vr))) return removedInstead('CTP cannot tell the values of bytes apart')
  const table = capAges(tableOf(operation.values ?? [], takesText(element.vrs)), element.vrs, settings)
  const action: CtpAction = { do: 'clean', table, otherwise: operation.otherwise === 'empty' ? 'empty' : 'remove' }
  return table.lost === 0 ? { action } : { action, loses: `${table.lost} of its values cannot be said in a look-up table: they go` }
}

const AGE_90 = /^[ 0]*(?:9\d|[1-9]\d\d)[Yy]? *$/

function capAges(table: ValueTable, vrs: readonly VR[], settings: ScriptSettings): ValueTable {
  if (!vrs.includes('AS') || !settings.ageCap) return table
  const answers = new Map([...table.answers].map(([key, answer]) => [key, answer === KEPT && AGE_90.test(key) ? '090Y' : answer]))
  return { ...table, answers }
}

function shiftAction(vrs: readonly VR[], { hasDayShifts }: WordingContext): Worded {
  // Times stay when dates move by whole days.
  if (vrs.every((vr) => vr === 'TM')) return { action: KEEP }
  if (vrs.includes('TM') || !takesText(vrs)) return removedInstead('CTP can shift dates in DA, DT and text only')
  if (!hasDayShifts)
    return { action: EMPTY, loses: 'the shift of each patient is not settled yet (run apply, then write the script again): emptied' }
  return { action: { do: 'shift-date' } }
}

/** Above so many distinct values of an element nobody looks through them for the few that would matter. */
const LOOKED_THROUGH = 20_000

function remapAction({ tag, element }: PublicPlace, { inventory }: WordingContext): Worded {
  if (isStructuralUid(tag)) return { action: KEEP }
  if (!element.vrs.every((vr) => vr === 'UI')) return removedInstead('CTP can replace UIDs in UI only')
  const values = element.distinctValues > LOOKED_THROUGH ? undefined : inventory.values(element.path).map(({ value }) => value)
  const several = lookupTag(tag)?.vm !== '1'
  const action: CtpAction = {
    do: 'hash-uid',
    mayBeBlank: values === undefined || values.includes(''),
    mayBeSeveral: several,
  }
  if (values?.some((value) => value.includes('\\')) === true)
    return { action, loses: 'CTP makes one UID of several: an element with several is removed' }
  if (values?.some((value) => isRegisteredUid(value)) === true) return { action, loses: 'CTP replaces UIDs of the Standard too' }
  return { action }
}

function mapAction({ tag, level }: PublicPlace, { hasPatientIds }: WordingContext): Worded {
  if (!hasPatientIds)
    return { action: EMPTY, loses: 'the new Patient IDs are not settled yet (run apply, then write the script again): emptied' }
  if (level === 'item') return { action: EMPTY, loses: 'in an item CTP cannot tell whether it is the same patient: emptied' }
  return tag === TAG.patientId || tag === TAG.patientName
    ? { action: { do: 'map-patient' } }
    : { action: EMPTY, loses: 'mapped for Patient ID and Patient’s Name only: emptied' }
}

function replaceAction(text: string, { element, isSequence }: PublicPlace): Worded {
  if (isSequence || !takesText(element.vrs)) return removedInstead('CTP cannot write a value of this VR')
  if (trimmed(text) === '') return { action: EMPTY }
  return isWritable(text) ? { action: { do: 'text', text } } : removedInstead('CTP cannot write this value')
}
