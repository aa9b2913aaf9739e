import { countExpressed, type ExpressibilityRow } from '../expressibility.ts'
import { routeWords } from '../routes.ts'
import type { TargetInput } from '../script-target.ts'

/** What every script tells its reader: what it was made from, what it does not do. */
export function provenanceLines(
  engine: string,
  { madeFrom, settings, operations, route }: TargetInput,
  rows: readonly ExpressibilityRow[],
): readonly string[] {
  const open = new Set(operations.filter((operation) => operation.do === 'blocked').map(({ path }) => path)).size
  const counts = countExpressed(rows)
  return [
    `${engine}, written by Tagbench`,
    `Project: ${madeFrom.project}`,
    `Digest of settings and Operations: ${madeFrom.digest}`,
    `Options: ${settings.options.join(' ') || 'none (Basic Profile)'}`,
    ...Object.entries(madeFrom.tables).map(([name, edition]) => `${name}: ${edition}`),
    ...(route === undefined ? [] : [routeWords(route)]),
    '',
    `Open Reviews: ${open}${open === 0 ? '' : '. Nobody has decided these elements; they are REMOVED here'}`,
    `Decisions said as they are: ${counts.yes}; more strictly: ${counts.stricter}; not: ${counts.no} (see expressibility.csv)`,
    ...rows.filter((row) => row.expressed === 'no').map((row) => `WEAKER THAN DECIDED: ${row.path}: ${row.why}`),
    ...(settings.unlisted === 'delete' ? ['"Remove everything that is not listed" was asked for and cannot be said here.'] : []),
    'For the inventoried collection only: an element that the inventory does not have is not spoken of.',
  ]
}

export function openReviewsOf({ operations }: Pick<TargetInput, 'operations'>): readonly string[] {
  return [...new Set(operations.filter((operation) => operation.do === 'blocked').map(({ path }) => path))]
}

/** A comment of one line, in ASCII. */
export function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => ({ '’': "'", '→': '->' })[character] ?? '?')
}
