import { isAge, isCodeString, isDate, isDateTime, isPurelyNumeric, isTime, isUid } from './value-shapes.ts'
import { SINGLE_VALUED_TEXT, type VR } from '../dicom/vr.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** Longest value in characters (PS3.5 6.2); for PN of each component group. */
const LONGEST: Partial<Record<VR, number>> = {
  AE: 16,
  AS: 4,
  CS: 16,
  DA: 10,
  DS: 16,
  DT: 26,
  IS: 12,
  LO: 64,
  LT: 10240,
  PN: 64,
  SH: 16,
  ST: 1024,
  TM: 14,
  UI: 64,
}

const SHAPES: Partial<Record<VR, (text: string) => boolean>> = {
  AS: isAge,
  CS: isCodeString,
  DA: isDate,
  DS: isPurelyNumeric,
  DT: isDateTime,
  IS: (text) => text.split('\\').every((value) => /^\s*[+-]?\d+\s*$/.test(value) || value.trim() === ''),
  TM: isTime,
  UI: isUid,
}

const RANGES: Partial<Record<VR, readonly [bigint, bigint]>> = {
  SL: [-(2n ** 31n), 2n ** 31n - 1n],
  SS: [-(2n ** 15n), 2n ** 15n - 1n],
  SV: [-(2n ** 63n), 2n ** 63n - 1n],
  UL: [0n, 2n ** 32n - 1n],
  US: [0n, 2n ** 16n - 1n],
  UV: [0n, 2n ** 64n - 1n],
}

/**
 * Whether a text can be the value of an element with this VR (PS3.5 6.2): several values are joined by `\` where the VR
 * has several.
 * @returns undefined where it can, else why not, without the value
 */
export function whyIllegal(text: string, vr: VR): string | undefined {
  if (vr === 'SQ' || vr === 'UN' || vr === 'AT' || vr.startsWith('O')) return CONFIDENTIALITY.values.noText(vr)
  const range = RANGES[vr]
  if (range !== undefined) {
    const inRange = (value: string): boolean => /^[+-]?\d+$/.test(value) && BigInt(value) >= range[0] && BigInt(value) <= range[1]
    return text.split('\\').every((value) => inRange(value.trim()))
      ? undefined
      : CONFIDENTIALITY.values.wholeNumbers(vr, range[0], range[1])
  }
  if (vr === 'FD' || vr === 'FL') return text !== '' && isPurelyNumeric(text) ? undefined : CONFIDENTIALITY.values.numbers(vr)
  if (hasForbiddenControl(text, vr)) return CONFIDENTIALITY.values.controls(vr)
  const longest = LONGEST[vr]
  if (longest !== undefined && parts(text, vr).some((part) => [...part].length > longest))
    return CONFIDENTIALITY.values.longest(vr, longest)
  if (vr === 'UR' && /\s/.test(text.trimEnd())) return CONFIDENTIALITY.values.uri
  return SHAPES[vr]?.(text) === false ? CONFIDENTIALITY.values.form(vr) : undefined
}

function parts(text: string, vr: VR): readonly string[] {
  const values = SINGLE_VALUED_TEXT.has(vr) ? [text] : text.split('\\')
  return vr === 'PN' ? values.flatMap((value) => value.split('=')) : values
}

const CONTROL = /\p{Cc}/u
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\f\r]/u

/** Tab, line feed, form feed and carriage return stand in texts of several lines only. */
function hasForbiddenControl(text: string, vr: VR): boolean {
  return (vr === 'LT' || vr === 'ST' || vr === 'UT' ? CONTROL_BUT_LINES : CONTROL).test(text)
}
