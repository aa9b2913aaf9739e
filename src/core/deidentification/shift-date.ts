import { SINGLE_VALUED_TEXT, type VR } from '../dicom/vr.ts'
import { addDays, addMonths, isDay, isPlaceholderDay } from './calendar.ts'

/**
 * Shifts dates by whole days (PS3.15 E.3.6, Modified Dates). Times stay as they are, so that a shift never changes an
 * interval; the spelling of a date stays as it was. A day by which programs say that they know none stays too. What cannot be read as a date is never let through: the answer is
 * then undefined and the caller removes, empties or dummies the element.
 */

/** Mean lengths in the Gregorian calendar; a date without a day moves by the nearest number of months or years. */
const DAYS_IN_MONTH = 30.436875
const DAYS_IN_YEAR = 365.2425

/** Hours to 23 (24 is met at midnight), minutes to 59, seconds to 60 for a leap second. */
const TIME = String.raw`(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?`
const ZONE = String.raw`[+-](?:0\d|1[0-4])[0-5]\d`
const TIME_ONLY = new RegExp(`^${TIME}(?:-${TIME})?$`)
/** YYYYMMDD, the ACR-NEMA form YYYY.MM.DD (PS3.5 6.2), and the two spellings that are met in its place. */
const DAY = /^(\d{4})([.\-/]?)(\d{2})\2(\d{2})$/
/** A DT: year, then as much of month, day and time as is known, then perhaps the offset from UTC (PS3.5 6.2). */
const DATE_TIME = new RegExp(String.raw`^(\d{4})(?:(\d{2})(?:(\d{2})(${TIME})?)?)?(${ZONE})?$`)
/** A date and a time in one text, as private elements of text VRs hold them: nothing but digits and separators after the day. */
const DAY_THEN_TIME = new RegExp(String.raw`^(\d{4}[.\-/]?\d{2}[.\-/]?\d{2})([ T_\-]?${TIME}(?:${ZONE})?)$`)

/**
 * A whole value of a text VR, shifted; every one of several values (`\`) is.
 * @param days whole days; negative is earlier
 * @returns undefined where any of the values cannot be read as a date, or leaves the years 1 to 9999
 */
export function shiftDate(text: string, vr: VR, days: number): string | undefined {
  const values: string[] = []
  for (const value of text.split('\\')) {
    const shifted = shiftOne(value.trim(), vr, days)
    if (shifted === undefined) return undefined
    values.push(shifted)
  }
  return values.join('\\')
}

/**
 * Of several values those that are dates, shifted, and each that is none replaced in its place: what is decided of such
 * a value is decided of nothing else, and least of all that true dates stay beside it.
 * @param instead what stands in place of a value that is no date, given it: printable ASCII
 * @returns undefined where all of them are dates, or none
 */
export function shiftTheDatesAmong(text: string, vr: VR, days: number, instead: (value: string) => string): string | undefined {
  if (SINGLE_VALUED_TEXT.has(vr)) return undefined
  const values = text.split('\\').map((value) => value.trim())
  const shifted = values.map((value) => shiftOne(value, vr, days))
  const isAmong = values.some((value, index) => value !== '' && shifted[index] !== undefined)
  if (!isAmong || !shifted.includes(undefined)) return undefined
  return shifted.map((date, index) => date ?? instead(values[index] ?? '')).join('\\')
}

function shiftOne(value: string, vr: VR, days: number): string | undefined {
  if (value === '') return ''
  switch (vr) {
    case 'TM':
      return TIME_ONLY.test(value) ? value : undefined
    case 'DA':
      return shiftDay(value, days) ?? shiftRange(value, days)
    case 'DT':
      return shiftDateTime(value, days) ?? shiftDay(value, days)
    default:
      return shiftDay(value, days) ?? shiftDayThenTime(value, days)
  }
}

function shiftDay(value: string, days: number): string | undefined {
  const match = DAY.exec(value)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])]
  if (!isDay({ year, month, day })) return undefined
  if (isPlaceholderDay({ year, month, day })) return value
  const moved = addDays({ year, month, day }, days)
  if (moved === undefined) return undefined
  const separator = match[2] ?? ''
  return digits(moved.year, 4) + separator + digits(moved.month, 2) + separator + digits(moved.day, 2)
}

/** `20010203-20010301`, a range of days as queries have it. */
function shiftRange(value: string, days: number): string | undefined {
  const match = /^(\d{8})?-(\d{8})?$/.exec(value)
  if (match === null) return undefined
  const ends = [match[1], match[2]].map((end) => (end === undefined ? '' : shiftDay(end, days)))
  return ends.includes(undefined) ? undefined : ends.join('-')
}

function shiftDayThenTime(value: string, days: number): string | undefined {
  const match = DAY_THEN_TIME.exec(value)
  const day = match === null ? undefined : shiftDay(match[1] ?? '', days)
  return day === undefined ? undefined : day + (match?.[2] ?? '')
}

function shiftDateTime(value: string, days: number): string | undefined {
  const match = DATE_TIME.exec(value)
  if (match === null) return undefined
  const [, year = '', month, day, time = '', zone = ''] = match
  if (month === undefined) {
    const moved = Number(year) + wholeSteps(days, DAYS_IN_YEAR)
    return Number(year) >= 1 && moved >= 1 && moved <= 9999 ? digits(moved, 4) + zone : undefined
  }
  if (day === undefined) {
    if (!isDay({ year: Number(year), month: Number(month), day: 1 })) return undefined
    const moved = addMonths(Number(year), Number(month), wholeSteps(days, DAYS_IN_MONTH))
    return moved === undefined ? undefined : digits(moved.year, 4) + digits(moved.month, 2) + zone
  }
  const moved = shiftDay(year + month + day, days)
  return moved === undefined ? undefined : moved + time + zone
}

/** The nearest number of months or years, the same forwards and backwards, so that a shift can be taken back. */
function wholeSteps(days: number, length: number): number {
  return Math.sign(days) * Math.round(Math.abs(days) / length)
}

const SECONDS_A_DAY = 86_400
/** 3 March 1973 … 20 November 2286: what is outside is a small number or no time in seconds since 1970. */
const EARLIEST = 100_000_000
const LATEST = 9_999_999_999

/**
 * Seconds since 1970, as some private integers hold a date. 0 says "not set" and stays.
 * @returns undefined where the number is no such time
 */
export function shiftEpochSeconds(seconds: number, days: number): number | undefined {
  if (seconds === 0) return 0
  if (!Number.isInteger(seconds) || seconds < EARLIEST || seconds > LATEST) return undefined
  const moved = seconds + days * SECONDS_A_DAY
  return moved >= 1 && moved <= LATEST ? moved : undefined
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0')
}
