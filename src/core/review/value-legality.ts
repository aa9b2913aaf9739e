import { NUMBER_SIZE, SINGLE_VALUED_TEXT, TEXTUAL, type VR } from '../dicom/vr.ts'
import { isAge, isCodeString, isDate, isDateTime, isTime } from '../confidentiality/value-shapes.ts'
import { REVIEW } from './texts.ts'

/** Longest value in bytes of VRs with a bound (PS3.5 6.2); of those counted in characters a longer one may be legal. */
const LONGEST: Partial<Record<VR, number>> = { AE: 16, AS: 4, CS: 16, DS: 16, IS: 12, LO: 64, LT: 10240, SH: 16, ST: 1024, UI: 64 }

const IN_CHARACTERS: ReadonlySet<VR> = new Set<VR>(['LO', 'LT', 'PN', 'SH', 'ST'])

const UID = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INTEGER = /^[+-]?\d+$/

/**
 * What is wrong with a value, by its VR alone (PS3.5 6.2): format, repertoire, length.
 * @param bytes the value as it stands in the file, padding included
 * @returns undefined where nothing is; never anything of the value
 */
export function valueProblem(bytes: Uint8Array, vr: VR): string | undefined {
  if (bytes.length % 2 === 1) return REVIEW.value.oddLength
  if (bytes.length === 0) return undefined
  const size = NUMBER_SIZE[vr]
  if (size !== undefined) return bytes.length % size === 0 ? undefined : REVIEW.value.noMultiple(size)
  if (!TEXTUAL.has(vr)) return undefined
  const text = latin1(bytes)
  const values = SINGLE_VALUED_TEXT.has(vr) ? [text] : text.split('\\')
  for (const value of values) {
    const problem = oneValueProblem(value.replace(/[ \0]+$/u, ''), vr)
    if (problem !== undefined) return problem
  }
  return undefined
}

function oneValueProblem(value: string, vr: VR): string | undefined {
  const longest = LONGEST[vr]
  const beyondAscii = hasExtensions(value)
  if (longest !== undefined && value.length > longest && !(beyondAscii && IN_CHARACTERS.has(vr))) return REVIEW.value.tooLong(longest)
  if (vr === 'PN' && !beyondAscii && value.split('=').some((group) => group.length > 64)) return REVIEW.value.groupTooLong(64)
  const trimmed = value.trim()
  if (trimmed === '') return undefined
  switch (vr) {
    case 'DA':
      return isDate(trimmed) ? undefined : REVIEW.value.date
    case 'DT':
      return isDateTime(trimmed) ? undefined : REVIEW.value.dateTime
    case 'TM':
      return isTime(trimmed) ? undefined : REVIEW.value.time
    case 'AS':
      return isAge(trimmed) ? undefined : REVIEW.value.age
    case 'CS':
      return isCodeString(trimmed) ? undefined : REVIEW.value.code
    case 'UI':
      return UID.test(value) ? undefined : REVIEW.value.uid
    case 'DS':
      return DECIMAL.test(trimmed) ? undefined : REVIEW.value.decimal
    case 'IS':
      return INTEGER.test(trimmed) && Math.abs(Number(trimmed)) <= 2 ** 31 ? undefined : REVIEW.value.integer
    default:
      return undefined
  }
}

/** Characters of another set, or the escape that announces one: several bytes may then be one character. */
function hasExtensions(value: string): boolean {
  return /[^\p{ASCII}]/u.test(value) || value.includes(ESCAPE)
}

const ESCAPE = String.fromCharCode(0x1b)

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
