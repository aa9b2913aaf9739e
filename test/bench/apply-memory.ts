/**
 * How much memory de-identifying a copy takes, as collections grow: peak of the whole process, its worker threads included.
 *
 * Run: `npm run bench -- apply-memory [files…]`, by default 4000, 20000 and 60000 (2.4 GB, which must fit twice on the disk).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { makeCollection } from './collection.ts'
import { measure, type Measured } from './measure.ts'

const root = resolve(import.meta.dirname, '../..')
const corpus = process.env['TAGBENCH_CORPUS'] ?? join(root, '../shared/corpus')
const base = process.env['TAGBENCH_BENCH'] ?? join(tmpdir(), 'tagbench-bench')
const asked = process.argv.slice(2).map(Number)
const SIZES = asked.length > 0 ? asked : [4000, 20_000, 60_000]

mkdirSync(base, { recursive: true })
await build({ configFile: join(root, 'vite.server.config.ts'), logLevel: 'error' })
const tagbench = (...args: readonly string[]): Measured => measure([process.execPath, join(root, 'out/server/cli.js'), ...args])

const rows: string[] = []
for (const files of SIZES) {
  const { folder, bytes } = makeCollection(corpus, join(base, `collection-${files}`), files)
  const work = mkdtempSync(join(base, 'memory-'))
  try {
    const project = join(work, 'project')
    tagbench('scan', folder, '--project', project)
    tagbench('proposals', '--project', project, '--accept', 'all')
    const { rssMb, cpu, seconds } = tagbench('apply', '--project', project, '--out', join(work, 'out'), '--unreviewed', 'delete')
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
