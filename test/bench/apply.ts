/**
 * How fast a copy is de-identified, in pairs with what else copies or edits the same files:
 * `cp -r` + `sync` + `sha256sum` of both trees, `gdcmanon --dumb`, and pydicom reading and saving with two edits.
 * Run: `node_modules/.bin/node test/bench/apply.ts [collection] [runs]`; prints medians and ratios.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readCsv } from '../../src/engine/reports/read-csv.ts'

const [, , collection = resolve(import.meta.dirname, '../../../shared/corpus'), runs = '5'] = process.argv
const CLI = resolve(import.meta.dirname, '../../src/main/cli.ts')
const PYTHON = '/usr/bin/python3'
const GDCMANON = '/usr/bin/gdcmanon'
const GDCM_EDITS = ['--remove', '10,10', '--empty', '10,20']
const PYDICOM = `
import os, sys, pydicom
source, out = sys.argv[1:3]
for name in sorted(os.listdir(source)):
    try:
        d = pydicom.dcmread(os.path.join(source, name), force=True)
        d.PatientName = 'X'
        d.PatientID = 'X'
        d.save_as(os.path.join(out, name))
    except Exception:
        pass
`

interface Contender {
  readonly name: string
  /** What apply is to be against it: at most so many times as long, or at least so many times as fast. */
  readonly wanted: string
  run(out: string): void
}

function must(command: string, args: readonly string[], ends: readonly number[] = [0]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'ignore', 'pipe'] })
  if (status === null || !ends.includes(status)) throw new Error(`${command}: ${stderr.slice(-400)}`)
}

const tagbench = (...args: readonly string[]): void => must(process.execPath, [CLI, ...args])
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Each file stands in the folder so many times: starting a program is no part of what is compared. */
const TIMES = 4

/** The files of a collection that both we and gdcmanon can write, side by side in one folder. */
function sameFiles(work: string): string {
  const project = join(work, 'first')
  const decided = [collection, '--project', project, '--out', join(work, 'first-out'), '--preset', 'Basic', '--unreviewed', 'delete']
  must(process.execPath, [CLI, 'run', ...decided], [0, 3])
  const files = join(work, 'files')
  mkdirSync(files)
  const rows = readCsv(readFileSync(join(project, 'reports', 'applied.csv'), 'utf8')) ?? []
  for (const [index, row] of rows.filter(({ status }) => status === 'written').entries()) {
    const source = join(collection, row['source_path'] ?? '')
    if (!isWrittenByGdcm(source, join(work, 'gdcm'))) continue
    for (let copy = 0; copy < TIMES; copy++) copyFileSync(source, join(files, `${copy}-${String(index).padStart(5, '0')}.dcm`))
  }
  return files
}

/** It ends at the first file that it cannot write. */
function isWrittenByGdcm(file: string, out: string): boolean {
  if (!existsSync(GDCMANON)) return true
  return spawnSync(GDCMANON, ['--dumb', ...GDCM_EDITS, '-i', file, '-o', out], { stdio: 'ignore' }).status === 0
}

function contenders(files: string, project: string): readonly Contender[] {
  const all: readonly (Contender | undefined)[] = [
    { name: 'tagbench apply', wanted: '', run: (out) => tagbench('apply', '--project', project, '--out', out) },
    {
      name: 'cp -r, sync, sha256sum of both',
      wanted: 'apply takes at most 1.5 times as long',
      run: (out) => must('/bin/sh', ['-c', 'cp -r "$0" "$1" && sync && find "$0" "$1" -type f -print0 | xargs -0 sha256sum', files, out]),
    },
    existsSync(GDCMANON)
      ? {
          name: 'gdcmanon --dumb',
          wanted: 'apply is at least 2 times as fast',
          run: (out) => {
            mkdirSync(out)
            must(GDCMANON, ['--dumb', '--continue', '-r', ...GDCM_EDITS, '-i', files, '-o', out])
          },
        }
      : undefined,
    existsSync('/usr/lib/python3/dist-packages/pydicom/__init__.py')
      ? {
          name: 'pydicom, two edits',
          wanted: 'apply is at least 15 times as fast',
          run: (out) => {
            mkdirSync(out)
            must(PYTHON, ['-W', 'ignore', '-c', PYDICOM, files, out])
          },
        }
      : undefined,
  ]
  return all.filter((one) => one !== undefined)
}

const work = mkdtempSync(join(tmpdir(), 'tagbench-bench-'))
try {
  const files = sameFiles(work)
  const project = join(work, 'project')
  // Decided and applied once, so that each timed run does nothing but apply.
  const decided = [files, '--project', project, '--out', join(work, 'warm'), '--preset', 'Basic', '--unreviewed', 'delete']
  must(process.execPath, [CLI, 'run', ...decided], [0, 3])
  const bytes = readdirSync(files).reduce((sum, name) => sum + statSync(join(files, name)).size, 0)
  process.stdout.write(`${readdirSync(files).length} files, ${(bytes / 1e6).toFixed(0)} MB, ${runs} runs in turn\n`)
  const all = contenders(files, project)
  const seconds = new Map(all.map(({ name }) => [name, [] as number[]]))
  for (let turn = 0; turn < Number(runs); turn++) {
    for (const { name, run } of all) {
      const out = join(work, `out-${turn}`)
      const start = performance.now()
      run(out)
      seconds.get(name)?.push((performance.now() - start) / 1000)
      rmSync(out, { recursive: true, force: true })
    }
  }
  const ours = seconds.get('tagbench apply') ?? []
  for (const { name, wanted } of all) {
    const theirs = seconds.get(name) ?? []
    const ratio = median(theirs.map((value, turn) => value / (ours[turn] ?? Number.NaN)))
    const times =
      wanted === ''
        ? ''
        : `  ${ratio.toFixed(2)} times apply (${wanted}: ${wanted.includes('most') ? (1 / ratio).toFixed(2) : ratio.toFixed(2)})`
    process.stdout.write(`${name.padEnd(32)} ${median(theirs).toFixed(2)} s${times}\n`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
