import type { VR } from '../dicom/vr.ts'

/**
 * What a value's text looks like, one of several (`\`) at a time. Each answers for a whole value of an element, and an
 * empty value is always of the shape: there is nothing in it that could be of another.
 */

function everyValue(text: string, shape: (value: string) => boolean): boolean {
  for (const value of text.split('\\')) {
    const trimmed = value.trim()
    if (trimmed !== '' && !shape(trimmed)) return false
  }
  return true
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** What nearly all such values look like, seen at one glance: a collection has hundreds of thousands. */
const PLAIN_DECIMALS = /^[+-]?\d+(?:\.\d+)?(?:\\[+-]?\d+(?:\.\d+)?)*$/

/** A DS or an IS that holds numbers and nothing else (PS3.5 6.2). */
export function isPurelyNumeric(text: string): boolean {
  return PLAIN_DECIMALS.test(text) || everyValue(text, (value) => DECIMAL.test(value))
}

const CODE_STRING = /^[A-Z0-9 _]{1,16}$/

/** Code Strings as PS3.5 6.2 allows them: upper case, digits, blank and underscore. */
export function isCodeString(text: string): boolean {
  return everyValue(text, (value) => CODE_STRING.test(value))
}

const CODED = /^[A-Za-z0-9 _.\-+/%#:()*[\]]{1,32}$/

/**
 * Codes as they are met in CS: not all are legal Code Strings (`Brain`, `ISO-IR 100`), but none is a person's name in
 * the form of DICOM, an address or a sentence.
 */
export function isCodeLike(text: string): boolean {
  return everyValue(text, (value) => CODED.test(value) && !PROSE.test(value))
}

/** Two words in lower case, one after the other, are no code. */
const PROSE = /[a-z]{2,} +[a-z]{2,}/

const AGE = /^\d{3}[DWMY]$/

/** Ages as PS3.5 6.2 writes them: `045Y`. */
export function isAge(text: string): boolean {
  return everyValue(text, (value) => AGE.test(value))
}

const DAY = /^(\d{4})(\.?)(\d{2})\2(\d{2})$/

/** Days that can be shifted: `YYYYMMDD`, and the older `YYYY.MM.DD` (PS3.5 6.2, DA). */
export function isDate(text: string): boolean {
  return everyValue(text, isOneDay)
}

function isOneDay(text: string): boolean {
  const match = DAY.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])]
  return isDay(year, month, day)
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month < 1 || month > 12 ? 0 : [4, 6, 9, 11].includes(month) ? 30 : 31
}

const CLOCK = String.raw`(?:[01]\d|2[0-3])(?:[0-5]\d(?:(?:[0-5]\d|60)(?:\.\d{1,6})?)?)?`
const ZONE = String.raw`[+-](?:0\d|1[0-4])[0-5]\d`
const DATE_TIME = new RegExp(`^(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:${CLOCK})?)?)?(?:${ZONE})?$`)

/** Date-times that can be shifted, of any precision from the year on, with or without a zone (PS3.5 6.2, DT). */
export function isDateTime(text: string): boolean {
  return everyValue(text, (value) => {
    const match = DATE_TIME.exec(value)
    return match !== null && isDay(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1))
  })
}

const TIME = new RegExp(`^(?:${CLOCK}|(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,6})?)?)$`)

/** Times of day: `HHMMSS.FFFFFF`, shorter, or with the colons of old (PS3.5 6.2, TM). */
export function isTime(text: string): boolean {
  return everyValue(text, (value) => TIME.test(value))
}

const DAY_THEN_TIME = new RegExp(`^(\\d{4}\\.?\\d{2}\\.?\\d{2})(?:[ T]?${CLOCK})?$`)
/** Seconds since 1970: 3 March 1973 to 20 November 2286; 0 says that no time is set. */
const EPOCH_SECONDS = /^(?:0|[1-9]\d{8,9})$/

/** Dates as private elements hold them in text or numbers: a day, perhaps with a time behind it, or seconds since 1970. */
export function isPrivateDate(text: string): boolean {
  return everyValue(text, (value) => {
    const day = DAY_THEN_TIME.exec(value)?.[1]
    return (day !== undefined && isOneDay(day)) || EPOCH_SECONDS.test(value)
  })
}

/** What a date is in elements of a VR: for text and numbers of private elements {@link isPrivateDate}. */
export function dateShapeOf(vr: VR): (text: string) => boolean {
  switch (vr) {
    case 'DA':
      return isDate
    case 'DT':
      return isDateTime
    case 'TM':
      return isTime
    default:
      return isPrivateDate
  }
}

/** Whether one of the values of a text (`\\`), at least, is a date or time as elements of a VR have it; an empty one is none. */
export function holdsDate(text: string, vr: VR): boolean {
  const isOne = dateShapeOf(vr)
  return text.split('\\').some((value) => value.trim() !== '' && isOne(value))
}

const ZONE_ONLY = new RegExp(`^${ZONE}$`)

/** Offsets from UTC: `+0100`. */
export function isZone(text: string): boolean {
  return everyValue(text, (value) => ZONE_ONLY.test(value))
}

const UID = /^\d+(?:\.\d+)+$/

/** Digits and dots, as UIDs are written. */
export function isUid(text: string): boolean {
  return everyValue(text, (value) => UID.test(value))
}
