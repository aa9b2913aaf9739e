import { keyedNumber, type Keyed } from './keyed.ts'

/** How far the dates of each patient are moved: one number of whole days for everything of one patient. */
export type DayShift =
  | { readonly by: 'key'; readonly min: number; readonly max: number }
  /** A CSV file with the columns `patient_id_old,days`. */
  | { readonly by: 'file'; readonly file: string }
  | { readonly by: 'none' }

/**
 * The range that the setting `key` stands for: one to ten years back. Backwards, so that no shifted date lies in the
 * future; at least a year, so that a season does not tell the true date; at most ten, so that devices and protocols
 * stay plausible.
 */
export const KEYED_RANGE = { min: -3650, max: -366 } as const

const RANGE = /^([+-]?\d{1,6})\.\.([+-]?\d{1,6})$/

/**
 * Reads the setting `date-shift`: `key`, `MIN..MAX`, `none`, or a file's name.
 * @returns undefined where a range runs backwards or leaves nothing but 0
 */
export function parseDayShift(setting: string): DayShift | undefined {
  if (setting === 'key' || setting === '') return { by: 'key', ...KEYED_RANGE }
  if (setting === 'none') return { by: 'none' }
  const range = RANGE.exec(setting)
  if (range === null) return { by: 'file', file: setting }
  const [min, max] = [Number(range[1]), Number(range[2])]
  return min > max || (min === 0 && max === 0) ? undefined : { by: 'key', min, max }
}

/** A patient's shift within a range, by key; never 0, which would be no shift. */
export function keyedDays(keyed: Keyed, patient: string, min: number, max: number): number {
  const zero = min <= 0 && max >= 0
  const choices = max - min + 1 - (zero ? 1 : 0)
  const chosen = min + Number(keyedNumber(keyed, 'days', patient, 8) % BigInt(choices))
  return zero && chosen >= 0 ? chosen + 1 : chosen
}
