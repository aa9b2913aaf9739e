import { UNDEFINED_LENGTH, type DataElement, type Item } from './element.ts'
import type { Layout } from './layout.ts'

const ITEM_HEADER = 8
const DELIMITER = 8

/**
 * An element of the file that a layout matched last, with all that is in it, as reading that file would give it. None
 * with fragments: where those end a layout does not say.
 * @param index of the element in the layout
 */
export function elementInMatch(layout: Layout, index: number): DataElement {
  return take(layout, { next: index })
}

function take(layout: Layout, cursor: { next: number }): DataElement {
  const index = cursor.next
  cursor.next += 1
  const { element } = layout.elements[index] as (typeof layout.elements)[number]
  const valueOffset = layout.offset(index)
  const length = layout.length(index)
  const headerOffset = valueOffset - (element.valueOffset - element.headerOffset)
  if (element.items === undefined) return { ...element, headerOffset, valueOffset, length, end: valueOffset + length }
  let at = valueOffset
  const items: Item[] = []
  for (const like of element.items) {
    const elements: DataElement[] = []
    let end = at + ITEM_HEADER
    for (let count = like.elements.length; count > 0; count -= 1) {
      const inside = take(layout, cursor)
      elements.push(inside)
      end = inside.end
    }
    const isOpen = like.length === UNDEFINED_LENGTH
    const content = { headerOffset: at, valueOffset: at + ITEM_HEADER, elements }
    const itemLength = isOpen ? UNDEFINED_LENGTH : end - at - ITEM_HEADER
    at = isOpen ? end + DELIMITER : end
    items.push({ ...content, length: itemLength, end: at })
  }
  return { ...element, headerOffset, valueOffset, length, items, end: length === UNDEFINED_LENGTH ? at + DELIMITER : at }
}
