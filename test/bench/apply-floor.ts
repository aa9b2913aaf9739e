/**
 * What de-identifying a copy cannot do without, and nothing else: each file is opened, read, hashed, written beside its
 * place, hashed again and renamed, by a bare loop of Node: without flushing, with flushing each of 64 files at once, and
 * with flushing the file system for a thousand; and what `cp -r` takes, and `sha256sum` of both trees.
 *
 * Run: `npm run bench -- apply-floor [files]`; CPU time is user and system of all threads, without what the system does
 * for all.
 */
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import {
  close,
  closeSync,
  fdatasync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  open,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { makeCollection } from './collection.ts'
import { measure } from './measure.ts'
import { CORPUS, KEPT } from './places.ts'

// As the program has it.
process.env['UV_THREADPOOL_SIZE'] ??= '16'

const FILES = Number(process.argv[2] ?? 4000)
/** How the files of a loop are flushed, and how many at once. */
const FLUSHES = [
  { how: 'not', what: '', atOnce: 64 },
  { how: 'each', what: ', each flushed', atOnce: 64 },
  { how: 'file-system', what: ', the file system flushed', atOnce: 1024 },
] as const
type Flush = (typeof FLUSHES)[number]

mkdirSync(KEPT, { recursive: true })
const { folder } = makeCollection(CORPUS, join(KEPT, `collection-${FILES}`), FILES)
const work = mkdtempSync(join(KEPT, 'floor-'))
const buffer = Buffer.allocUnsafeSlow(1 << 24)
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))

const say = (what: string, ms: number, cpu: number): void =>
  console.log(`| ${what} | ${(ms / files.length).toFixed(3)} | ${(cpu / files.length).toFixed(3)} |`)

try {
  console.log(`${files.length} files, load ${(loadavg()[0] ?? 0).toFixed(1)}\n\n| what | ms a file | CPU ms a file |\n| --- | --- | --- |`)
  for (const [index, flush] of FLUSHES.entries()) {
    const [begun, cpu] = [performance.now(), process.cpuUsage()]
    await copy(join(work, String(index)), flush)
    const { user, system } = process.cpuUsage(cpu)
    say(`bare loop of Node${flush.what}`, performance.now() - begun, (user + system) / 1000)
  }
  for (const [what, script] of [
    ['cp -r', 'cp -r "$0" "$1"'],
    ['sha256sum of both', 'find "$0" "$1" -type f -print0 | xargs -0 sha256sum'],
  ] as const) {
    const { seconds, cpu } = measure(['/bin/sh', '-c', script, folder, join(work, 'cp')])
    say(what, seconds * 1000, cpu * 1000)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function copy(out: string, { how, atOnce }: Flush): Promise<void> {
  const made = new Set<string>()
  let written: string[] = []
  const settle = async (): Promise<void> => {
    if (how === 'each') await Promise.all(written.map(flushed))
    if (how === 'file-system' && spawnSync('sync', ['-f', out]).status !== 0) throw new Error('sync -f does not work here')
    for (const file of written) renameSync(`${file}.part`, file)
    written = []
  }
  for (const name of files) {
    const bytes = readWhole(join(folder, name))
    hash('sha256', bytes)
    const file = join(out, name)
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    made.add(dirname(file))
    const fd = openSync(`${file}.part`, 'wx')
    writeSync(fd, bytes)
    fstatSync(fd)
    closeSync(fd)
    hash('sha256', bytes)
    written.push(file)
    if (written.length === atOnce) await settle()
  }
  await settle()
}

function readWhole(path: string): Uint8Array {
  const fd = openSync(path, 'r')
  const { size } = fstatSync(fd)
  const length = readSync(fd, buffer, 0, size, 0)
  closeSync(fd)
  return buffer.subarray(0, length)
}

function flushed(file: string): Promise<void> {
  return new Promise((done, failed) => {
    open(`${file}.part`, 'r+', (notOpened, fd) => {
      if (notOpened !== null) return failed(notOpened)
      fdatasync(fd, (notFlushed) => close(fd, () => (notFlushed === null ? done() : failed(notFlushed))))
    })
  })
}
