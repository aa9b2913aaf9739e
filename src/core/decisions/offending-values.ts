import { isCodeString, isPurelyNumeric } from '../confidentiality/value-shapes.ts'
import type { Annotation } from '../annotation/annotation.ts'
import type { InventoryElement, InventoryValue } from '../inventory/inventory.ts'
import { shapeText } from './proposal-context.ts'

/**
 * The values that keep an element from being retained by its kind: of a number (DS, IS) or a Code String (CS) outside
 * Table E.1-1 those that are none, and those that say something of a person. Numbers and codes that are what they should
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
  if (!element.vrs.every((vr) => vr === 'CS' || vr === 'DS' || vr === 'IS')) return undefined
  const offending = values.filter((value) => {
    const text = shapeText(value)
    return !(value.vr === 'CS' ? isCodeString(text) : isPurelyNumeric(text)) || tellsOfSomebody(value.value)
  })
  return offending.length < values.length && offending.every((value) => value.form === 'text') ? offending : undefined
}
