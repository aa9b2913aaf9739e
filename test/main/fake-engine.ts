import type { CurationApi } from '../../src/contract/curation-api.ts'
import type { ProjectSummary, ScanResult } from '../../src/contract/project-answers.ts'
import { isMethod } from '../../src/contract/input-shape.ts'
import type { Job, Progress } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { fail, ok } from '../../src/core/result.ts'
import { createJobRegistry } from '../../src/engine/session/job-registry.ts'

/** An engine whose work the test does: it says when a scan gets on and when it ends. */
export interface FakeEngine {
  readonly api: CurationApi
  /** Every call that reached the engine, in order. */
  readonly calls: readonly { readonly method: string; readonly input: unknown }[]
  /** A step of the scan that runs. */
  progress(done: number): void
  finish(): void
  /** Whether the scan that runs was told to stop. */
  cancelled(): boolean
}

export const PROJECT = '/projects/one'

const SUMMARY: ProjectSummary = {
  project: PROJECT,
  collection: '/collections/one',
  scans: 1,
  files: 3,
  instances: 2,
  notDicom: 1,
  unreadable: 0,
  elements: 40,
  values: 80,
  patients: 1,
  studies: 1,
  series: 1,
}
const SCANNED: ScanResult = {
  project: PROJECT,
  files: 3,
  instances: 2,
  notDicom: 1,
  unreadable: 0,
  elements: 40,
  values: 80,
  seconds: 1,
  news: { files: 0, changedFiles: 0, goneFiles: 0, elements: 0, values: 0 },
  inconsistencies: 0,
}

export function progressOf(done: number): Progress {
  return { phase: 'Reading files', done, total: 10, rate: 1, secondsLeft: 10 - done }
}

export function createFakeEngine(): FakeEngine {
  const calls: { method: string; input: unknown }[] = []
  const jobs = createJobRegistry()
  let running: { readonly job: Job; readonly end: (outcome: Outcome<ScanResult>) => void } | undefined
  const own: Partial<CurationApi> = {
    recentProjects: async () => ok([]),
    openProject: async ({ project }) =>
      project === PROJECT ? ok(SUMMARY) : fail({ code: 'not-found', message: 'There is no project in that place.' }),
    scan: async ({ project }, caller) => {
      const started = jobs.start(project, 'scan', caller, (job) => {
        const end = new Promise<Outcome<ScanResult>>((resolve) => (running = { job, end: resolve }))
        job.onCancel(() => running?.end(fail({ code: 'cancelled', message: 'The scan was cancelled.' })))
        return end
      })
      return started ?? fail({ code: 'busy', message: 'Another job of this project is running.' })
    },
    running: async ({ project }) => ok(jobs.running(project)),
    watch: async ({ project }, job) => {
      await jobs.watch(project, job)
      return ok(null)
    },
    listFolder: () => {
      throw new Error('a defect that says a value: DOE^JANE')
    },
    pickFolder: async () => ok({ native: false, path: null }),
    windowState: async () => ok({ theme: 'dark' }),
  }
  const api = new Proxy({} as CurationApi, {
    get: (_target, name) => {
      if (typeof name !== 'string' || !isMethod(name)) return undefined
      const call = (own[name] ?? (async () => ok(null))) as (input: unknown, job: Job) => Promise<Outcome<unknown>>
      return (input: unknown, job: Job) => {
        calls.push({ method: name, input })
        return call(input, job)
      }
    },
  })
  return {
    api,
    calls,
    progress: (done) => running?.job.progress(progressOf(done)),
    finish: () => running?.end(ok(SCANNED)),
    cancelled: () => running?.job.cancelled === true,
  }
}
