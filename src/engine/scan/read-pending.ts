import { statSync } from 'node:fs'
import { sep } from 'node:path'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { ok } from '../../core/result.ts'
import { InventoryFold } from '../../core/inventory/fold.ts'
import { progressMeter } from '../pool/progress-meter.ts'
import { keepYoungMemory } from '../pool/young-memory.ts'
import { runPool, startWorkers, type StartedWorkers } from '../pool/worker-pool.ts'
import { NOT_LOOKED_AT, type AbsorbedPart, type InventoryStore, type PendingFile } from '../project/inventory-store.ts'
import { unpackPart } from './packed-part.ts'
import { createScanHandler, type ScanData, type ScanReply, type ScanTask } from './scan-handler.ts'
import { SCAN } from './texts.ts'

/** The more files of a series come together, the less there is to merge; but every worker has its share of few files, too. */
const MOST_FILES_A_TASK = 256
const FEWEST_FILES_A_TASK = 16
const TASKS_A_WORKER = 8
const BYTES_A_TASK = 256 << 20
const PAGE = 1000

/**
 * Replies are written together, because each transaction writes every page anew that it touches. Never more than this
 * is read and not yet written, and never for longer: it is what a killed scan reads again.
 */
const MOST_FILES_A_TRANSACTION = 4096
const FEWEST_FILES_A_TRANSACTION = 2048
/** The first are written while the others are read: the store is not to begin when all is read. */
const TRANSACTIONS = 8
const VALUES_A_TRANSACTION = 200_000
const LONGEST_UNWRITTEN_MS = 10_000

/** Values of all that a worker has at hand and of all replies that wait: memory is bounded by them. */
const VALUES_AHEAD = 200_000

/** Files of a task: which, and whether they already were part of one that killed its worker. */
interface Batch extends ScanTask {
  readonly files: readonly PendingFile[]
}

export interface ReadingOptions {
  readonly workers: number
  readonly workerEntry: string | URL
  /** Whether all bytes of each file are to be read for a digest, by which a later scan compares. */
  readonly digests?: boolean
  /** The workers, where they are started already: {@link startReaders}. */
  readonly started?: Readers
}

export type Readers = StartedWorkers<ScanData, ScanTask, ScanReply>

/** Starts the workers that read, while it is not yet known what. */
export function startReaders(root: string, { workers, workerEntry, digests }: ReadingOptions): Readers {
  return startWorkers<ScanData, ScanTask, ScanReply>({ entry: workerEntry, workers, kind: 'scan' }, { root, digests: digests === true })
}

/**
 * Reads every file that is to be read into the store. Goes over them again while any are left, because a task may end
 * before its last file: files of a task that killed its worker then go one by one, and the one that kills again is
 * unreadable. Leaves memory as {@link keepYoungMemory} does.
 */
export async function readPending(store: InventoryStore, root: string, options: ReadingOptions, job: Job): Promise<Outcome<null>> {
  const total = store.files.pendingCount()
  const meter = progressMeter(job, SCAN.phases.reading, total)
  let settled = 0
  const settle = (files: number): void => {
    settled += files
    meter.to(settled)
  }
  const most = filesATask(total, options.workers)
  const together = Math.min(MOST_FILES_A_TRANSACTION, Math.max(FEWEST_FILES_A_TRANSACTION, Math.ceil(total / TRANSACTIONS)))
  let replies: ScanReply[] = []
  let written = performance.now()
  /** Values of the last reply: those of the next ones are as many, most likely. */
  let valuesATask = VALUES_AHEAD
  const write = (): void => {
    const all = replies
    replies = []
    if (all.length === 0) return
    store.absorbAll(unpackedOneByOne(all))
    written = performance.now()
  }
  let { started } = options
  while (store.files.pendingCount() > 0) {
    const ended = await runPool<ScanData, Batch, ScanReply>({
      ...(started === undefined ? {} : { started }),
      entry: options.workerEntry,
      workers: options.workers,
      kind: 'scan',
      data: { root, digests: options.digests === true },
      handler: createScanHandler,
      tasks: batches(store, most),
      // As much as is read while a transaction is written; towards the end what is left is shared out evenly.
      ahead: () => Math.min(VALUES_AHEAD / valuesATask, (total - settled) / (2 * most * Math.max(1, options.workers))),
      onReply(reply) {
        replies.push(reply)
        settle(reply.files)
        // By now every thread has what its work needs.
        if (settled >= FEWEST_FILES_A_TRANSACTION) keepYoungMemory()
        valuesATask = Math.max(1, reply.values)
        const files = replies.reduce((sum, each) => sum + each.files, 0)
        const values = replies.reduce((sum, each) => sum + each.values, 0)
        const isLong = performance.now() - written >= LONGEST_UNWRITTEN_MS
        if (isLong || files >= together || values >= VALUES_A_TRANSACTION) write()
      },
      onFailure(batch, problem) {
        settle(giveUp(store, root, batch, problem))
      },
      job,
    })
    // A pool ends its workers: a further one starts its own.
    started = undefined
    write()
    if (!ended.ok) return ended
  }
  meter.end()
  return ok(null)
}

/** Each only when its turn has come, so that of what waits little is held. */
function* unpackedOneByOne(replies: readonly ScanReply[]): Generator<AbsorbedPart> {
  for (const reply of replies) yield unpackPart(reply)
}

function filesATask(total: number, workers: number): number {
  const share = Math.ceil(total / (Math.max(1, workers) * TASKS_A_WORKER))
  return Math.min(MOST_FILES_A_TASK, Math.max(FEWEST_FILES_A_TASK, share))
}

/** In the order in which they were found, so that files of one series come together, and whole folders where they are not too large; suspects alone. */
function* batches(store: InventoryStore, most: number): Generator<Batch> {
  let files: PendingFile[] = []
  let bytes = 0
  for (let after = 0; ;) {
    const page = store.files.pending(after, PAGE)
    for (const file of page) {
      if (file.attempts > 0) {
        yield { files: [file] }
        continue
      }
      const isFull = files.length >= 2 * most || bytes >= BYTES_A_TASK
      if (isFull || (files.length >= most && folderOf(file.path) !== folderOf(files.at(-1)?.path ?? ''))) {
        yield { files }
        files = []
        bytes = 0
      }
      files.push(file)
      bytes += file.size
    }
    const last = page.at(-1)
    if (last === undefined) break
    after = last.id
  }
  if (files.length > 0) yield { files }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** @returns how many files are settled by this */
function giveUp(store: InventoryStore, root: string, { files }: Batch, problem: 'died' | 'threw'): number {
  const [file, ...others] = files
  if (file === undefined || others.length > 0) {
    store.files.countAttempt(files.map(({ id }) => id))
    return 0
  }
  const reason = problem === 'died' ? SCAN.files.endedWorker : SCAN.files.defect
  const nothing = new InventoryFold().partial()
  const { size, mtime } = file.mtime === NOT_LOOKED_AT.mtime ? sizeAndTime(root + sep + file.path) : file
  store.absorb(nothing, [{ id: file.id, kind: 'unreadable', reason, context: -1, sopInstance: '', size, mtime }])
  return 1
}

/** As it is now: what it was when it was read nobody lived to tell. */
function sizeAndTime(path: string): { readonly size: number; readonly mtime: number } {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats === undefined ? NOT_LOOKED_AT : { size: stats.size, mtime: stats.mtimeMs }
}
