import { isTermOfStandard } from '../confidentiality/defined-terms.ts'
import { hasDefinedTerms, isDefinedTerm } from '../confidentiality/known-elements.ts'
import { isStructuralUid } from '../confidentiality/structural-uids.ts'
import { isCodeString, isPurelyNumeric, isUid } from '../confidentiality/value-shapes.ts'
import type { Annotation } from '../annotation/annotation.ts'
import { leafOf, parsePath } from '../dicom/attribute-path.ts'
import type { Tag } from '../dicom/tag.ts'
import type { InventoryElement, InventoryValue } from '../inventory/inventory.ts'
import { shapeText } from './proposal-context.ts'

/**
 * The values that keep an element from being retained by its kind: of a number (DS, IS), a Code String (CS) or the UID of
 * a class outside Table E.1-1 those that are none, and those that say something of a person. Numbers and codes that are what they should
 * be are safe by their kind, so one odd file need not cost a whole collection its Number of Frames.
 * @param tellsOfSomebody whether a text shares something with an identity of the collection
 * @returns undefined where the kind says nothing and the element goes as a whole
 */
export function offendingValues(
  element: InventoryElement,
  annotation: Annotation,
  values: readonly InventoryValue[],
  tellsOfSomebody: (text: string) => boolean,
): readonly InventoryValue[] | undefined {
  if (annotation.source !== 'public' || annotation.tableE !== '' || annotation.flags.includes('phi-found')) return undefined
  const path = parsePath(element.path)
  const leaf = path?.kind === 'element' ? leafOf(path) : undefined
  const isOfKind = leaf?.kind === 'public' ? kindOf(leaf.tag, element) : undefined
  if (leaf?.kind !== 'public' || isOfKind === undefined) return undefined
  const offending = values.filter(
    (value) => !isOfKind(value) || (tellsOfSomebody(value.value) && !isTermOfStandard(leaf.tag, shapeText(value))),
  )
  return offending.length < values.length && offending.every((value) => value.form === 'text') ? offending : undefined
}

/** What a value of the element has to be to stay unreviewed; undefined where the element's kind says nothing of it. */
function kindOf(tag: Tag, { vrs }: InventoryElement): ((value: InventoryValue) => boolean) | undefined {
  if (hasDefinedTerms(tag)) return (value) => isDefinedTerm(tag, shapeText(value))
  if (isStructuralUid(tag) && vrs.every((vr) => vr === 'UI')) return (value) => isUid(shapeText(value))
  if (!vrs.every((vr) => vr === 'CS' || vr === 'DS' || vr === 'IS')) return undefined
  return (value) => (value.vr === 'CS' ? isCodeString : isPurelyNumeric)(shapeText(value))
}
