import type { HeaderValue } from '../../contract/header-answers.ts'
import type { ByteSource } from '../../core/dicom/byte-source.ts'
import type { CharacterSets } from '../../core/dicom/character-set.ts'
import type { DataElement } from '../../core/dicom/element.ts'
import { valueLength } from '../../core/dicom/value-bytes.ts'
import { valueToText } from '../../core/dicom/value-text.ts'
import { BULK, NUMBER_SIZE } from '../../core/dicom/vr.ts'
import { holdsPixels } from '../../core/inventory/describe-value.ts'
import { lengthOfText } from '../../core/inventory/printable-strings.ts'

/** An element with all that is needed to read its value. */
export interface Standing {
  readonly element: DataElement
  readonly source: ByteSource
  readonly littleEndian: boolean
  readonly characterSets: CharacterSets
}

/** Text is given whole up to here, in bytes: nobody reads further. */
const MOST_TEXT = 1 << 20
/** Of other bytes this much is shown. */
const MOST_DUMPED = 4096
const LINE = 16

/** The value of an element as a person reads it: text whole, numbers, and bytes as a hexadecimal dump. */
export function valueInFull({ element, source, littleEndian, characterSets }: Standing): HeaderValue {
  const length = valueLength(element)
  const { vr } = element
  if (element.items !== undefined) return { text: '', form: 'text', length, isCut: false }
  const read = source.bytes(element.valueOffset, Math.min(length, MOST_TEXT))
  const isText = BULK.has(vr)
    ? !holdsPixels(element) && read.length === length && (length === 0 || lengthOfText(read, MOST_TEXT) > 0)
    : true
  if (isText) {
    const size = NUMBER_SIZE[vr] ?? 1
    const whole = read.length < length ? read.subarray(0, read.length - (read.length % size)) : read
    return { text: valueToText(whole, vr, littleEndian, characterSets).text, form: 'text', length, isCut: read.length < length }
  }
  const shown = read.subarray(0, MOST_DUMPED)
  return { text: dump(shown), form: 'bytes', length, isCut: shown.length < length }
}

/** `00000010  4e 6f 74 …  Not a number`: offset, bytes, and the characters among them. */
function dump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += LINE) {
    const line = [...bytes.subarray(at, at + LINE)]
    const digits = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const characters = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${digits.padEnd(LINE * 3)} ${characters}`)
  }
  return lines.join('\n')
}
