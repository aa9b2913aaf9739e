import type { ElementPath } from '../dicom/attribute-path.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { HOLDS_UID, type VR } from '../dicom/vr.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
import { areWrittenDates, modifiedDates, type TypedText } from '../confidentiality/defaults.ts'
import type { EffectiveCode } from '../confidentiality/effective-code.ts'
import { isZone } from '../confidentiality/value-shapes.ts'
import type { Profile } from '../confidentiality/profile.ts'
import { tableE11 } from '../confidentiality/table-e11.ts'
import type { InventoryElement } from '../inventory/inventory.ts'
import { deleted, kept, open, retained, type Suggestion } from './suggestion.ts'

/** A public element of Table E.1-1, with what its proposal looks at. */
export interface ListedElement {
  readonly element: InventoryElement
  readonly path: ElementPath
  readonly tag: Tag
  readonly effective: EffectiveCode
  texts(): readonly string[]
  typed(): readonly TypedText[]
}

/** The proposal for a public element of Table E.1-1, by its effective code. */
export function proposeByCode(input: ListedElement, profile: Profile): Suggestion {
  const { element, effective, path, tag } = input
  const { vrs } = element
  switch (effective.code) {
    case 'K':
      return kept(vrs.includes('SQ') ? `${effective.reason}; ${INSIDE}` : effective.reason)
    case 'U':
      if (vrs.includes('UI') && vrs.every((vr) => HOLDS_UID.has(vr))) return retained('remap-uid', effective.reason)
      return vrs.includes('UI')
        ? open(`${effective.reason}, and some files hold no UID in it (${vrs.join(', ')})`)
        : deleted(`${effective.reason}, and the files hold no UID in it`)
    case 'C':
      return proposeCleaning(input, profile)
    default:
      if (isPatient(path, tag) && profile.settings.patientId !== '')
        return retained('map-patient', `${effective.reason}; replaced as the setting patient-id says`)
      return deleted(`${effective.reason}${resolvedReasons(input)}`)
  }
}

const INSIDE = 'the Sequence stays, and each element inside is judged by itself'

function proposeCleaning({ element, effective, tag, texts, typed }: ListedElement, profile: Profile): Suggestion {
  const { vrs } = element
  const { reason } = effective
  if (vrs.includes('SQ')) return kept(`${reason}; ${INSIDE}`)
  const byDates =
    tableE11(tag)?.options.RetainLongitudinalModifiedDates === 'C' && profile.options.includes('RetainLongitudinalModifiedDates')
  if (byDates) return proposeDate(vrs, reason, { texts, typed }, profile)
  if (vrs.includes('AE')) return deleted(`${reason}; an AE title cannot be cleaned and keep a meaning, so it goes`)
  if (element.distinctValues > 0 && texts().every((text) => text.trim() === ''))
    return retained('clean', `${reason}; no file has a value in it`, 'evidence')
  const what =
    tag >>> 24 === 0x60 || tag >>> 24 === 0x50 ? 'the graphics are to be looked at' : 'the text is to be cleaned or accepted value by value'
  return open(`${reason}; ${what}`)
}

/** An element that Modified Dates names: a date moves, a time of day and a time zone stay, anything else cannot be moved. */
function proposeDate(
  vrs: readonly VR[],
  reason: string,
  { texts, typed }: Pick<ListedElement, 'texts' | 'typed'>,
  profile: Profile,
): Suggestion {
  if (areWrittenDates(vrs)) {
    const choice = modifiedDates(vrs, typed(), profile)
    return { choice: choiceOf(choice), source: 'standard', reason: `${reason}; ${choice.reason}` }
  }
  if (vrs.every((one) => one === 'SH') && texts().every(isZone))
    return kept(`${reason}; the shift is by whole days, so that the offset from UTC stays`)
  if (vrs.some((one) => one === 'DA' || one === 'DT' || one === 'TM' || one === 'SH'))
    return open(`${reason}, and some values are no dates`)
  return deleted(`${reason}; a date in ${vrs.join(', ')} cannot be shifted, so it goes`)
}

function choiceOf(choice: {
  decision: Suggestion['choice']['decision']
  treatment?: Suggestion['choice']['treatment']
}): Suggestion['choice'] {
  return choice.treatment === undefined ? { decision: choice.decision } : { decision: choice.decision, treatment: choice.treatment }
}

/** Patient's Name and Patient ID of the patient whom the instance is of; nested ones may be another's. */
function isPatient(path: ElementPath, tag: Tag): boolean {
  return path.steps.length === 1 && (tag === TAG.patientName || tag === TAG.patientId)
}

const REASONS_SAID = 3

/** How the Type decides the code, where there is anything to decide. */
function resolvedReasons({ element, path, effective }: ListedElement): string {
  const deletions = [...deletionFor(path, element.vrs, element.sopClasses).values()]
  const reasons = [...new Set(deletions.map(({ reason }) => reason))].filter((reason) => reason !== effective.code)
  const more = reasons.length - REASONS_SAID
  const said = reasons.slice(0, REASONS_SAID).map((reason) => `; ${reason}`)
  return said.join('') + (more > 0 ? `; and ${more} more` : '')
}
