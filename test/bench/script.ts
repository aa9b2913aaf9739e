import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { buildBench } from './build-bench.ts'
import { makeProject } from './made-project.ts'
import { median } from './measure.ts'
import { KEPT } from './places.ts'
import { circumstances, short, tell } from './write-results.ts'

/**
 * Exports for every engine at 20,000 elements, and previews at 200,000 files: a made-up project in which everything that
 * is proposed is accepted and the rest deleted. Each round is an engine of its own that has the inventory open; medians of
 * the first answers, and of all later ones.
 * Run: `npm run bench -- script [files] [elements] [rounds] [--write]`
 */
const [files = 200_000, elements = 20_000, ROUNDS = 3] = process.argv
  .slice(2)
  .filter((arg) => !arg.startsWith('--'))
  .map(Number)
const folder = join(KEPT, `made-${files}-${elements}`)
const project = join(folder, 'project')
mkdirSync(KEPT, { recursive: true })
if (!existsSync(project)) {
  makeProject(folder, { files, elements })
  const engine = createEngine({ workerEntry: resolve('src/engine/worker.ts'), stateFolder: join(KEPT, 'state') })
  const by = 'bench'
  await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
  await engine.acceptProposals({ project, which: 'all', by }, UNWATCHED)
  await engine.deleteUnreviewed({ project, by }, UNWATCHED)
  await engine.shutdown()
}
const built = join(KEPT, 'built-script')
await buildBench(built, { 'script-once': 'test/bench/script-once.ts' })
const rounds = Array.from({ length: ROUNDS }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(built, 'script-once.mjs'), project, join(KEPT, 'state')], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr.slice(-1000))
  return JSON.parse(stdout) as Readonly<Record<string, readonly { readonly ms: number; readonly cpu: number }[]>>
})
const rows = Object.keys(rounds[0] ?? {}).map((what) => {
  const first = median(rounds.map((round) => round[what]?.[0]?.ms ?? Number.NaN))
  const cpu = median(rounds.map((round) => round[what]?.[0]?.cpu ?? Number.NaN))
  const again = median(rounds.flatMap((round) => round[what]?.slice(1).map(({ ms }) => ms) ?? []))
  // What CTP says is asked of a script that has to be made first.
  const target = /^(export|what CTP says)/.test(what) ? 2000 : 200
  return `| ${what} | ${short(first)} | ${short(cpu)} | ${short(again)} | ${target} | ${first <= target && again <= target ? 'yes' : 'short'} |`
})
tell('script', [
  `${circumstances()} ${files.toLocaleString('en')} files, ${elements.toLocaleString('en')} elements; ${ROUNDS} engines, one after the other, medians.`,
  '',
  '| what | first ms | of the processor | again ms | at most ms | |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rows,
])
