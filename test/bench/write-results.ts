import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** How far a measure is from what was asked for. */
export interface Target {
  readonly what: string
  /** As it is asked for: `at least 5`, `at most 10`. */
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number }
  readonly reached: number | undefined
  readonly unit: string
}

export function targetTable(targets: readonly Target[]): readonly string[] {
  return [
    '| target | wanted | reached | |',
    '| --- | --- | --- | --- |',
    ...targets.map(({ what, wanted, reached, unit }) => {
      const isLeast = 'atLeast' in wanted
      const bound = isLeast ? `at least ${wanted.atLeast}${unit}` : `at most ${wanted.atMost}${unit}`
      if (reached === undefined) return `| ${what} | ${bound} | not measured | |`
      const isReached = isLeast ? reached >= wanted.atLeast : reached <= wanted.atMost
      return `| ${what} | ${bound} | ${short(reached)}${unit} | ${isReached ? 'yes' : 'short'} |`
    }),
  ]
}

export function short(number: number): string {
  return number >= 100 ? Math.round(number).toLocaleString('en') : number.toFixed(number >= 10 ? 1 : 2)
}

/** Which machine, when, and what else ran on it: without it a figure says nothing. */
export function circumstances(): string {
  const [load = 0] = loadavg()
  const [cpu] = cpus()
  return `${cpus().length} cores (${cpu?.model ?? ''}), Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, load ${load.toFixed(1)} at the end.`
}

/** Prints what a bench gave, and writes it. */
export function tell(name: string, lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
  write(name, lines)
}

/**
 * With `--write` puts what a bench gave into the pages that quote it: between `<!-- name -->` and `<!-- /name -->` in
 * RESULTS.md and in the README, where they have such a place.
 */
export function write(name: string, lines: readonly string[]): void {
  if (!process.argv.includes('--write')) return
  for (const page of ['test/bench/RESULTS.md', 'README.md']) {
    const file = join(ROOT, page)
    const text = readFileSync(file, 'utf8')
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(begin), text.indexOf(end)]
    if (from >= 0 && to > from) writeFileSync(file, `${text.slice(0, from + begin.length)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`)
  }
}
