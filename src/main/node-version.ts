import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where npm put a Node, as seen from the entry (built, or as source). */
const INSTALLED = ['node', 'node.exe'].flatMap((name) => [`../../node_modules/node/bin/${name}`, `../node_modules/node/bin/${name}`])

/**
 * Whether this Node has SQLite, which comes with it from 22.13 on. An older one hands the whole command over to the Node
 * that npm installed here, and ends as that one ends.
 * @param entry the URL of the entry file; nothing but Node's own modules may be imported before this was asked
 */
export function isNewEnough(entry: string): boolean {
  makeRoomForWaiting()
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 13)) return true
  const node = INSTALLED.map((path) => fileURLToPath(new URL(path, entry))).find((path) => existsSync(path))
  if (node !== undefined && process.env['TAGBENCH_NODE'] === undefined) handOver(node, fileURLToPath(entry))
  else {
    process.stderr.write(`tagbench needs Node 22.13 or newer; this is ${process.versions.node}.\n`)
    process.exitCode = 1
  }
  return false
}

/** Threads that wait for the disk. */
const WAITING_THREADS = '16'

/**
 * Files are flushed many at once, so that one commit of the file system's journal serves them all; by itself Node has four
 * threads that can wait for that. Read once, when they are first needed: hence before anything else.
 */
function makeRoomForWaiting(): void {
  process.env['UV_THREADPOOL_SIZE'] ??= WAITING_THREADS
}

function handOver(node: string, entry: string): void {
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, TAGBENCH_NODE: '1' } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.once('error', () => (process.exitCode = 1))
  child.once('exit', (code) => (process.exitCode = code ?? 1))
}

/** The worker's entry beside an entry of ours: built, or as source. */
export function workerBeside(entry: string): string {
  return fileURLToPath(new URL(entry.endsWith('.ts') ? '../engine/worker.ts' : './worker.js', entry))
}
