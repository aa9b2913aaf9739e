import type { DataSetEdits, NewElement } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import { WORD_SIZE } from '../dicom/vr.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import { encodingOf, type Here } from './work.ts'

/**
 * The elements of an item as new ones, with its edits done: needed where items are to be added to those a Sequence
 * has. Fragments, which no item of such a Sequence has, are left out.
 */
export function asNewElements(
  elements: readonly DataElement[],
  edits: DataSetEdits | undefined,
  sequence: DataElement,
  around: Here,
): readonly NewElement[] {
  const here = encodingOf(sequence, around)
  const copies: NewElement[] = []
  for (const element of elements) {
    const { tag, vr, items } = element
    const edit = edits?.elements.get(element)
    if (edit?.do === 'remove' || element.fragments !== undefined) continue
    if (edit?.do === 'set') copies.push({ tag, vr, value: items === undefined ? edit.value : [] })
    else if (edit?.do === 'replace-items') copies.push({ tag, vr, value: edit.items })
    else if (items === undefined) copies.push({ tag, vr, value: littleEndian(valueBytes(here.source, element).slice(), element, here) })
    else {
      const each = edit?.do === 'items' ? edit.items : []
      const kept = items.flatMap((item, index) => {
        const changes = each[index]
        return changes === 'remove' ? [] : [asNewElements(item.elements, changes, element, here)]
      })
      copies.push({ tag, vr, value: kept })
    }
  }
  return [...copies, ...(edits?.add ?? [])].sort((a, b) => a.tag - b.tag)
}

function littleEndian(bytes: Uint8Array, element: DataElement, here: Here): Uint8Array {
  const size = WORD_SIZE[element.vr] ?? 1
  // What is written as UN is in little endian wherever it stands (PS3.5 6.2.2).
  if (here.littleEndian || size === 1 || element.writtenVr === 'UN') return bytes
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse()
  return bytes
}
