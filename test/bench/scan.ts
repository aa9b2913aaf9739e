import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeCollection } from './collection.ts'
import { buildBench } from './build-bench.ts'
import { measure, median, type Measured } from './measure.ts'

/**
 * A whole scan, values hashed and persisted, against what other tools need for less: printing all elements in batches
 * (dcmdump, gdcmdump), parsing without keeping anything (dicom-parser), reading all values (pydicom), and opening every
 * file and reading 64 KB. Everything is run in turn, round after round, so that whatever else the machine does meets
 * all alike; the table has medians, and ratios of CPU time and of wall time.
 *
 * Run: `npm run bench -- scan [files] [rounds]`. The collection is made from the corpus (`../shared/corpus` or
 * TAGBENCH_CORPUS) and kept in TAGBENCH_BENCH or the folder for temporary files. dicom-parser is no dependency:
 * `npm i --no-save dicom-parser@1.8.21`, here or in a folder that TAGBENCH_PEERS names.
 */
const root = resolve(import.meta.dirname, '../..')
const FILES = Number(process.argv[2] ?? 20_000)
const ROUNDS = Number(process.argv[3] ?? 5)
/** Slow peers read a part of the collection: every n-th file. */
const SLOW_PEER_FILES = 2000
const corpus = process.env['TAGBENCH_CORPUS'] ?? join(root, '../shared/corpus')
const work = process.env['TAGBENCH_BENCH'] ?? join(tmpdir(), 'tagbench-bench')

interface Contender {
  readonly name: string
  readonly files: number
  run(): Measured
}

mkdirSync(work, { recursive: true })
const made = makeCollection(corpus, join(work, `collection-${FILES}`), FILES)
const built = join(work, 'built')
await buildBench(built, { once: 'test/bench/scan-once.ts', worker: 'src/engine/worker.ts' })
const all = listOf(1)
const step = Math.max(1, Math.floor(FILES / SLOW_PEER_FILES))
const some = listOf(step)

const contenders: Contender[] = [
  ours('scan, 1 worker', 1),
  ours('scan, 2 workers', 2),
  { name: 'open + read 64 KB', files: FILES, run: () => measure([process.execPath, peer('floor.mjs'), all]) },
  ...dicomParser(),
  ...slow('dcmdump +L -M', '/usr/bin/dcmdump', () => measure(['xargs', '-n', '500', 'dcmdump', '+L', '-M'], { input: some })),
  ...slow('gdcmdump', '/usr/bin/gdcmdump', () => measure(['gdcmdump', '-r', slowFolder()])),
  ...slow('pydicom, all values', '/usr/bin/python3', () => measure(['/usr/bin/python3', peer('pydicom_values.py'), some])),
]

const runs = new Map(contenders.map(({ name }) => [name, [] as Measured[]]))
for (let round = 1; round <= ROUNDS; round++) {
  for (const { name, files, run } of contenders) {
    const measured = run()
    runs.get(name)?.push(measured)
    const { seconds, cpu, rssMb } = measured
    const each = [Math.round(files / seconds), `${((1000 * cpu) / files).toFixed(3)} ms CPU`, `${Math.round(rssMb)} MB`]
    process.stderr.write(`${round} ${name}: ${each.join(', ')}\n`)
  }
}
report()

function peer(file: string): string {
  return join(import.meta.dirname, 'peers', file)
}

function listOf(every: number): string {
  const list = join(work, `list-${FILES}-${every}`)
  const paths: string[] = []
  for (let file = 0; file < FILES; file += every) paths.push(made.pathOf(file))
  writeFileSync(list, `${paths.join('\n')}\n`)
  return list
}

/** gdcmdump goes through folders only: links to the files of the list. */
function slowFolder(): string {
  return makeCollection(corpus, join(work, `collection-${SLOW_PEER_FILES}`), SLOW_PEER_FILES).folder
}

function ours(name: string, workers: number): Contender {
  const args = [join(built, 'once.mjs'), made.folder, join(work, 'project'), String(workers), join(built, 'worker.mjs')]
  return {
    name,
    files: FILES,
    run() {
      const whole = measure([process.execPath, ...args], { keep: true })
      const { seconds, cpu } = JSON.parse(whole.output) as { seconds: number; cpu: number }
      // The start of the process is not the scan's.
      return { ...whole, seconds, cpu }
    },
  }
}

function dicomParser(): Contender[] {
  const from = [process.env['TAGBENCH_PEERS'], root].find((folder) => folder !== undefined && canResolve(folder))
  if (from === undefined) return []
  return [{ name: 'dicom-parser', files: FILES, run: () => measure([process.execPath, peer('dicom-parser.mjs'), all, from]) }]
}

function canResolve(folder: string): boolean {
  try {
    createRequire(`${folder}/`).resolve('dicom-parser')
    return true
  } catch {
    return false
  }
}

function slow(name: string, program: string, run: () => Measured): Contender[] {
  return existsSync(program) ? [{ name, files: Math.ceil(FILES / step), run }] : []
}

function report(): void {
  const rows = contenders.map(({ name, files }) => {
    const each = runs.get(name) ?? []
    return {
      name,
      files,
      rate: files / median(each.map(({ seconds }) => seconds)),
      cpu: (1000 * median(each.map(({ cpu }) => cpu))) / files,
      rss: median(each.map(({ rssMb }) => rssMb)),
    }
  })
  const [one, two] = rows
  const lines = [
    `${FILES} files, ${Math.round(made.bytes / 1e6)} MB, ${made.templates} layouts, ${made.elements} elements a file on average; ${ROUNDS} rounds, medians`,
    `${cpus().length} cores (${cpus()[0]?.model ?? ''}), Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
    '',
    '| what | files read | files/s | CPU ms a file | peak RSS MB | wall: ours (2 workers) is faster by | CPU: of ours (1 worker) |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ name, files, rate, cpu, rss }) =>
        `| ${name} | ${files} | ${Math.round(rate)} | ${cpu.toFixed(3)} | ${Math.round(rss)} | ${((two?.rate ?? 0) / rate).toFixed(2)} | ${(cpu / (one?.cpu ?? 1)).toFixed(2)} |`,
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
