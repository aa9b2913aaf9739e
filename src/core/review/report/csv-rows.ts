import { byCodePoint } from '../../inventory/code-point-order.ts'
import type { NotSearched } from '../leak-search.ts'
import type { ChangeRow, LeakRow, PixelRow, ProblemRow, Tally, UntouchedRow } from '../tally.ts'

type Cell = string | number

export const CHANGES_COLUMNS = ['path', 'operation', 'files', 'before_example', 'after_example'] as const

/** Rows of changes in the order of their paths, then of the verb. */
export function sortedChanges(tally: Tally): readonly ChangeRow[] {
  return [...tally.changes.values()].sort((a, b) => byCodePoint(a.path, b.path) || byCodePoint(a.operation, b.operation))
}

export function* changesRows(tally: Tally): Generator<readonly Cell[]> {
  for (const row of sortedChanges(tally)) yield [row.path, row.operation, row.files, row.before, row.after]
}

export const LEAKS_COLUMNS = [
  'state',
  'kind',
  'original',
  'original_of',
  'path',
  'stored_as',
  'files',
  'hits',
  'output_path',
  'offset',
  'explanation',
] as const

/** Open leaks first, then what is explained; within each by place. */
export function sortedLeaks(tally: Tally): readonly LeakRow[] {
  return [...tally.leaks.values()].sort(
    (a, b) =>
      byCodePoint(b.state, a.state) ||
      byCodePoint(a.path, b.path) ||
      byCodePoint(a.kind, b.kind) ||
      byCodePoint(a.found, b.found) ||
      byCodePoint(a.storedAs, b.storedAs) ||
      byCodePoint(a.explanation, b.explanation),
  )
}

export function* leaksRows(tally: Tally): Generator<readonly Cell[]> {
  for (const row of sortedLeaks(tally))
    yield [
      row.state,
      row.kind,
      row.found,
      row.originals.join(' '),
      row.path,
      row.storedAs,
      row.files,
      row.hits,
      row.output,
      row.offset,
      row.explanation,
    ]
}

export const CONFORMANCE_COLUMNS = [
  'checker',
  'problem',
  'path',
  'detail',
  'files_before',
  'files_after',
  'files_worse',
  'operation',
] as const

/** What got worse first. */
export function sortedProblems(tally: Tally): readonly ProblemRow[] {
  return [...tally.problems.values()].sort(
    (a, b) =>
      Number(b.worse > 0) - Number(a.worse > 0) ||
      byCodePoint(a.checker, b.checker) ||
      byCodePoint(a.kind, b.kind) ||
      byCodePoint(a.path, b.path) ||
      byCodePoint(a.detail, b.detail),
  )
}

export function* conformanceRows(tally: Tally): Generator<readonly Cell[]> {
  for (const row of sortedProblems(tally))
    yield [row.checker, row.kind, row.path, row.detail, row.before, row.after, row.worse, row.operation]
}

export function sortedPixels(tally: Tally): readonly PixelRow[] {
  return [...tally.pixels.values()].sort(
    (a, b) =>
      Number(b.atRisk) - Number(a.atRisk) ||
      byCodePoint(a.modality, b.modality) ||
      byCodePoint(a.sopClass, b.sopClass) ||
      byCodePoint(a.burnedIn, b.burnedIn),
  )
}

export function sortedUntouched(tally: Tally): readonly UntouchedRow[] {
  return [...tally.untouched.values()].sort((a, b) => byCodePoint(a.path, b.path))
}

/** What was not looked for in single files, in the order of kinds and texts. */
export function sortedNotSearched(tally: Tally): readonly NotSearched[] {
  return [...tally.notSearched.values()].sort((a, b) => byCodePoint(a.kind, b.kind) || byCodePoint(a.text, b.text))
}
