import { PLACEHOLDER_DAYS } from '../confidentiality/placeholder-days.ts'

/**
 * Days as numbers in the proleptic Gregorian calendar, without the machine's idea of a date: no time zone, no
 * two-digit years, no silent roll-over of 30 February.
 */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days in a month; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)
}

/** Whether the calendar has this day, in the years 1 to 9999 that four digits can write. */
export function isDay({ year, month, day }: CalendarDay): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month)
}

const PLACEHOLDERS: ReadonlySet<number> = new Set(PLACEHOLDER_DAYS.map(Number))

/** Whether a day stands for none: it then says nothing of anybody, and is never moved. */
export function isPlaceholderDay({ year, month, day }: CalendarDay): boolean {
  return PLACEHOLDERS.has(year * 10_000 + month * 100 + day)
}

/**
 * Whether something may have happened to a patient on a day: not before there were X-rays, and not on a day by which a
 * program says that it knows none. From any other day counting would tell the true date.
 */
export function mayBeDayOfEvent(day: CalendarDay): boolean {
  return day.year >= 1896 && day.year < 2900 && !isPlaceholderDay(day)
}

/** A day as a DA has it (PS3.5 6.2), also in the form of ACR-NEMA; undefined for anything else. */
export function readDay(text: string): CalendarDay | undefined {
  const match = /^(\d{4})(\.?)(\d{2})\2(\d{2})$/.exec(text.trim())
  if (match === null) return undefined
  const day = { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }
  return isDay(day) ? day : undefined
}

/** The number of a day; 0 is 1 January of the year 1, the day after has a number greater by one. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  const before = year - 1
  let number = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  for (let earlier = 1; earlier < month; earlier += 1) number += daysInMonth(year, earlier)
  return number + day - 1
}

/** The day of a number; the inverse of {@link dayNumber}. Undefined before the year 1 and after 9999. */
export function dayOfNumber(number: number): CalendarDay | undefined {
  if (number < 0 || number > 3_652_058) return undefined
  let year = Math.floor(number / 365.2425) + 1
  while (dayNumber({ year, month: 1, day: 1 }) > number) year -= 1
  while (dayNumber({ year: year + 1, month: 1, day: 1 }) <= number) year += 1
  let rest = number - dayNumber({ year, month: 1, day: 1 })
  let month = 1
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month)
    month += 1
  }
  return { year, month, day: rest + 1 }
}

/** The day so many days later (earlier where negative); undefined outside the years 1 to 9999. */
export function addDays(day: CalendarDay, days: number): CalendarDay | undefined {
  return dayOfNumber(dayNumber(day) + days)
}

/** The month so many months later, as a year and a month; undefined outside the years 1 to 9999. */
export function addMonths(year: number, month: number, months: number): { year: number; month: number } | undefined {
  const number = (year - 1) * 12 + month - 1 + months
  if (number < 0 || number >= 9999 * 12) return undefined
  return { year: Math.floor(number / 12) + 1, month: (number % 12) + 1 }
}
