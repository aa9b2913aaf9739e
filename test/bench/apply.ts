/**
 * How fast a copy is de-identified, in turn with what else copies or edits the same files: `cp -r` + `sync` + `sha256sum`
 * of both trees, `gdcmanon --dumb`, and pydicom reading and saving with two edits. The collection is made from the corpus
 * as for the scan: series of 100 files of one scanner each, as a curator has them.
 *
 * Run: `npm run bench -- apply [files] [rounds]`; prints medians and ratios, of wall time and of CPU time (user and
 * system, of all threads and children). On a machine that does other work only the latter says anything; how much of it
 * runs side by side is seen on a quiet one. Nothing is deleted before the end: file systems are slow to give out what was
 * just deleted.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { asShipped, decidedProject } from './as-shipped.ts'
import { makeCollection } from './collection.ts'
import { measure, median, type Measured } from './measure.ts'
import { CORPUS, KEPT } from './places.ts'

const FILES = Number(process.argv[2] ?? 4000)
const ROUNDS = Number(process.argv[3] ?? 5)
const PYTHON = '/usr/bin/python3'
const GDCMANON = '/usr/bin/gdcmanon'
const GDCM = ['--dumb', '--continue', '-r', '--remove', '10,10', '--empty', '10,20']

interface Contender {
  readonly name: string
  /** What apply is to be against it: at most so many times as long, or at least so many times as fast. */
  readonly wanted: string
  run(out: string): Measured
}

mkdirSync(KEPT, { recursive: true })
const made = makeCollection(CORPUS, join(KEPT, `collection-${FILES}`), FILES)
const work = mkdtempSync(join(KEPT, 'apply-'))
try {
  const tagbench = await asShipped()
  const project = decidedProject(tagbench, made.folder, work)
  const contenders: readonly Contender[] = [
    { name: 'tagbench apply', wanted: '', run: (out) => measure(tagbench('apply', '--project', project, '--out', out)) },
    {
      name: 'cp -r, sync, sha256sum of both',
      wanted: 'at most 1.5 times as long',
      run: (out) => {
        const all = 'cp -r "$0" "$1" && sync && find "$0" "$1" -type f -print0 | xargs -0 sha256sum'
        return measure(['/bin/sh', '-c', all, made.folder, out])
      },
    },
    ...(existsSync(GDCMANON)
      ? [
          {
            name: 'gdcmanon --dumb',
            wanted: 'at least 2 times as fast',
            run: (out: string) => intoFolder(out, [GDCMANON, ...GDCM, '-i', made.folder, '-o', out]),
          },
        ]
      : []),
    ...(existsSync('/usr/lib/python3/dist-packages/pydicom/__init__.py')
      ? [
          {
            name: 'pydicom, two edits',
            wanted: 'at least 15 times as fast',
            run: (out: string) =>
              intoFolder(out, [PYTHON, '-W', 'ignore', join(import.meta.dirname, 'peers/pydicom_edit.py'), made.folder, out]),
          },
        ]
      : []),
  ]
  const runs = new Map(contenders.map(({ name }) => [name, [] as (Measured & { readonly files: number })[]]))
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [index, { name, run }] of contenders.entries()) {
      const out = join(work, `out-${round}-${index}`)
      const measured = run(out)
      const files = filesIn(out)
      runs.get(name)?.push({ ...measured, files })
      const { seconds, cpu, rssMb } = measured
      process.stderr.write(`${round} ${name}: ${files} files, ${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s CPU, ${Math.round(rssMb)} MB\n`)
    }
  }
  report(contenders, runs)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function intoFolder(out: string, command: readonly string[]): Measured {
  mkdirSync(out)
  return measure(command)
}

/** How many files a contender has written: not each can write all. */
function filesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
}

function report(contenders: readonly Contender[], runs: ReadonlyMap<string, readonly (Measured & { readonly files: number })[]>): void {
  const rows = contenders.map(({ name, wanted }) => {
    const each = runs.get(name) ?? []
    const a = (pick: (run: Measured) => number): number => 1000 * median(each.map((run) => pick(run) / run.files))
    return {
      name,
      wanted,
      files: each[0]?.files ?? 0,
      wall: a(({ seconds }) => seconds),
      cpu: a(({ cpu }) => cpu),
      rss: median(each.map(({ rssMb }) => rssMb)),
    }
  })
  const ours = rows[0]
  const ratio = (theirs: number, own: number, wanted: string): string =>
    wanted === '' ? '' : (wanted.includes('most') ? own / theirs : theirs / own).toFixed(2)
  const load = loadavg()[0] ?? 0
  process.stdout.write(
    [
      `${FILES} files, ${Math.round(made.bytes / 1e6)} MB, ${made.templates} layouts, ${made.elements} elements a file on average; ${ROUNDS} rounds, medians`,
      `${cpus().length} cores (${cpus()[0]?.model ?? ''}), load ${load.toFixed(1)}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
      '',
      '| what | files written | ms a file | CPU ms a file | peak RSS MB | apply is to be | wall | CPU |',
      '|---|---|---|---|---|---|---|---|',
      ...rows.map(
        ({ name, wanted, files, wall, cpu, rss }) =>
          `| ${name} | ${files} | ${wall.toFixed(3)} | ${cpu.toFixed(3)} | ${Math.round(rss)} | ${wanted} | ${ratio(wall, ours?.wall ?? 1, wanted)} | ${ratio(cpu, ours?.cpu ?? 1, wanted)} |`,
      ),
      '',
    ].join('\n'),
  )
}
