import type { VR } from '../dicom/vr.ts'

/** How the values of an element spread over the files, in a form that is drawn in one line of a list. */
export interface ValueSpread {
  readonly kind: 'none' | 'each' | 'shares' | 'numbers' | 'dates'
  /**
   * `shares`: files of the commonest values, the commonest first; `numbers`, `dates`: files from the least to the
   * greatest, in equally wide steps. None for `none` and for `each`, where no two files have the same, or hardly any.
   */
  readonly parts: readonly number[]
  /** Files of all values that were looked at. */
  readonly files: number
  /** Distinct values that were looked at; fewer than there are where there are very many. */
  readonly values: number
  /** One of them shares something with an identity of the collection. */
  readonly overlaps: boolean
}

/** A value as it counts here. */
export interface SpreadValue {
  readonly value: string
  readonly vr: VR
  readonly form: string
  readonly files: number
  readonly overlaps: boolean
}

/** So many of the commonest values are told apart; the others are what is left. */
const SHARES = 4
/** Steps of a histogram; there are as many as can be seen side by side in a cell. */
const STEPS = 10
/** Fewer values than these are shares, whatever they are: a histogram of three is none. */
const FEW = 4
/** A copy of a file or two among so many values hides nothing of what they are. */
const MANY = 10
const NEARLY_ALL = 0.9
const NUMBERS: ReadonlySet<VR> = new Set<VR>(['DS', 'IS', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV'])
const DATES: ReadonlySet<VR> = new Set<VR>(['DA', 'DT'])

/** @param values the commonest first, those that overlap an identity wherever they stand */
export function valueSpread(values: readonly SpreadValue[]): ValueSpread {
  const found = values.filter(({ form }) => form !== 'sequence')
  const files = found.reduce((sum, one) => sum + one.files, 0)
  const about = { files, values: found.length, overlaps: found.some(({ overlaps }) => overlaps) }
  if (found.length === 0 || files === 0) return { kind: 'none', parts: [], ...about }
  if (found.length >= FEW) {
    for (const [kind, vrs, read] of [
      ['numbers', NUMBERS, numberOf],
      ['dates', DATES, monthOf],
    ] as const) {
      const placed = found.map((one) => ({ at: one.form === 'text' && vrs.has(one.vr) ? read(one.value) : undefined, files: one.files }))
      if (placed.every(({ at }) => at !== undefined)) return { kind, parts: histogram(placed), ...about }
    }
  }
  const counts = found.map((one) => one.files).sort((one, other) => other - one)
  if (found.length > 1 && (counts[0] === 1 || (found.length > MANY && found.length >= NEARLY_ALL * files)))
    return { kind: 'each', parts: [], ...about }
  return { kind: 'shares', parts: counts.slice(0, SHARES), ...about }
}

/** Of several numbers in one value the first. */
function numberOf(text: string): number | undefined {
  const first = text.split('\\', 1)[0]?.trim() ?? ''
  const number = Number(first)
  return first !== '' && Number.isFinite(number) ? number : undefined
}

/** Months since the year 0 of a date as PS3.5 6.2 writes it. */
function monthOf(text: string): number | undefined {
  const found = /^(\d{4})(\d{2})/.exec(text)
  return found === null ? undefined : Number(found[1]) * 12 + Number(found[2]) - 1
}

function histogram(placed: readonly { readonly at: number | undefined; readonly files: number }[]): readonly number[] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { at = 0 } of placed) {
    if (at < least) least = at
    if (at > greatest) greatest = at
  }
  const width = (greatest - least) / STEPS
  const parts = Array.from({ length: STEPS }, () => 0)
  for (const { at = 0, files } of placed) {
    const step = width === 0 ? 0 : Math.min(STEPS - 1, Math.floor((at - least) / width))
    parts[step] = (parts[step] ?? 0) + files
  }
  return parts
}
