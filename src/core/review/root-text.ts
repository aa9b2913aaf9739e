import type { Part10File } from '../dicom/element.ts'
import type { Tag } from '../dicom/tag.ts'
import { valueBytes, valueLength } from '../dicom/value-bytes.ts'
import { asciiText } from '../deidentification/ascii.ts'

const LONGEST = 1024

/** A short value at the root of a data set, one character a byte; empty where there is none. */
export function rootText(file: Part10File, tag: Tag): string {
  const element = file.elements.find((one) => one.tag === tag)
  if (element === undefined || element.items !== undefined || valueLength(element) > LONGEST) return ''
  return asciiText(valueBytes(file.dataSet, element))
}
