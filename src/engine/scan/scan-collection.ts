import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ScanResult } from '../../contract/project-answers.ts'
import type { Job } from '../../contract/job.ts'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import type { Steps } from '../../core/in-steps.ts'
import { fail, ok } from '../../core/result.ts'
import { inBreaths } from '../pool/in-breaths.ts'
import { progressMeter, type ProgressMeter } from '../pool/progress-meter.ts'
import { letYoungMemoryGrow } from '../pool/young-memory.ts'
import { defaultWorkers } from '../pool/worker-pool.ts'
import { createInconsistencyTable } from '../project/inconsistency-table.ts'
import { collectionFiles } from '../project/collection-files.ts'
import { createInventoryStore, type FoundFile, type InventoryStore } from '../project/inventory-store.ts'
import { databaseReason, machineReason, type Project } from '../project/project.ts'
import { writeCsv, writeCsvInSteps, type Cell } from '../reports/csv.ts'
import { checkCollectionFolder } from './collection-folder.ts'
import { compareContents } from './compare-contents.ts'
import { contentComparison } from './content-comparison.ts'
import { inconsistencies, type Inconsistency } from './inconsistencies.ts'
import { readPending, startReaders, type Readers } from './read-pending.ts'
import { walkCollection, type WalkOptions } from './walk-collection.ts'
import { SCAN } from './texts.ts'

export interface ScanOptions {
  /** Threads that read; 0 reads on the calling thread. */
  readonly workers?: number
  /** Entry file of the workers. */
  readonly workerEntry: string | URL
  /** Compares all bytes of files that seem unchanged by size and time, and keeps a digest of each. */
  readonly digests?: boolean
}

/** The key under which the project remembers the folder it was scanned from. */
export const COLLECTION = 'collection'

const FOUND_AT_ONCE = 2000

/**
 * Inventories a folder tree into the project, and accounts for each of its files in `files.csv`. Done again it reads
 * what is new or changed, and what an earlier scan left unread. Nothing of the collection is written to.
 * @returns failure `cancelled` with everything read so far kept; the next scan goes on from there
 */
export async function scanCollection(project: Project, collection: string, options: ScanOptions, job: Job): Promise<Outcome<ScanResult>> {
  const begun = performance.now()
  const checked = checkCollectionFolder(collection, project.dir)
  if (!checked.ok) return checked
  const root = checked.value
  let readers: Readers | undefined
  try {
    const store = createInventoryStore(project)
    const other = isOtherCollection(project, store, root)
    if (other !== undefined) return fail(other)
    // Of files that are all to be read, who reads them says how long and how old they are.
    const isFirst = store.files.pendingCount() + store.files.settledCount() === 0
    const reading = { workers: options.workers ?? defaultWorkers(), workerEntry: options.workerEntry, digests: options.digests === true }
    if (isFirst) readers = startReaders(root, reading)
    const walked = await walk(store, root, job, { stats: !isFirst || reading.digests })
    if (!walked.ok) return walked
    if (reading.digests) {
      const compared = await compareContents(store, root, reading, job)
      if (!compared.ok) return compared
    }
    project.setMeta(COLLECTION, root)
    store.beginScan()
    store.files.settle()
    const read = await readPending(store, root, { ...reading, ...(readers === undefined ? {} : { started: readers }) }, job)
    if (!read.ok) return read
    const ended = await endScan(project, store, root, job)
    if (!ended.ok) return ended
    const { files, instances, notDicom, unreadable, elements, values } = store.counts()
    if (instances === 0) return fail(NO_DICOM)
    const seconds = (performance.now() - begun) / 1000
    const found = { project: project.dir, files, instances, notDicom, unreadable, elements, values, seconds }
    return ok({ ...found, news: newsOf(project, store), inconsistencies: countInconsistencies(project) })
  } catch (error) {
    const failure = machineFailure(error)
    if (failure === undefined) throw error
    return fail(failure)
  } finally {
    await readers?.stop()
    letYoungMemoryGrow()
  }
}

const NO_DICOM: Failure = {
  code: 'refused',
  message: SCAN.noInstance,
}

/** A project belongs to one collection, which may be moved but not exchanged. */
function isOtherCollection(project: Project, store: InventoryStore, root: string): Failure | undefined {
  const before = project.meta(COLLECTION)
  if (before === undefined || before === root || !existsSync(before) || store.counts().instances === 0) return undefined
  return {
    code: 'refused',
    message: SCAN.otherCollection,
  }
}

/** Finds out what there is, before anything in the project is changed. */
async function walk(store: InventoryStore, root: string, job: Job, options: WalkOptions): Promise<Outcome<null>> {
  const meter = progressMeter(job, SCAN.phases.looking, undefined)
  store.files.drop()
  let found: FoundFile[] = []
  let count = 0
  for (const file of walkCollection(root, options)) {
    found.push(file)
    count += 1
    if (found.length < FOUND_AT_ONCE) continue
    store.files.note(found)
    found = []
    meter.to(count)
    await new Promise((resolve) => setImmediate(resolve))
    if (job.cancelled) {
      store.files.drop()
      return fail({ code: 'cancelled', message: SCAN.cancelled })
    }
  }
  store.files.note(found)
  meter.to(count)
  meter.end()
  if (count === 0) return fail({ code: 'refused', message: SCAN.emptyFolders })
  return ok(null)
}

/** What follows from all files together: reports, and what is kept ready for whoever opens the project. */
async function endScan(project: Project, store: InventoryStore, root: string, job: Job): Promise<Outcome<null>> {
  const listing = progressMeter(job, SCAN.phases.listing, store.files.settledCount())
  const listed = await inBreaths(writeFilesReport(project, store, listing.to), job)
  const written = listed.ok ? listed.value : listed
  if (!written.ok) return written
  listing.end()
  const looking = progressMeter(job, SCAN.phases.contradictions, undefined)
  looking.end()
  const found = await inBreaths(gather(inconsistencies(store.relations(), contentComparison(root)), looking.to), job)
  if (!found.ok) return found
  const told = writeInconsistencies(project, found.value)
  if (!told.ok) return told
  job.progress({ phase: SCAN.phases.values, done: 0, total: undefined, rate: 0, secondsLeft: undefined })
  let meter: ProgressMeter | undefined
  const ended = await inBreaths(
    store.endScanInSteps((values, of) => (meter ??= progressMeter(job, SCAN.phases.values, of)).to(values)),
    job,
  )
  meter?.end()
  return ended
}

/** `files.csv`: every file of the collection, once. */
function writeFilesReport(project: Project, store: InventoryStore, told: (files: number) => void): Steps<Outcome<null>> {
  const rows = function* (): Generator<readonly string[]> {
    let count = 0
    for (const file of store.listedFiles()) {
      yield file
      told((count += 1))
    }
  }
  return writeCsvInSteps(join(project.reports, 'files.csv'), ['path', 'kind', 'reason'], rows())
}

/** One thing at a time. */
function* gather<T>(all: Iterable<T>, told: (count: number) => void): Steps<readonly T[]> {
  const found: T[] = []
  for (const each of all) {
    found.push(each)
    told(found.length)
    yield
  }
  return found
}

function newsOf(project: Project, store: InventoryStore): ScanResult['news'] {
  const { files, changed, gone } = collectionFiles(project).news()
  return { files, changedFiles: changed, goneFiles: gone, ...store.whatIsNew() }
}

function countInconsistencies(project: Project): number {
  return [...createInconsistencyTable(project).counts().values()].reduce((sum, count) => sum + count, 0)
}

/** Longer lists are cut short in the report; the window has them whole. */
const MOST_NAMED = 10

/** `inconsistencies.csv`: what in the collection contradicts itself. The project keeps it too, for the window. */
function writeInconsistencies(project: Project, found: readonly Inconsistency[]): Outcome<null> {
  const kept = createInconsistencyTable(project)
  kept.replace(found)
  const rows = function* (): Generator<readonly Cell[]> {
    for (const { kind, of, has } of kept.all()) {
      yield [kind, has.length, SCAN.where(of, has.slice(0, MOST_NAMED), has.length - MOST_NAMED)]
    }
  }
  return writeCsv(join(project.reports, 'inconsistencies.csv'), ['kind', 'count', 'where'], rows())
}

function machineFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error && 'code' in error)) return undefined
  const reason = 'errcode' in error && typeof error.errcode === 'number' ? databaseReason(error.errcode) : machineReason(error)
  if (reason === undefined) return undefined
  return {
    code: 'io',
    message: SCAN.stopped(reason),
  }
}
