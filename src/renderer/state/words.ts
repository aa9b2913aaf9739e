/**
 * Numbers and dates as the reader's own language writes them (`navigator.language`), by formatters that are made once: to
 * make one takes longer than to write a thousand numbers. What came out of a file, a DICOM value, goes through none of this.
 */
const locale = typeof navigator === 'undefined' ? undefined : navigator.language
const whole = new Intl.NumberFormat(locale)
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const roughly = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })

/** A whole number as a person reads it: `1,204`. */
export function count(value: number | undefined): string {
  return whole.format(value ?? 0)
}

/** `1 element`, `2 elements`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** A number where there is little room: `20k` from ten thousand on. */
export function brief(value: number): string {
  return value < 10_000 ? count(value) : `${count(Math.round(value / 1000))}k`
}

/** A number with one decimal: `1.5`. */
export function withTenths(value: number): string {
  return tenths.format(value)
}

/** A number of which the beginning matters: `1.5`, `40`, `312`. */
export function rough(value: number): string {
  return (value < 100 ? roughly : whole).format(value < 100 ? value : Math.round(value))
}

/** `59%`, or as the reader's language spaces it; of a number of per cent. */
export function percent(value: number): string {
  return shares.format(value / 100)
}

/** `20 Nov 2026, 18:02`, as the reader's own calendar has it. */
export function dayAndTime(iso: string): string {
  return day.format(new Date(iso))
}

/** `14:32`. */
export function timeOfDay(iso: string): string {
  return time.format(new Date(iso))
}

/** How things and sentences are strung together, as everywhere in this language. */
export { joined, listed } from '../../core/words.ts'
