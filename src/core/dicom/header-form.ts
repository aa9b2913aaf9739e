import type { Cursor } from './cursor.ts'
import { UNDEFINED_LENGTH } from './element.ts'
import { isPrintable, vrOfBytes, type ElementHeader } from './header.ts'
import { TAG, type Tag } from './tag.ts'
import { LONG_FORM } from './vr.ts'

/** What surrounds an element whose header is in doubt. */
export interface Around {
  readonly length: number
  /** First byte that is not in the data set around it. */
  readonly limit: number
  readonly littleEndian: boolean
}

/** The three forms of a header (PS3.5 7.1.2, 7.1.3): a VR and 16 or 32 bits of length, or no VR. */
type Form = 'short' | 'long' | 'without-vr'

/**
 * Settles how the header of an element is written of which the VR does not say it: there is no VR, it is none that anybody
 * knows, or the two bytes behind it are not those that its form has. Converters have mixed implicit VR into explicit data
 * sets, given 32 bits of length to what they called `??`, and 16 bits to UN.
 * The form is the one behind which the data set goes on: with its end, or with an element of a greater tag.
 * @param header as it was read; it is filled again
 * @returns false where no form is any likelier than what was read
 */
export function settleForm(cursor: Cursor, at: number, around: Around, header: ElementHeader): boolean {
  const forms = formsOf(cursor, at, header)
  const found =
    forms.find((form) => goesOn(cursor, header.tag, form, at, around) === 'surely') ??
    forms.find((form) => form === 'without-vr' && goesOn(cursor, header.tag, form, at, around) === 'perhaps')
  const size = sizeOf(found)
  if (found === undefined || !cursor.has(at, size)) return false
  header.valueOffset = at + size
  if (found === 'without-vr') {
    header.vr = undefined
    header.writtenVr = undefined
  } else {
    const [first, second] = [cursor.u8(at + 4), cursor.u8(at + 5)]
    header.vr = vrOfBytes(first, second) ?? 'UN'
    header.writtenVr = String.fromCharCode(first, second)
  }
  header.length = lengthIn(cursor, found, at, around.littleEndian)
  return true
}

function sizeOf(form: Form | undefined): 8 | 12 {
  return form === 'long' ? 12 : 8
}

/** The forms that the bytes allow, the likeliest first. */
function formsOf(cursor: Cursor, at: number, { valueOffset }: ElementHeader): readonly Form[] {
  const [first, second] = [cursor.u8(at + 4), cursor.u8(at + 5)]
  // A VR that is known is one, whatever stands behind it.
  if (vrOfBytes(first, second) !== undefined) return ['long', 'short']
  // The long form has two zeros where the short one has its length, and a length below 65,536 without a VR its upper half.
  if (cursor.u16(at + 6, true) !== 0) return ['short', 'without-vr']
  if (!isPrintable(first) || !isPrintable(second)) return ['without-vr', 'short', 'long']
  return valueOffset === at + 12 ? ['long', 'short', 'without-vr'] : ['short', 'long', 'without-vr']
}

function lengthIn(cursor: Cursor, form: Form, at: number, littleEndian: boolean): number {
  if (form === 'short') return cursor.u16(at + 6, littleEndian)
  return cursor.u32(form === 'long' ? at + 8 : at + 4, littleEndian)
}

/** Whether behind a header of this form, and its value, stands what can stand there. */
function goesOn(cursor: Cursor, tag: Tag, form: Form, at: number, around: Around): 'surely' | 'perhaps' | 'no' {
  const { limit, littleEndian } = around
  const valueOffset = at + sizeOf(form)
  if (valueOffset > limit || !cursor.has(at, valueOffset - at)) return 'no'
  const length = lengthIn(cursor, form, at, littleEndian)
  if (length === UNDEFINED_LENGTH) return form !== 'short' && beginsItems(cursor, valueOffset, around) ? 'surely' : 'no'
  const end = valueOffset + length
  if (end === limit) return around.length === UNDEFINED_LENGTH ? 'no' : 'surely'
  if (limit - end < 8 || !cursor.has(end, 8, 8)) return 'no'
  const next = cursor.tag(end, littleEndian)
  if (next === TAG.itemDelimitation) return around.length === UNDEFINED_LENGTH || end + 8 === limit ? 'surely' : 'no'
  if (next <= tag || next >>> 16 === 0xfffe) return 'no'
  const room = limit - end - 8
  const vr = vrOfBytes(cursor.u8(end + 4), cursor.u8(end + 5))
  if (vr !== undefined && (LONG_FORM.has(vr) || cursor.u16(end + 6, littleEndian) <= room)) return 'surely'
  const without = cursor.u32(end + 4, littleEndian)
  return without <= room || without === UNDEFINED_LENGTH ? 'perhaps' : 'no'
}

function beginsItems(cursor: Cursor, at: number, { limit, littleEndian }: Around): boolean {
  if (limit - at < 8 || !cursor.has(at, 8, 8)) return false
  const tag = cursor.tag(at, littleEndian)
  return tag === TAG.item || tag === TAG.sequenceDelimitation
}
