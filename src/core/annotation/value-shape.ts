import type { VR } from '../dicom/vr.ts'
import { lookupUid } from '../dictionary/index.ts'
import type { PlainValue } from '../inventory/inventory.ts'

/** What many distinct values have in common, so that nobody needs to read them all to know what they are. Counts are of distinct values. */
export type ValueShape =
  | {
      readonly kind: 'numbers'
      readonly least: number
      readonly greatest: number
      /** From the least to the greatest, equally wide. */
      readonly bins: readonly number[]
      /** Values that are no number. */
      readonly others: number
    }
  | {
      readonly kind: 'dates'
      /** `2012` or `2012-03`, without gaps. */
      readonly periods: readonly { readonly period: string; readonly values: number }[]
      /** Values that are no date. */
      readonly others: number
    }
  | {
      readonly kind: 'uids'
      readonly values: number
      /** UIDs that PS3.6 registers, by name. */
      readonly registered: readonly { readonly uid: string; readonly name: string }[]
      /** Beginnings that the others share, the commonest first. */
      readonly roots: readonly { readonly root: string; readonly values: number }[]
    }
  | {
      readonly kind: 'text'
      /** The commonest first. */
      readonly shapes: readonly TextShape[]
      /** Values of further shapes. */
      readonly others: number
    }
  | { readonly kind: 'none' }

export interface TextShape {
  /** Letters as `A` and `a`, digits as `9`: `Aa 99`. */
  readonly shape: string
  readonly values: number
  readonly example: string
}

const NUMBERS: ReadonlySet<VR> = new Set<VR>(['DS', 'IS', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV', 'OD', 'OF', 'OL', 'OV'])
const DATES: ReadonlySet<VR> = new Set<VR>(['DA', 'DT'])
const BINS = 24
const MOST_SHAPES = 8
const MOST_ROOTS = 5
const MOST_PERIODS = 60

/** Reads the distinct values of an element once. */
export function valueShape(values: Iterable<PlainValue>): ValueShape {
  const seen = {
    numbers: [] as number[],
    dates: [] as string[],
    uids: [] as string[],
    texts: [] as string[],
    others: 0,
    vrs: new Set<VR>(),
  }
  for (const { value, vr, form } of values) {
    if (form === 'sequence' || value.trim() === '') continue
    seen.vrs.add(vr)
    for (const part of NUMBERS.has(vr) || DATES.has(vr) || vr === 'UI' ? value.split('\\') : [value]) {
      if (form === 'text' && NUMBERS.has(vr)) {
        const number = Number(part)
        if (part.trim() !== '' && Number.isFinite(number)) seen.numbers.push(number)
        else seen.others += 1
      } else if (form === 'text' && DATES.has(vr)) {
        if (/^\d{6}/.test(part)) seen.dates.push(part)
        else seen.others += 1
      } else if (vr === 'UI') seen.uids.push(part)
      else seen.texts.push(part)
    }
  }
  if (seen.numbers.length > 0 && seen.texts.length === 0) return numbers(seen.numbers, seen.others)
  if (seen.dates.length > 0 && seen.texts.length === 0) return dates(seen.dates, seen.others)
  if (seen.uids.length > 0 && seen.texts.length === 0) return uids(seen.uids)
  return seen.texts.length === 0 ? { kind: 'none' } : texts(seen.texts)
}

function numbers(found: readonly number[], others: number): ValueShape {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const number of found) {
    if (number < least) least = number
    if (number > greatest) greatest = number
  }
  const width = (greatest - least) / BINS
  const bins = Array.from({ length: width === 0 ? 1 : BINS }, () => 0)
  for (const number of found) {
    const bin = width === 0 ? 0 : Math.min(BINS - 1, Math.floor((number - least) / width))
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  return { kind: 'numbers', least, greatest, bins, others }
}

/** By month where that fits, else by year. */
function dates(found: readonly string[], others: number): ValueShape {
  const months = found.map((date) => Number(date.slice(0, 4)) * 12 + Math.min(12, Math.max(1, Number(date.slice(4, 6)))) - 1)
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const month of months) {
    if (month < first) first = month
    if (month > last) last = month
  }
  const step = last - first < MOST_PERIODS ? 1 : 12
  const begin = Math.floor(first / step)
  const size = Math.floor(last / step) - begin + 1
  // Dates of one collection that lie a lifetime apart are listed, not drawn.
  const counts = new Map<number, number>()
  for (const month of months) {
    const period = Math.floor(month / step)
    counts.set(period, (counts.get(period) ?? 0) + 1)
  }
  const all =
    size <= MOST_PERIODS * 2 ? Array.from({ length: size }, (_, index) => begin + index) : [...counts.keys()].sort((a, b) => a - b)
  const name = (period: number): string =>
    step === 12 ? String(period) : `${Math.floor(period / 12)}-${String((period % 12) + 1).padStart(2, '0')}`
  return { kind: 'dates', periods: all.map((period) => ({ period: name(period), values: counts.get(period) ?? 0 })), others }
}

/** A root is what an organisation begins its UIDs with; five numbers tell most of them apart. */
const PARTS_OF_A_ROOT = 5

function uids(found: readonly string[]): ValueShape {
  const registered = new Map<string, string>()
  const roots = new Map<string, number>()
  for (const uid of found) {
    const name = lookupUid(uid)?.name
    if (name !== undefined) registered.set(uid, name)
    else {
      const root = uid.split('.', PARTS_OF_A_ROOT).join('.')
      roots.set(root, (roots.get(root) ?? 0) + 1)
    }
  }
  return {
    kind: 'uids',
    values: found.length,
    registered: [...registered].map(([uid, name]) => ({ uid, name })),
    roots: [...roots]
      .map(([root, values]) => ({ root, values }))
      .sort((a, b) => b.values - a.values)
      .slice(0, MOST_ROOTS),
  }
}

function texts(found: readonly string[]): ValueShape {
  const shapes = new Map<string, { values: number; example: string }>()
  for (const text of found) {
    const shape = shapeOf(text)
    const there = shapes.get(shape)
    if (there === undefined) shapes.set(shape, { values: 1, example: text })
    else there.values += 1
  }
  const sorted = [...shapes].map(([shape, { values, example }]) => ({ shape, values, example })).sort((a, b) => b.values - a.values)
  const shown = sorted.slice(0, MOST_SHAPES)
  return { kind: 'text', shapes: shown, others: found.length - shown.reduce((sum, { values }) => sum + values, 0) }
}

const LONGEST_SHAPE = 40

/** Letters and digits by their kind, a run of either as one or two signs; everything else as it is. */
function shapeOf(text: string): string {
  const shape = text
    .slice(0, 200)
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/[\p{Ll}\p{Lo}]+/gu, 'a')
    .replace(/\d{2,}/g, '99')
    .replace(/(?<!9)\d(?!9)/g, '9')
  return shape.length > LONGEST_SHAPE ? `${shape.slice(0, LONGEST_SHAPE)}…` : shape
}
