import type { CurationApi } from '../../src/contract/curation-api.ts'
import type { ScanResult } from '../../src/contract/project-answers.ts'
import type { Job } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { fail, ok } from '../../src/core/result.ts'
import { createJobRegistry } from '../../src/engine/session/job-registry.ts'
import { eventually } from './eventually.ts'

/** A scan that gets on, and ends, when the test says so. */
export interface ScanByHand {
  /** In the place of the engine's own. */
  readonly calls: Pick<CurationApi, 'scan' | 'running' | 'watch'>
  /** Waits for the window to have begun it. */
  progress(done: number): Promise<void>
  isCancelled(): boolean
}

export function scanByHand(): ScanByHand {
  const jobs = createJobRegistry()
  let running: Job | undefined
  return {
    calls: {
      async scan({ project }, caller) {
        const started = jobs.start<ScanResult>(project, 'scan', caller, (job) => {
          running = job
          return new Promise<Outcome<ScanResult>>((resolve) =>
            job.onCancel(() => resolve(fail({ code: 'cancelled', message: 'The scan was cancelled.' }))),
          )
        })
        return started ?? fail({ code: 'busy', message: 'Another job of this project is running.' })
      },
      running: async ({ project }) => ok(jobs.running(project)),
      watch: ({ project }, job) => jobs.watch(project, job),
    },
    async progress(done) {
      await eventually(() => running !== undefined).toBe(true)
      running?.progress({ phase: 'Reading files', done, total: 80, rate: 20, secondsLeft: (80 - done) / 20 })
    },
    isCancelled: () => running?.cancelled === true,
  }
}
