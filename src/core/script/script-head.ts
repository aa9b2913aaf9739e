import { countExpressed, type ExpressibilityRow } from './expressibility.ts'
import { openReviewsOf } from './operation.ts'
import type { TargetInput, Route } from './script-target.ts'

/** What a file says first: for which engine it was written, and from what. */
export function writtenLines(engine: string, { madeFrom }: Pick<TargetInput, 'madeFrom'>): readonly string[] {
  return [`${engine}, written by Tagbench`, `Project: ${madeFrom.project}`, `Digest of settings and Operations: ${madeFrom.digest}`]
}

/** The same, with the Options and the editions of all tables. */
export function madeFromLines(engine: string, { madeFrom, settings }: Pick<TargetInput, 'madeFrom' | 'settings'>): readonly string[] {
  return [
    ...writtenLines(engine, { madeFrom }),
    `Options: ${settings.options.join(' ') || 'none (Basic Profile)'}`,
    ...Object.entries(madeFrom.tables).map(([name, edition]) => `${name}: ${edition}`),
  ]
}

/** How far the script says what was decided: open Reviews, counts, and what it is weaker in. */
export function expressedLines(input: Pick<TargetInput, 'operations'>, rows: readonly ExpressibilityRow[]): readonly string[] {
  const open = openReviewsOf(input).length
  const counts = countExpressed(rows)
  return [
    `Open Reviews: ${open}${open === 0 ? '' : '. Nobody has decided these elements; they are REMOVED here'}`,
    `Decisions said as they are: ${counts.yes}; more strictly: ${counts.stricter}; not: ${counts.no} (see expressibility.csv)`,
    ...rows.filter((row) => row.expressed === 'no').map((row) => `WEAKER THAN DECIDED: ${row.path}: ${row.why}`),
  ]
}

/** For whose files a script is, in so many words. */
export function routeWords({ manufacturer, model }: Route): string {
  const of = (text: string): string => (text.trim() === '' ? 'none' : `"${text.trim()}"`)
  return `For files of Manufacturer ${of(manufacturer)}${model === undefined ? '' : `, Manufacturer's Model Name ${of(model)}`} only: routes.csv says which script is for which.`
}

/** A comment of one line, in ASCII: it ends with its line, whatever stands in it. */
export function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => ({ '’': "'", '→': '->' })[character] ?? '?')
}
