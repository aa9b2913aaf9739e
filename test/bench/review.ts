/**
 * What the last step costs beside the one that it checks: reading a copy again, holding each file against its original and
 * searching it for what identifies, in turn with apply over the same files. The collection is made from the corpus as for
 * the scan. dciodvfy looks at 60 files at most, whatever the collection: it is left out of one of the two reviews.
 *
 * Run: `npm run bench -- review [files] [rounds] [--write]`; medians, of wall time and of CPU time (user and system, of all
 * threads and children).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { asShipped, decidedProject } from './as-shipped.ts'
import { makeCollection } from './collection.ts'
import { measure, median, type Measured } from './measure.ts'
import { CORPUS, KEPT } from './places.ts'
import { circumstances, short, tell } from './write-results.ts'

const [FILES = 4000, ROUNDS = 3] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number)

interface Step {
  readonly name: string
  run(out: string): Measured
}

mkdirSync(KEPT, { recursive: true })
const made = makeCollection(CORPUS, join(KEPT, `collection-${FILES}`), FILES)
const work = mkdtempSync(join(KEPT, 'review-'))
try {
  const tagbench = await asShipped()
  const project = decidedProject(tagbench, made.folder, work)
  const review = tagbench('review', '--project', project)
  const steps: readonly Step[] = [
    { name: 'apply', run: (out) => measure(tagbench('apply', '--project', project, '--out', out)) },
    { name: 'review', run: () => measure(review) },
    { name: 'review, without dciodvfy', run: () => measure(['/usr/bin/env', 'PATH=', ...review]) },
  ]
  const runs = new Map(steps.map(({ name }) => [name, [] as Measured[]]))
  for (let round = 1; round <= ROUNDS; round++)
    for (const { name, run } of steps) {
      const measured = run(join(work, `out-${round}`))
      runs.get(name)?.push(measured)
      const { seconds, cpu, rssMb } = measured
      process.stderr.write(`${round} ${name}: ${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s CPU, ${Math.round(rssMb)} MB\n`)
    }
  report(runs)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function report(runs: ReadonlyMap<string, readonly Measured[]>): void {
  const rows = [...runs].map(([name, each]) => ({
    name,
    wall: (1000 * median(each.map(({ seconds }) => seconds))) / FILES,
    cpu: (1000 * median(each.map(({ cpu }) => cpu))) / FILES,
    rss: median(each.map(({ rssMb }) => rssMb)),
  }))
  const apply = rows[0]
  if (apply === undefined) return
  tell('review', [
    `${FILES.toLocaleString('en')} files, ${Math.round(made.bytes / 1e6)} MB; medians of ${ROUNDS} rounds. ${circumstances()}`,
    '',
    '| what | ms a file | CPU ms a file | peak RSS MB | wall, times apply | CPU, times apply |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ name, wall, cpu, rss }) =>
        `| ${name} | ${wall.toFixed(3)} | ${cpu.toFixed(3)} | ${Math.round(rss)} | ${short(wall / apply.wall)} | ${short(cpu / apply.cpu)} |`,
    ),
  ])
}
