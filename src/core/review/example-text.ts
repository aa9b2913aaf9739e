import { valueLength } from '../dicom/value-bytes.ts'
import { valueToText } from '../dicom/value-text.ts'
import { BULK } from '../dicom/vr.ts'
import type { Standing } from './compare-instances.ts'

/** Bytes of a value that an example shows. */
const SHOWN = 200

/** A value for a list of changes: text and numbers as they are, shortened; Sequences and bulk by their size. */
export function exampleText(standing: Standing | undefined): string {
  if (standing === undefined) return ''
  const { element, source } = standing
  if (element.items !== undefined) return element.items.length === 1 ? '1 item' : `${element.items.length} items`
  const length = valueLength(element)
  if (element.fragments !== undefined || (BULK.has(element.vr) && length > SHOWN)) return `${length} bytes`
  const bytes = source.bytes(element.valueOffset, Math.min(length, SHOWN))
  const { text, exact } = valueToText(bytes, element.vr, standing.littleEndian, standing.characterSets)
  if (!exact && BULK.has(element.vr)) return `${length} bytes`
  return length > SHOWN ? `${text}…` : text
}
