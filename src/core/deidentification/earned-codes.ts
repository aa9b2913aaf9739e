import type { DataSetEdits, ElementEdit } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { formatTag, groupOf, isInPrivateBlock, isPrivate, type Tag } from '../dicom/tag.ts'
import { OPTION_CODES } from '../confidentiality/context-groups.ts'
import { PROFILE_OPTIONS, type ProfileOption } from '../confidentiality/profile.ts'
import { tableE11 } from '../confidentiality/table-e11.ts'
import type { OperationKind } from '../script/operation.ts'
import type { Work } from './work.ts'

const STRUCTURED_CONTENT: ReadonlySet<Tag> = new Set([0x0040a730, 0x00400555, 0x00400610, 0x0040b020])
const GRAPHIC_ANNOTATION: Tag = 0x00700001

/** Options by which something stays: that it did is for the instance to show. */
const RETAINING: readonly ProfileOption[] = [
  'RetainUIDs',
  'RetainDeviceIdentity',
  'RetainInstitutionIdentity',
  'RetainPatientCharacteristics',
  'RetainLongitudinalFullDates',
]

/**
 * Of the codes that a script has earned those that an instance has: a code says what was done to it (PS3.15 E.1.1, step
 * 6), so that one without structured content, graphics, descriptions, dates or private elements is not said to have had them
 * treated, nor one of which no device, institution or patient is told any more to have kept that. What an element holds
 * plays no part, only that it is there and what became of it.
 */
export function earnedCodes(
  codes: readonly string[],
  elements: readonly DataElement[],
  settled: DataSetEdits | undefined,
  work: Work,
): readonly string[] {
  const isAskedFor = (option: ProfileOption): boolean => codes.includes(OPTION_CODES[option])
  const found: Found = { described: !isAskedFor('CleanDescriptors'), retained: new Set(), sought: new Set(RETAINING.filter(isAskedFor)) }
  look(elements, settled, '', found, work)
  return codes.filter((code) => {
    const option = PROFILE_OPTIONS.find((one) => OPTION_CODES[one] === code)
    switch (option) {
      case 'CleanStructuredContent':
        return work.contentCleaned || elements.some(({ tag }) => STRUCTURED_CONTENT.has(tag))
      case 'CleanGraphics':
        return elements.some(({ tag }) => tag === GRAPHIC_ANNOTATION || isCurveOrOverlay(tag))
      case 'CleanDescriptors':
        return found.described
      case 'RetainLongitudinalModifiedDates':
        return work.shifted
      case 'RetainSafePrivate':
        return keepsPrivate(elements, settled)
      default:
        return option === undefined || !RETAINING.includes(option) || found.retained.has(option)
    }
  })
}

function isCurveOrOverlay(tag: Tag): boolean {
  const family = groupOf(tag) >>> 8
  return family === 0x50 || family === 0x60
}

/** What has been found in an instance of what Options name. */
interface Found {
  /** Whether anything was there that Clean Descriptors is for. */
  described: boolean
  readonly retained: Set<ProfileOption>
  /** Options of which nothing was found yet. */
  readonly sought: Set<ProfileOption>
}

const NAMED_BY = new Map<Tag, readonly ProfileOption[]>()

/** The Options that name a public attribute, looked up once. */
function optionsOf(tag: Tag): readonly ProfileOption[] {
  let options = NAMED_BY.get(tag)
  if (options === undefined) {
    const row = isPrivate(tag) ? undefined : tableE11(tag)
    options = row === undefined ? [] : PROFILE_OPTIONS.filter((option) => row.options[option] !== undefined)
    NAMED_BY.set(tag, options)
  }
  return options
}

/** @param place the key of the Sequence around; undefined in a private one, whose place is not spelt here */
function look(
  elements: readonly DataElement[],
  settled: DataSetEdits | undefined,
  place: string | undefined,
  found: Found,
  work: Work,
): void {
  for (const element of elements) {
    if (found.described && found.sought.size === 0) return
    const edit = settled?.elements.get(element)
    const options = optionsOf(element.tag)
    found.described ||= options.includes('CleanDescriptors')
    const key = place === undefined || isPrivate(element.tag) ? undefined : place + formatTag(element.tag)
    for (const option of options) {
      if (!found.sought.has(option) || !isLeft(edit, key, work)) continue
      found.sought.delete(option)
      found.retained.add(option)
    }
    if (element.items === undefined || edit?.do === 'remove' || edit?.do === 'replace-items') continue
    const each = edit?.do === 'items' ? edit.items : []
    for (const [index, item] of element.items.entries()) {
      const changes = each[index]
      if (changes !== 'remove') look(item.elements, changes, key === undefined ? undefined : `${key}[*]`, found, work)
    }
  }
}

/** Operations that leave something of a value that they change. */
const LEAVING: ReadonlySet<OperationKind> = new Set(['keep', 'clean', 'shift-date'])

function isLeft(edit: ElementEdit | undefined, key: string | undefined, work: Work): boolean {
  if (edit === undefined || edit.do === 'items') return true
  if (edit.do !== 'set' || edit.value.length === 0 || key === undefined) return false
  const operation = work.operations.at({ key })
  return operation !== undefined && LEAVING.has(operation.do)
}

/** Whether a private element is left, at any depth. */
function keepsPrivate(elements: readonly DataElement[], settled: DataSetEdits | undefined): boolean {
  return elements.some((element) => {
    const edit = settled?.elements.get(element)
    if (edit?.do === 'remove') return false
    if (isInPrivateBlock(element.tag)) return true
    if (edit?.do === 'set' || edit?.do === 'replace-items') return false
    const each = edit?.do === 'items' ? edit.items : []
    return (
      element.items?.some((item, index) => {
        const changes = each[index]
        return changes !== 'remove' && keepsPrivate(item.elements, changes)
      }) ?? false
    )
  })
}
