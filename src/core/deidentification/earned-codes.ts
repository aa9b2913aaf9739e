import type { DataSetEdits } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { groupOf, isInPrivateBlock, type Tag } from '../dicom/tag.ts'
import { OPTION_CODES } from '../confidentiality/context-groups.ts'
import type { Work } from './work.ts'

const STRUCTURED_CONTENT: ReadonlySet<Tag> = new Set([0x0040a730, 0x00400555, 0x00400610, 0x0040b020])
const GRAPHIC_ANNOTATION: Tag = 0x00700001

/**
 * Of the codes that a script has earned those that an instance has: a code says what was done to it (PS3.15 E.1.1, step
 * 6), so that one without structured content, graphics, dates or private elements is not said to have had them treated.
 */
export function earnedCodes(
  codes: readonly string[],
  elements: readonly DataElement[],
  settled: DataSetEdits | undefined,
  work: Work,
): readonly string[] {
  return codes.filter((code) => {
    switch (code) {
      case OPTION_CODES.CleanStructuredContent:
        return work.contentCleaned || elements.some(({ tag }) => STRUCTURED_CONTENT.has(tag))
      case OPTION_CODES.CleanGraphics:
        return elements.some(({ tag }) => tag === GRAPHIC_ANNOTATION || isCurveOrOverlay(tag))
      case OPTION_CODES.RetainLongitudinalModifiedDates:
        return work.shifted
      case OPTION_CODES.RetainSafePrivate:
        return keepsPrivate(elements, settled)
      default:
        return true
    }
  })
}

function isCurveOrOverlay(tag: Tag): boolean {
  const family = groupOf(tag) >>> 8
  return family === 0x50 || family === 0x60
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
