import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildBench } from './build-bench.ts'
import { median } from './measure.ts'
import { KEPT } from './places.ts'
import { circumstances, short, tell } from './write-results.ts'

/**
 * What a person waits for in a project that the bench `scan` has left, the largest that there is: opening it, the first
 * page, other pages, filters, searches, the values of some elements. Each round is an engine of its own that has only
 * just started; medians of the first answers, and of all later ones.
 * Run: `npm run bench -- open [project] [rounds] [--write]`
 */
const [given = '', roundsText = '5'] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const project = given === '' ? largestProject() : given
if (project === undefined || !existsSync(project)) {
  process.stdout.write('There is no project yet: the bench `scan` leaves one.\n')
  process.exit()
}
const ROUNDS = Number(roundsText)
/** Milliseconds. */
const TARGETS: Readonly<Record<string, number>> = { 'open the project': 1000, 'first page of the inventory': 1000 }
const TARGET = 100

function largestProject(): string | undefined {
  if (!existsSync(KEPT)) return undefined
  const sizes = readdirSync(KEPT).flatMap((name) => (/^project-\d+$/.test(name) ? [Number(name.slice('project-'.length))] : []))
  return sizes.length === 0 ? undefined : join(KEPT, `project-${Math.max(...sizes)}`)
}

const built = join(KEPT, 'built-open')
mkdirSync(KEPT, { recursive: true })
await buildBench(built, { 'open-once': 'test/bench/open-once.ts' })
type Times = Readonly<Record<string, readonly { readonly ms: number; readonly cpu: number }[]>>
const once = (): Times => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(built, 'open-once.mjs'), project, join(KEPT, 'state')], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr.slice(-1000))
  return JSON.parse(stdout) as Times
}
// The bench `scan` calls the scan alone; the engine's own keeps what filters need behind it, and so does this engine.
once()
const rounds = Array.from({ length: ROUNDS }, once)
const rows = Object.keys(rounds[0] ?? {}).map((what) => {
  const first = median(rounds.map((round) => round[what]?.[0]?.ms ?? Number.NaN))
  const cpu = median(rounds.map((round) => round[what]?.[0]?.cpu ?? Number.NaN))
  const again = median(rounds.flatMap((round) => round[what]?.slice(1).map(({ ms }) => ms) ?? []))
  const target = TARGETS[what] ?? TARGET
  return `| ${what} | ${short(first)} | ${short(cpu)} | ${short(again)} | ${target} | ${first <= target && again <= target ? 'yes' : 'short'} |`
})
tell('open', [
  `${circumstances()} Project: ${project.split(/[\\/]/).at(-1)}; ${ROUNDS} engines, one after the other, medians.`,
  '',
  '| what | first ms | of the processor | again ms | at most ms | |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rows,
])
