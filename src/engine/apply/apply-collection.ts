import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplyResult } from '../../contract/copy-answers.ts'
import type { Job } from '../../contract/job.ts'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import { planPatients, type Patient, type PatientPlans } from '../../core/deidentification/plan-patients.ts'
import { uidRemapper } from '../../core/deidentification/remap-uid.ts'
import { patientIdOf } from '../../core/deidentification/traits.ts'
import { fail, ok } from '../../core/result.ts'
import { openReviewsOf, type Operation, type ScriptSettings } from '../../core/script/operation.ts'
import { progressMeter } from '../pool/progress-meter.ts'
import { keepYoungMemory, letYoungMemoryGrow } from '../pool/young-memory.ts'
import { defaultWorkers, runPool, startWorkers, type StartedWorkers } from '../pool/worker-pool.ts'
import { createInventoryStore, type InventoryStore } from '../project/inventory-store.ts'
import { databaseReason, machineReason, type Project } from '../project/project.ts'
import { COLLECTION } from '../scan/scan-collection.ts'
import { writeApplyReports } from './apply-reports.ts'
import {
  beginRun,
  earlierOutput,
  keepPatientNumbers,
  latestRun,
  makeApplyTables,
  patientNumbers,
  rowsOfRun,
  type RunRows,
} from './apply-store.ts'
import { Batches, createBatchHandler, type ApplyBatch } from './apply-batch.ts'
import { createApplyHandler, type ApplyData, type ApplyReply, type ApplyTask } from './apply-task.ts'
import { checkPlaces } from './check-places.ts'
import { checkSettings } from './check-settings.ts'
import { DICOMDIR_FILE, isOurDicomdir, makeDicomdir } from './dicomdir.ts'
import { canFlushAtOnce, flushFileSystem } from './flush-file-system.ts'
import { flushNow } from './flush-outputs.ts'
import { holdsForeignFiles, removeOutput, removePartials } from './output-folder.ts'
import { readPatientSources } from './patient-sources.ts'
import { isInstance } from './is-instance.ts'
import { keyedBySecret } from './project-key.ts'
import { scriptDigest } from './script-digest.ts'
import { InGroups } from './settle-in-groups.ts'
import { InOrder } from './settle-in-order.ts'
import { isThere, Settler, type GivenToPatient, type Settling } from './settle-instances.ts'
import { APPLY } from './texts.ts'

export interface ApplyOptions {
  /** The output folder: new, empty, or one that this project wrote into before. */
  readonly out: string
  readonly operations: readonly Operation[]
  readonly settings: ScriptSettings
  /** Threads that write; 0 writes on the calling thread. */
  readonly workers?: number
  /** Entry file of the workers. */
  readonly workerEntry: string | URL
  /** The workers, where they are started already: {@link startWriters}. */
  readonly started?: Writers
}

export type Writers = StartedWorkers<ApplyData, ApplyBatch<NumberedTask>, readonly ApplyReply[]>

/** Starts the workers that write, while it is not yet known what; they are ended with the run, or by who does not run it. */
export function startWriters({ workerEntry, workers }: Pick<ApplyOptions, 'workerEntry' | 'workers'>): Writers {
  return startWorkers({ entry: workerEntry, workers: workers ?? defaultWorkers(), kind: 'apply' })
}

/**
 * De-identifies the scanned collection into a folder of its own. The originals are only read. A run that was broken
 * off, or one after decisions changed, is continued in the same folder: what is there already is not written again,
 * what no longer belongs there is removed. The same collection, script and secret give the same bytes under the same
 * names, whatever the number of workers.
 * @returns a failure before anything is written, or `cancelled` or `io` with everything written so far kept
 */
export async function applyCollection(project: Project, options: ApplyOptions, job: Job): Promise<Outcome<ApplyResult>> {
  const begun = performance.now()
  try {
    const ready = prepare(project, options)
    if (!ready.ok) return ready
    const { store, plans, rows, instances } = ready.value
    const data = { ...ready.value.data, flushesFiles: !(await canFlushAtOnce(ready.value.data.out)) }
    const shifts = options.operations.some((operation) => operation.do === 'shift-date')
    const settler = new Settler(data.out, rows, givenBy(plans, shifts), againHere(data))
    const ended = await writeInstances(store, data, settler, rows, instances, options, job).finally(() => rows.leave())
    if (!ended.ok) return ended
    for (const path of rows.unmet()) if (!rows.isTaken(path)) removeOutput(data.out, path)
    rows.forgetUnmet()
    rows.end()
    const reported = writeApplyReports(project, store)
    if (!reported.ok) return reported
    const directory = options.settings.dicomdir === 'make' ? makeDicomdirOf(project, data) : ok(0)
    if (!directory.ok) return directory
    const { written, leftOut, failed } = settler.counts
    const { files } = store.counts()
    const seconds = (performance.now() - begun) / 1000
    return ok({ output: data.out, written, leftOut, failed, notCopied: files - instances, seconds })
  } catch (error) {
    const failure = machineFailure(error)
    if (failure === undefined) throw error
    return fail(failure)
  }
}

interface Prepared {
  readonly store: InventoryStore
  readonly data: Omit<ApplyData, 'flushesFiles'>
  readonly plans: PatientPlans
  readonly rows: RunRows
  readonly instances: number
}

/** Everything that can be wrong before the first byte is written. */
function prepare(project: Project, options: ApplyOptions): Outcome<Prepared> {
  const { operations, settings } = options
  const refuse = (message: string): Outcome<Prepared> => fail({ code: 'refused', message })
  if (project.lookOnly) return refuse(APPLY.lookOnly)
  const store = createInventoryStore(project)
  const collection = project.meta(COLLECTION)
  if (collection === undefined || store.counts().instances === 0) return refuse(APPLY.notScanned)
  if (store.files.pendingCount() > 0) return refuse(APPLY.scanUnfinished)
  const blocked = openReviewsOf({ operations }).length
  if (blocked > 0) return refuse(APPLY.open(blocked))
  const checked = checkSettings(settings)
  if (!checked.ok) return checked
  const out = checkPlaces({ collection, project: project.dir, out: options.out })
  if (!out.ok) return out
  makeApplyTables(project)
  const earlier = earlierOutput(project, out.value)
  // It names what a copy holds, so that it is no longer true as soon as anything is written.
  if (isOurDicomdir(project, out.value)) rmSync(join(out.value, DICOMDIR_FILE), { force: true })
  if (existsSync(out.value) && holdsForeignFiles(out.value, earlier?.isOurs)) return refuse(APPLY.foreignFiles)

  const sources = readPatientSources(project, settings, patientNumbers(project))
  if (!sources.ok) return sources
  const keyed = keyedBySecret(project.secret())
  const { patients, instances } = patientsOf(store)
  const plans = planPatients(patients, sources.value, keyed)
  if (!plans.ok) return refuse(plans.failure.message)
  mkdirSync(out.value, { recursive: true })
  keepPatientNumbers(project, plans.value.numbers)
  const data: Prepared['data'] = {
    root: collection,
    out: out.value,
    operations,
    settings,
    secret: new Uint8Array(project.secret()),
    patients: [...plans.value.byKey.values()],
  }
  const digest = scriptDigest(operations, settings, sources.value)
  const rows = beginRun(project, { folder: out.value, digest, script: JSON.stringify({ operations, settings }) })
  return ok({ store, data, plans: plans.value, rows, instances })
}

function makeDicomdirOf(project: Project, { out, secret, settings }: ApplyData): Outcome<number> {
  const run = latestRun(project)
  const paths: string[] = []
  for (const { status, outputPath } of run === undefined ? [] : rowsOfRun(project, run)) if (status === 'written') paths.push(outputPath)
  return makeDicomdir(project, out, paths.sort(), uidRemapper(keyedBySecret(secret), settings.uidRoot))
}

function patientsOf(store: InventoryStore): { readonly patients: Iterable<Patient>; readonly instances: number } {
  const patients = new Map<string, Patient>()
  let instances = 0
  for (const file of store.scannedFiles()) {
    if (!isInstance(file)) continue
    instances += 1
    const key = file.context?.patient ?? ''
    if (!patients.has(key)) patients.set(key, { key, id: patientIdOf(key) })
  }
  return { patients: patients.values(), instances }
}

/** A task with its place in the order of source paths. */
interface NumberedTask extends ApplyTask {
  readonly number: number
}

async function writeInstances(
  store: InventoryStore,
  data: ApplyData,
  settler: Settler,
  rows: RunRows,
  instances: number,
  options: ApplyOptions,
  job: Job,
): Promise<Outcome<null>> {
  const meter = progressMeter(job, APPLY.writing, instances)
  const stop = stoppable(job)
  let taken = 0
  const groups = new InGroups((group) => settler.settleTogether(group), data.flushesFiles ? undefined : () => flushFileSystem(data.out))
  const inOrder = new InOrder<Settling>((result) => {
    groups.take(result)
    taken += 1
  })
  const settle = async (all = false): Promise<void> => {
    meter.to(taken)
    // By then every thread has what its work needs.
    if (taken > FILES_UNTIL_AT_WORK) keepYoungMemory()
    if (!(await groups.settle(all))) stop.because(APPLY.notFlushed)
  }
  const take = (task: NumberedTask, reply: ApplyReply): void => {
    // Results after the one that failed wait for it in vain, and are discarded.
    if (reply.is === 'stopped') stop.because(reply.reason)
    else inOrder.take(task.number, { task, ...reply })
  }
  let died = false
  let { started } = options
  const tasks = async function* (): AsyncGenerator<NumberedTask> {
    let number = 0
    for (const file of store.scannedFiles()) {
      if (!isInstance(file)) continue
      if (stop.job.cancelled) return
      const { id, path, size, mtime, context } = file
      const task: NumberedTask = { id, path, size, mtime, number: number++, series: context?.series ?? '' }
      const row = rows.earlier(file.path)
      if (row?.sameScript === true && row.size === file.size && row.mtime === file.mtime && isThere(data.out, row))
        inOrder.take(task.number, { task, is: 'there-already', row })
      else yield task
      if (!groups.isDue) continue
      await settle()
      // Others are answered, and a cancel is heard, also where nothing is to be written.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const batches = new Batches<NumberedTask>()
  const work = (given: Iterable<ApplyBatch<NumberedTask>> | AsyncIterable<ApplyBatch<NumberedTask>>): Promise<Outcome<null>> =>
    runPool<ApplyData, ApplyBatch<NumberedTask>, readonly ApplyReply[]>({
      entry: options.workerEntry,
      workers: options.workers ?? defaultWorkers(),
      kind: 'apply',
      data,
      handler: createBatchHandler,
      tasks: given,
      onReply(replies, batch) {
        replies.forEach((reply, index) => take(batch.tasks[index] as NumberedTask, reply))
        return settle()
      },
      onFailure(batch) {
        died = true
        if (!batches.putBack(batch)) take(batch.tasks[0] as NumberedTask, { is: 'failed', reason: APPLY.files.endedWorker })
      },
      ahead: () => BATCHES_AHEAD,
      ...(started === undefined ? {} : { started }),
      job: stop.job,
    })
  try {
    let ended = await work(batches.of(tasks()))
    started = undefined
    while (ended.ok && !batches.isDone) ended = await work(batches.leftOver())
    await settle(true)
    if (stop.reason === undefined) return ended
  } catch (error) {
    if (!isMachineError(error)) throw error
    stop.because(machineReason(error))
  } finally {
    for (const result of [...groups.leftOver(), ...inOrder.leftOver()]) settler.discard(result)
    // A worker that died, or was ended by a cancel, may have left a file half-written.
    if (died || stop.job.cancelled) removePartials(data.out)
    meter.end()
    letYoungMemoryGrow()
  }
  return fail(outputFailure(stop.reason ?? '', settler.counts.written, instances))
}

const FILES_UNTIL_AT_WORK = 2000
/** One that a worker works on, one that is flushed meanwhile, one to go on with. */
const BATCHES_AHEAD = 3

function outputFailure(reason: string, written: number, instances: number): Failure {
  return {
    code: 'io',
    message: APPLY.outputFailed(reason, written, instances),
  }
}

/** A job that ends when the caller cancels it, or when there is no point in going on. */
function stoppable(job: Job): { readonly job: Job; readonly reason: string | undefined; because(reason: string): void } {
  let reason: string | undefined
  const listeners = new Set<() => void>()
  return {
    get reason() {
      return reason
    },
    because(why) {
      if (reason !== undefined) return
      reason = why
      for (const listener of listeners) listener()
    },
    job: {
      get cancelled() {
        return job.cancelled || reason !== undefined
      },
      onCancel(listener) {
        listeners.add(listener)
        const stopListening = job.onCancel(listener)
        return () => {
          listeners.delete(listener)
          stopListening()
        }
      },
      progress: (progress) => job.progress(progress),
    },
  }
}

/** Writes an instance on the calling thread: rare, and made ready only when it is needed. */
function againHere(data: ApplyData): (task: ApplyTask) => ApplyReply {
  let handler: ReturnType<typeof createApplyHandler> | undefined
  return (task) => flushNow((handler ??= createApplyHandler(data))(task), data.out)
}

/** `ENOSPC` and its like, from the file system. */
function isMachineError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function machineFailure(error: unknown): Failure | undefined {
  if (isMachineError(error))
    return {
      code: 'io',
      message: APPLY.placesFailed(machineReason(error)),
    }
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined
  const reason = databaseReason(error.errcode)
  if (reason === undefined) return undefined
  return { code: 'io', message: APPLY.projectFailed(reason) }
}

/** What a patient is given beside the new ID; no date shift where no Operation shifts a date. */
function givenBy({ byKey }: PatientPlans, shifts: boolean): (patient: string) => GivenToPatient {
  return (patient) => {
    const plan = byKey.get(patient)
    return { newName: plan?.newName, days: shifts ? plan?.days : undefined }
  }
}
