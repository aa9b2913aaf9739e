import { KNOWLEDGE } from './texts.ts'

/**
 * Which values an element had when somebody looked at them and let it stay. What was found safe is these bytes, not
 * whatever an element of that name may hold: with other values it is to be looked at again.
 *
 * Digests stand here only for values that stay as they are, and so will be published; of short ones somebody could find
 * out by trying what they are.
 */
export interface LookedAt {
  /** All values of a collection together, each time that somebody looked: the latest last. */
  readonly sets: readonly ValueSet[]
  /** Single values, the first half of their SHA-256 in hex, in order; of very many only some. */
  readonly values: readonly string[]
  /** How many entries were read inside the values, where they could be opened. */
  readonly opened: number
}

export interface ValueSet {
  readonly count: number
  /** SHA-256 in hex over what tells the values apart, in order. */
  readonly digest: string
}

/** The values of an element as they are now. */
export interface FoundValues {
  readonly set: ValueSet
  /** Of each value that was read to its end, as in {@link LookedAt.values}. */
  readonly values: readonly string[]
  /** Values of which only the beginning was read: they can be found again with all others of their collection alone. */
  readonly cut: number
  readonly opened: number
}

/** An element that has another value in every file would make the file of approvals as large as the collection. */
export const MOST_VALUES = 64
const MOST_SETS = 16

/** That these values were looked at, besides what was before. */
export function lookedAt(found: FoundValues, before?: LookedAt): LookedAt {
  return together(before, { sets: [found.set], values: found.values.slice(0, MOST_VALUES), opened: found.opened })
}

/** What two people have looked at, the second later. */
export function together(one: LookedAt | undefined, other: LookedAt): LookedAt {
  if (one === undefined) return other
  const again = new Set(other.sets.map(({ digest }) => digest))
  return {
    sets: [...one.sets.filter(({ digest }) => !again.has(digest)), ...other.sets].slice(-MOST_SETS),
    // The later ones are more likely to be met again.
    values: [...new Set([...other.values, ...one.values])].slice(0, MOST_VALUES).sort(),
    opened: Math.max(one.opened, other.opened),
  }
}

/** Whether one knows of something that the other does not. */
export function knowsMore(one: LookedAt | undefined, other: LookedAt | undefined): boolean {
  if (one === undefined) return false
  const { sets, values }: Pick<LookedAt, 'sets' | 'values'> = other ?? { sets: [], values: [] }
  return one.sets.some(({ digest }) => !sets.some((set) => set.digest === digest)) || one.values.some((value) => !values.includes(value))
}

/** Why values are to be looked at, as the end of a sentence; undefined where somebody has looked at every one. */
export function notLookedAt(found: FoundValues, looked: readonly LookedAt[]): string | undefined {
  if (looked.some(({ sets }) => sets.some(({ digest }) => digest === found.set.digest))) return undefined
  const known = new Set(looked.flatMap(({ values }) => values))
  const unknown = found.values.filter((value) => !known.has(value)).length + found.cut
  if (unknown === 0) return undefined
  const { count } = found.set
  // Where not every value could be noted, one that is not noted may have been seen.
  if (found.cut > 0 || looked.some(({ values, sets }) => sets.some((set) => set.count > values.length)))
    return count === 1 ? KNOWLEDGE.values.oneUnknown : KNOWLEDGE.values.someUnknown(count)
  if (count === 1) return KNOWLEDGE.values.oneNew
  return KNOWLEDGE.values.someNew(unknown, count)
}

/** Reads what {@link LookedAt} is written as, in a file; undefined where it is not. */
export function readLookedAt(from: unknown): LookedAt | undefined {
  if (!isRecord(from) || Object.keys(from).length !== 3) return undefined
  const { sets, values, opened } = from
  if (!isCount(opened) || !Array.isArray(sets) || !Array.isArray(values)) return undefined
  if (!sets.every(isSet) || !values.every((value) => isHex(value, 32))) return undefined
  return { sets: sets.map(({ count, digest }) => ({ count, digest })), values, opened }
}

function isSet(from: unknown): from is ValueSet {
  return isRecord(from) && Object.keys(from).length === 2 && isCount(from['count']) && isHex(from['digest'], 64)
}

function isCount(from: unknown): from is number {
  return Number.isSafeInteger(from) && Number(from) >= 0
}

function isHex(from: unknown, digits: number): from is string {
  return typeof from === 'string' && from.length === digits && /^[0-9a-f]*$/.test(from)
}

function isRecord(from: unknown): from is Readonly<Record<string, unknown>> {
  return typeof from === 'object' && from !== null && !Array.isArray(from)
}
