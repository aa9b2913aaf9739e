import type { PathText } from '../dicom/attribute-path.ts'
import type { NotSearched } from './leak-search.ts'
import type { OriginalKind, StoredAs } from './spellings.ts'
import type { ProblemKind } from './conformance.ts'

/**
 * What the review of any number of instances found, folded: it grows with the number of different findings, not with the
 * number of files. Plain data, so that it crosses from thread to thread; {@link mergeTallies} joins two in any order.
 */
export interface Tally {
  readonly numbers: Numbers
  /** By path key and verb. */
  readonly changes: Map<string, ChangeRow>
  /** Elements that an Operation was to remove or to empty and that are as they were, by path key. */
  readonly untouched: Map<string, UntouchedRow>
  readonly leaks: Map<string, LeakRow>
  /** By checker, kind and path key. */
  readonly problems: Map<string, ProblemRow>
  /** By modality, SOP class and Burned In Annotation. */
  readonly pixels: Map<string, PixelRow>
  readonly notSearched: Map<string, NotSearched>
  /** Distinct leak rows beyond {@link MOST_LEAK_ROWS}, which are counted only. */
  leaksBeyond: number
}

/** Counts over all files. */
export const NUMBERS = [
  'files',
  'compared',
  'identical',
  'changed',
  'removed',
  'added',
  'privateKept',
  'withPixels',
  'samePixels',
  'sameTransferSyntax',
  'unexplainedFiles',
  'untouchedFiles',
  'leakFiles',
  'leakHits',
  'acceptedHits',
  'worseFiles',
  'notCovered',
  'altered',
  'missing',
  'unreadable',
  'sourceGone',
  'bytes',
] as const
export type Numbers = Record<(typeof NUMBERS)[number], number>

/** The number of the file that an example is from, in the order of the applied list: the lowest one is shown. */
interface Example {
  first: number
}

export interface ChangeRow extends Example {
  path: PathText
  readonly operation: string
  files: number
  before: string
  after: string
  /** Of {@link files}, those in which no Operation accounts for it. */
  unexplained: number
  because: string
}

export interface UntouchedRow extends Example {
  path: PathText
  files: number
  because: string
}

export interface LeakRow extends Example {
  readonly state: 'open' | 'accepted'
  readonly kind: OriginalKind
  /** The original, or the spelling of it. */
  readonly found: string
  readonly originals: readonly PathText[]
  /** The attribute in the copy, or a place. */
  path: PathText
  readonly storedAs: StoredAs | 'gzip'
  /** Why it is no leak; empty while it is open. */
  readonly explanation: string
  files: number
  hits: number
  /** In the file with the lowest number. */
  output: string
  offset: number
}

export interface ProblemRow extends Example {
  readonly checker: string
  readonly kind: ProblemKind | string
  path: PathText
  readonly detail: string
  /** Files that had it before, that have it after, and that have it after and not before. */
  before: number
  after: number
  worse: number
  operation: string
}

export interface PixelRow {
  readonly modality: string
  readonly sopClass: string
  readonly burnedIn: string
  readonly atRisk: boolean
  instances: number
  changed: number
}

export const MOST_LEAK_ROWS = 20_000

export function emptyTally(): Tally {
  return {
    numbers: Object.fromEntries(NUMBERS.map((name) => [name, 0])) as Numbers,
    changes: new Map(),
    untouched: new Map(),
    leaks: new Map(),
    problems: new Map(),
    pixels: new Map(),
    notSearched: new Map(),
    leaksBeyond: 0,
  }
}

/** Adds the second to the first. The order of merging does not matter for what comes out. */
export function mergeTallies(into: Tally, other: Tally): void {
  for (const name of NUMBERS) into.numbers[name] += other.numbers[name]
  for (const [key, row] of other.changes) {
    const known = into.changes.get(key)
    if (known === undefined) into.changes.set(key, { ...row })
    else {
      known.files += row.files
      known.unexplained += row.unexplained
      if (row.first < known.first)
        Object.assign(known, { first: row.first, path: row.path, before: row.before, after: row.after, because: row.because })
    }
  }
  for (const [key, row] of other.untouched) {
    const known = into.untouched.get(key)
    if (known === undefined) into.untouched.set(key, { ...row })
    else {
      known.files += row.files
      if (row.first < known.first) Object.assign(known, { first: row.first, path: row.path, because: row.because })
    }
  }
  for (const [key, row] of other.leaks) addLeak(into, key, row)
  for (const [key, row] of other.problems) {
    const known = into.problems.get(key)
    if (known === undefined) into.problems.set(key, { ...row })
    else {
      known.before += row.before
      known.after += row.after
      known.worse += row.worse
      if (known.operation === '' || (row.operation !== '' && row.first < known.first)) known.operation = row.operation
      if (row.first < known.first) Object.assign(known, { first: row.first, path: row.path })
    }
  }
  for (const [key, row] of other.pixels) {
    const known = into.pixels.get(key)
    if (known === undefined) into.pixels.set(key, { ...row })
    else {
      known.instances += row.instances
      known.changed += row.changed
    }
  }
  for (const [key, row] of other.notSearched) {
    const known = into.notSearched.get(key)
    into.notSearched.set(key, known === undefined ? row : { ...row, paths: [...new Set([...known.paths, ...row.paths])].sort() })
  }
  into.leaksBeyond += other.leaksBeyond
}

/** Adds a leak row, to the one with the same key where there is one. */
export function addLeak(tally: Tally, key: string, row: LeakRow): void {
  const known = tally.leaks.get(key)
  if (known === undefined) {
    if (tally.leaks.size >= MOST_LEAK_ROWS) tally.leaksBeyond += row.hits
    else tally.leaks.set(key, { ...row })
    return
  }
  known.files += row.files
  known.hits += row.hits
  if (row.first < known.first) Object.assign(known, { first: row.first, path: row.path, output: row.output, offset: row.offset })
}
