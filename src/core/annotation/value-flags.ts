import { BULK, type VR } from '../dicom/vr.ts'
import type { Flag } from './annotation.ts'

/** What one value's text looks like, whatever its element claims to be. */
export type ShapeFlag = Extract<Flag, 'free-text' | 'date-like' | 'uid-like' | 'name-like'>

const FREE_TEXT: ReadonlySet<VR> = new Set<VR>(['LO', 'LT', 'SH', 'ST', 'UC', 'UT'])
/** Machines write ASCII; a letter beyond it was typed by somebody, and two of them can be a whole name. */
const FOREIGN_LETTER = /[^\p{ASCII}\P{L}]/u
const WORD_THEN_WORD = /\p{L}{2,}[^\s\p{L}]*[\s,;:]+\S*\p{L}/u

const SEPARATED_DATE =
  /(?:^|\D)(?:(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d{2})(?!\d)/
const PLAIN_DATE = /(?:^|\D)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)/
const MONTH_DATE =
  /(?:^|[^\p{L}])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,-]+(?:\d{1,2}[\s.,-]+)?(?:19|20)\d{2}|\d{1,2}[\s.-]+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,-]+\d{2,4}/iu
const UID_LIKE = /(?:^|[^\d.])[0-2](?:\.\d+){4,}(?![\d.])/
/** Not `MR`, `SR`, `MS` in capitals: those are modalities. */
const TITLE = String.raw`(?:^|[^\p{L}])(?:Dr|DR|Prof|PROF|Mr|Mrs|MRS|Ms|Miss|MISS|Herr|Frau|Mme)\.?\s+\p{Lu}\p{L}`
const NAME_LIKE = new RegExp(String.raw`\p{L}{2,}\^\p{L}|${TITLE}`, 'u')
/** Bytes make a caret between letters by chance; names have capitals. */
const NAME_LIKE_IN_BYTES = new RegExp(String.raw`(?:^|[^\p{L}])\p{Lu}\p{L}+\^\p{Lu}\p{L}|${TITLE}`, 'u')

/** VRs whose values are numbers, dates or UIDs by right, and no news. */
const UNREMARKABLE: ReadonlySet<VR> = new Set<VR>([
  'AS',
  'AT',
  'DA',
  'DS',
  'DT',
  'FD',
  'FL',
  'IS',
  'PN',
  'SL',
  'SQ',
  'SS',
  'SV',
  'TM',
  'UL',
  'US',
  'UV',
])

const NONE: ReadonlySet<Flag> = new Set<Flag>()

/**
 * The flags of one value of an element with this VR.
 * @param known flags that are not looked for, because another value of the element has them
 */
export function shapeFlags(value: string, vr: VR, known: ReadonlySet<Flag> = NONE): readonly ShapeFlag[] {
  if (UNREMARKABLE.has(vr)) return []
  const flags: ShapeFlag[] = []
  const isOpen = (flag: ShapeFlag): boolean => !known.has(flag)
  if (FREE_TEXT.has(vr) && isOpen('free-text') && (WORD_THEN_WORD.test(value) || FOREIGN_LETTER.test(value))) flags.push('free-text')
  if (value.length < 3) return flags
  if (vr === 'UI') return flags
  if (isOpen('date-like') && isDateLike(value)) flags.push('date-like')
  if (isOpen('uid-like') && UID_LIKE.test(value)) flags.push('uid-like')
  if (isOpen('name-like') && (BULK.has(vr) ? NAME_LIKE_IN_BYTES : NAME_LIKE).test(value)) flags.push('name-like')
  return flags
}

function isDateLike(value: string): boolean {
  return value.length >= 8 && (SEPARATED_DATE.test(value) || PLAIN_DATE.test(value) || MONTH_DATE.test(value))
}
