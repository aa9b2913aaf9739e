/**
 * How much memory de-identifying a copy takes, as collections grow: peak of the whole process, its worker threads included.
 *
 * Run: `npm run bench -- apply-memory [files…]`, by default 4000, 20000 and 60000 (2.4 GB, which must fit twice on the disk).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { acceptedProject, asShipped } from './as-shipped.ts'
import { makeCollection } from './collection.ts'
import { measure } from './measure.ts'
import { CORPUS, KEPT } from './places.ts'

const asked = process.argv.slice(2).map(Number)
const SIZES = asked.length > 0 ? asked : [4000, 20_000, 60_000]

mkdirSync(KEPT, { recursive: true })
const tagbench = await asShipped()

const rows: string[] = []
for (const files of SIZES) {
  const { folder, bytes } = makeCollection(CORPUS, join(KEPT, `collection-${files}`), files)
  const work = mkdtempSync(join(KEPT, 'memory-'))
  try {
    const project = acceptedProject(tagbench, folder, work)
    const apply = tagbench('apply', '--project', project, '--out', join(work, 'out'), '--unreviewed', 'delete')
    const { rssMb, cpu, seconds } = measure(apply)
    rows.push(
      `| ${files} | ${Math.round(bytes / 1e6)} | ${Math.round(rssMb)} | ${((1000 * cpu) / files).toFixed(3)} | ${((1000 * seconds) / files).toFixed(3)} |`,
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
process.stdout.write(
  [
    `apply, load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
    '',
    '| files | MB | peak RSS MB | CPU ms a file | ms a file |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n'),
)
