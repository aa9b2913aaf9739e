import type { ElementPath } from '../dicom/attribute-path.ts'
import { TAG, type Tag } from '../dicom/tag.ts'
import { BULK, CHARACTER_SET_DEPENDENT, HOLDS_UID, type VR } from '../dicom/vr.ts'
import { deletionFor } from '../confidentiality/deletion.ts'
import { areWrittenDates, modifiedDates, type TypedText } from '../confidentiality/defaults.ts'
import type { EffectiveCode } from '../confidentiality/effective-code.ts'
import { vrOf } from '../dictionary/index.ts'
import { isZone } from '../confidentiality/value-shapes.ts'
import type { Profile } from '../confidentiality/profile.ts'
import { tableE11 } from '../confidentiality/table-e11.ts'
import type { InventoryElement } from '../inventory/inventory.ts'
import { deleted, kept, open, retained, type Suggestion } from './suggestion.ts'
import { DECISIONS } from './texts.ts'

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
      return proposeKeeping(input)
    case 'U':
      if (vrs.includes('UI') && vrs.every((vr) => HOLDS_UID.has(vr))) return retained('remap-uid', effective.reason)
      return vrs.includes('UI')
        ? open(DECISIONS.byCode.someNoUid(effective.reason, vrs))
        : deleted(DECISIONS.byCode.noUid(effective.reason))
    case 'C':
      return proposeCleaning(input, profile)
    default:
      if (isPatient(path, tag) && profile.settings.patientId !== '')
        return retained('map-patient', DECISIONS.byCode.patient(effective.reason))
      return deleted(resolvedReason(input))
  }
}

/** What an Option keeps is what the attribute is for (PS3.6): of a text or of bytes in its place it says nothing. */
function proposeKeeping({ element, effective: { reason }, tag, texts }: ListedElement): Suggestion {
  const { vrs } = element
  const wanted = vrOf(tag)
  const others =
    wanted === undefined || mayBeAnything(wanted) ? [] : vrs.filter((vr) => mayBeAnything(vr) && !(vr === 'UN' && wanted !== 'SQ'))
  if (others.length > 0 && texts().some((text) => text.trim() !== '')) return open(DECISIONS.byCode.ofOtherKind(reason, others))
  return kept(vrs.includes('SQ') ? DECISIONS.more(reason, DECISIONS.byCode.sequence) : reason)
}

function mayBeAnything(vr: VR): boolean {
  return CHARACTER_SET_DEPENDENT.has(vr) || BULK.has(vr) || vr === 'UR'
}

function proposeCleaning({ element, effective, tag, texts, typed }: ListedElement, profile: Profile): Suggestion {
  const { vrs } = element
  const { reason } = effective
  if (vrs.includes('SQ')) return kept(DECISIONS.more(reason, DECISIONS.byCode.sequence))
  const byDates =
    tableE11(tag)?.options.RetainLongitudinalModifiedDates === 'C' && profile.options.includes('RetainLongitudinalModifiedDates')
  if (byDates) return proposeDate(vrs, reason, { texts, typed }, profile)
  if (vrs.includes('AE')) return deleted(DECISIONS.byCode.aeTitle(reason))
  if (element.distinctValues > 0 && texts().every((text) => text.trim() === ''))
    return retained('clean', DECISIONS.byCode.noValue(reason), 'evidence')
  const what = tag >>> 24 === 0x60 || tag >>> 24 === 0x50 ? DECISIONS.byCode.graphics : DECISIONS.byCode.text
  return open(DECISIONS.more(reason, what))
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
    return { choice: choiceOf(choice), source: 'standard', reason: DECISIONS.more(reason, choice.reason) }
  }
  if (vrs.every((one) => one === 'SH') && texts().every(isZone)) return kept(DECISIONS.byCode.zone(reason))
  if (vrs.some((one) => one === 'DA' || one === 'DT' || one === 'TM' || one === 'SH')) return open(DECISIONS.byCode.someNoDates(reason))
  return deleted(DECISIONS.byCode.noShift(reason, vrs))
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
function resolvedReason({ element, path, effective }: ListedElement): string {
  const deletions = [...deletionFor(path, element.vrs, element.sopClasses, element).values()]
  const reasons = [...new Set(deletions.map(({ reason }) => reason))].filter((reason) => reason !== effective.code)
  return DECISIONS.byCode.byTypes(effective.reason, reasons.slice(0, REASONS_SAID), reasons.length - REASONS_SAID)
}
