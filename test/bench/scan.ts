import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { makeCollection, SMALL_TEMPLATE, type MadeCollection } from './collection.ts'
import { buildBench } from './build-bench.ts'
import { measure, median, type Measured } from './measure.ts'
import { CORPUS, KEPT } from './places.ts'
import { circumstances, short, targetTable, tell, write, type Target } from './write-results.ts'

/**
 * A whole scan, values hashed and persisted, against what other tools need for less: printing all elements in batches
 * (dcmdump, gdcmdump), parsing without keeping anything (dicom-parser), reading all values (pydicom), and opening every
 * file and reading 64 KB. Everything is run in turn, round after round, so that whatever else the machine does meets
 * all alike; the tables have medians, and ratios within the run.
 *
 * Two rows say what threads could bring: a scan without any besides the store's own, and two of these beside each other,
 * each of half the files and with a project of its own, which have nothing to wait for in common.
 *
 * Run: `npm run bench -- scan [files,files …] [rounds] [--small] [--write]`; two sizes also tell how memory grows.
 * Collections are made from the corpus (`../shared/corpus` or TAGBENCH_CORPUS) and kept in TAGBENCH_BENCH or the folder for
 * temporary files (7.4 GB for 200,000 files; with `--small`, from files of up to 14 KB, for a million). dicom-parser is no
 * dependency: `npm i --no-save dicom-parser@1.8.21`, here or in a folder that TAGBENCH_PEERS names.
 */
const root = resolve(import.meta.dirname, '../..')
const [sizesText = '20000', roundsText = '5'] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const SIZES = sizesText.split(',').map(Number)
const ROUNDS = Number(roundsText)
if (![...SIZES, ROUNDS].every((number) => Number.isSafeInteger(number) && number > 0)) throw new Error('scan [files,files …] [rounds]')
/** Slow peers read a part of the collection: every n-th file. */
const SLOW_PEER_FILES = 2000
const QUICK_PEER_FILES = 20_000
const HALVES = 'two scans of half, 0 workers'
const IS_SMALL = process.argv.includes('--small')

interface Contender {
  readonly name: string
  readonly files: number
  run(): Measured
}

/** Medians of a contender. */
interface Row {
  readonly name: string
  readonly files: number
  /** Files a second. */
  readonly rate: number
  /** Milliseconds a file. */
  readonly cpu: number
  readonly rssMb: number
}

mkdirSync(KEPT, { recursive: true })
const built = join(KEPT, 'built')
await buildBench(built, { once: 'test/bench/scan-once.ts', worker: 'src/engine/worker.ts' })
const bySize = new Map(SIZES.map((files) => [files, medians(files)]))
report()

function medians(files: number): readonly Row[] {
  const made = collectionOf(files)
  const contenders = contendersFor(made)
  const runs = new Map(contenders.map(({ name }) => [name, [] as Measured[]]))
  for (let round = 1; round <= ROUNDS; round++) {
    for (const { name, files: read, run } of contenders) {
      const measured = run()
      runs.get(name)?.push(measured)
      const { seconds, cpu, rssMb } = measured
      const each = [Math.round(read / seconds), `${((1000 * cpu) / read).toFixed(3)} ms CPU`, `${Math.round(rssMb)} MB`]
      process.stderr.write(`${files} files, round ${round}, ${name}: ${each.join(', ')}\n`)
    }
  }
  return contenders.map(({ name, files: read }) => {
    const each = runs.get(name) ?? []
    return {
      name,
      files: read,
      rate: read / median(each.map(({ seconds }) => seconds)),
      cpu: (1000 * median(each.map(({ cpu }) => cpu))) / read,
      rssMb: median(each.map(({ rssMb }) => rssMb)),
    }
  })
}

function collectionOf(files: number): MadeCollection {
  return IS_SMALL
    ? makeCollection(CORPUS, join(KEPT, `small-${files}`), files, SMALL_TEMPLATE)
    : makeCollection(CORPUS, join(KEPT, `collection-${files}`), files)
}

function contendersFor(made: MadeCollection): readonly Contender[] {
  const all = listOf(made, made.files)
  const quick = listOf(made, QUICK_PEER_FILES)
  const some = listOf(made, SLOW_PEER_FILES)
  const parser = dicomParserFolder()
  return [
    ours(made, 1),
    ours(made, 2),
    ours(made, 0),
    halves(made.files),
    { name: 'open + read 64 KB', files: all.files, run: () => measure([process.execPath, peer('floor.mjs'), all.list]) },
    ...(parser === undefined
      ? []
      : [
          {
            name: 'dicom-parser',
            files: quick.files,
            run: () => measure([process.execPath, peer('dicom-parser.mjs'), quick.list, parser]),
          },
        ]),
    ...slow('dcmdump +L -M', '/usr/bin/dcmdump', some.files, () =>
      measure(['xargs', '-n', '500', 'dcmdump', '+L', '-M'], { input: some.list }),
    ),
    ...slow('gdcmdump', '/usr/bin/gdcmdump', SLOW_PEER_FILES, () => measure(['gdcmdump', '-r', slowFolder()])),
    ...slow('pydicom, all values', '/usr/bin/python3', some.files, () =>
      measure(['/usr/bin/python3', peer('pydicom_values.py'), some.list]),
    ),
  ]
}

function peer(file: string): string {
  return join(import.meta.dirname, 'peers', file)
}

/** Every n-th file of a collection, so that there are about so many. */
function listOf(made: MadeCollection, wanted: number): { readonly list: string; readonly files: number } {
  const step = Math.max(1, Math.floor(made.files / wanted))
  const list = join(KEPT, `list-${basename(made.folder)}-${step}`)
  const paths: string[] = []
  for (let file = 0; file < made.files; file += step) paths.push(made.pathOf(file))
  writeFileSync(list, `${paths.join('\n')}\n`)
  return { list, files: paths.length }
}

/** gdcmdump goes through folders only: a collection of its own, made in the same way. */
function slowFolder(): string {
  return collectionOf(SLOW_PEER_FILES).folder
}

function ours(made: MadeCollection, workers: number): Contender {
  // The bench `open` looks at the project that stays.
  const command = scanOnce(made, join(KEPT, `${IS_SMALL ? 'small-' : ''}project-${made.files}`), workers)
  return {
    name: scanBy(workers),
    files: made.files,
    run() {
      const whole = measure(command, { keep: true })
      const { seconds, cpu } = JSON.parse(whole.output) as { seconds: number; cpu: number }
      // The start of the process is not the scan's.
      return { ...whole, seconds, cpu }
    },
  }
}

/** What two cores can give at most: the start of both processes is in it. */
function halves(files: number): Contender {
  const half = collectionOf(Math.floor(files / 2))
  const [one, other] = [1, 2].map((number) =>
    scanOnce(half, join(KEPT, `half-${number}`), 0)
      .map((word) => `'${word}'`)
      .join(' '),
  )
  return {
    name: HALVES,
    files: 2 * half.files,
    run: () => measure(['/bin/sh', '-c', `${one} & ${other}; wait`]),
  }
}

function scanOnce(made: MadeCollection, project: string, workers: number): readonly string[] {
  return [process.execPath, join(built, 'once.mjs'), made.folder, project, String(workers), join(built, 'worker.mjs')]
}

function scanBy(workers: number): string {
  return `scan, ${workers} ${workers === 1 ? 'worker' : 'workers'}`
}

function dicomParserFolder(): string | undefined {
  return [process.env['TAGBENCH_PEERS'], join(KEPT, 'peers'), root].find((folder) => folder !== undefined && canResolve(folder))
}

function canResolve(folder: string): boolean {
  try {
    createRequire(`${folder}/`).resolve('dicom-parser')
    return true
  } catch {
    return false
  }
}

function slow(name: string, program: string, files: number, run: () => Measured): Contender[] {
  return existsSync(program) ? [{ name, files, run }] : []
}

/** What a person asks of the scan, by the largest collection; how memory grows, by the smallest beside it. */
function targets(): readonly Target[] {
  const [smallest, largest] = [Math.min(...SIZES), Math.max(...SIZES)]
  const row = (files: number, name: string): Row | undefined => bySize.get(files)?.find((each) => each.name === name)
  const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined || b === undefined ? undefined : a / b
  return SIZES.flatMap((files): readonly Target[] => {
    const [one, two] = [row(files, scanBy(1)), row(files, scanBy(2))]
    const faster = (name: string): number | undefined => ratio(two?.rate, row(files, name)?.rate)
    const of = (what: string): string => `${what}, ${files.toLocaleString('en')} files`
    const isLargest = files === largest
    return [
      { what: of('files a second, times gdcmdump'), wanted: { atLeast: 5 }, reached: faster('gdcmdump'), unit: '' },
      { what: of('files a second, times dcmdump'), wanted: { atLeast: 5 }, reached: faster('dcmdump +L -M'), unit: '' },
      { what: of('files a second, times dicom-parser'), wanted: { atLeast: 2 }, reached: faster('dicom-parser'), unit: '' },
      { what: of('files a second, times pydicom'), wanted: { atLeast: 25 }, reached: faster('pydicom, all values'), unit: '' },
      {
        what: of('CPU a file, times open + read 64 KB'),
        wanted: { atMost: 10 },
        reached: ratio(one?.cpu, row(files, 'open + read 64 KB')?.cpu),
        unit: '',
      },
      { what: of('two workers, times one'), wanted: { atLeast: 1.6 }, reached: ratio(two?.rate, one?.rate), unit: '' },
      ...(isLargest
        ? [{ what: of('peak memory, two workers'), wanted: { atMost: 600 }, reached: two?.rssMb, unit: ' MB' } satisfies Target]
        : []),
      ...(isLargest && smallest < largest
        ? [
            {
              what: `peak memory of ${files.toLocaleString('en')} files, times that of ${smallest.toLocaleString('en')}`,
              wanted: { atMost: 1.2 },
              reached: ratio(two?.rssMb, row(smallest, scanBy(2))?.rssMb),
              unit: '',
            } satisfies Target,
          ]
        : []),
    ]
  })
}

function report(): void {
  const tables = [...bySize].flatMap(([files, rows]) => [
    `### ${files.toLocaleString('en')} files, medians of ${ROUNDS} rounds`,
    '',
    '| what | files read | files a second | CPU ms a file | peak memory MB | two workers are faster by | CPU, times one worker |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => {
      const two = rows.find(({ name }) => name === scanBy(2))?.rate ?? Number.NaN
      const one = rows.find(({ name }) => name === scanBy(1))?.cpu ?? Number.NaN
      const cells = [
        row.name,
        row.files.toLocaleString('en'),
        Math.round(row.rate).toLocaleString('en'),
        row.cpu.toFixed(3),
        String(Math.round(row.rssMb)),
        short(two / row.rate),
        short(row.cpu / one),
      ]
      return `| ${cells.join(' | ')} |`
    }),
    '',
  ])
  const against = targetTable(targets())
  tell('scan', [circumstances(), '', ...tables, '### Against the targets', '', ...against])
  write('scan-targets', [`The scan. ${circumstances()}`, '', ...against])
}
