import type { RunningJob } from '../../contract/project-answers.ts'
import type { Job, Progress } from '../../contract/job.ts'
import type { Failure, Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { CONTRACT } from '../../contract/texts.ts'

interface Running {
  readonly method: string
  readonly startedAt: string
  progress: Progress | null
  readonly watchers: Set<Job>
  /** Why it did not come to its end; undefined where it did. */
  readonly end: Promise<Failure | undefined>
  cancelled: boolean
  readonly listeners: Set<() => void>
}

/** The long jobs that are under way, one for each project; a window that reloads finds its job again here. */
export interface JobRegistry {
  running(project: string): RunningJob | null
  /** Runs a job under a name; its caller watches it from the start. Undefined where the project is busy already. */
  start<T>(project: string, method: string, caller: Job, run: (job: Job) => Promise<Outcome<T>>): Promise<Outcome<T>> | undefined
  /** Watches the running job until its end, and fails as it does; cancelling the watch cancels the job. */
  watch(project: string, watcher: Job): Promise<Outcome<null>>
}

export function createJobRegistry(): JobRegistry {
  const jobs = new Map<string, Running>()

  const join = (running: Running, watcher: Job): (() => void) => {
    running.watchers.add(watcher)
    const stop = watcher.onCancel(() => {
      running.cancelled = true
      for (const listener of running.listeners) listener()
    })
    return () => {
      stop()
      running.watchers.delete(watcher)
    }
  }

  return {
    running(project) {
      const job = jobs.get(project)
      return job === undefined ? null : { method: job.method, startedAt: job.startedAt, progress: job.progress }
    },
    start(project, method, caller, run) {
      if (jobs.has(project)) return undefined
      let ended: (failure: Failure | undefined) => void = () => undefined
      const end = new Promise<Failure | undefined>((resolve) => (ended = resolve))
      const running: Running = {
        method,
        startedAt: new Date().toISOString(),
        progress: null,
        watchers: new Set(),
        end,
        cancelled: false,
        listeners: new Set(),
      }
      jobs.set(project, running)
      const leave = join(running, caller)
      const job: Job = {
        get cancelled() {
          return running.cancelled
        },
        onCancel(listener) {
          if (running.cancelled) listener()
          else running.listeners.add(listener)
          return () => running.listeners.delete(listener)
        },
        progress(progress) {
          running.progress = progress
          for (const watcher of running.watchers) watcher.progress(progress)
        },
      }
      const close = (failure: Failure | undefined): void => {
        jobs.delete(project)
        leave()
        ended(failure)
      }
      return run(job).then(
        (outcome) => {
          close(outcome.ok ? undefined : outcome.failure)
          return outcome
        },
        (defect: unknown) => {
          close({ code: 'bug', message: CONTRACT.fault })
          throw defect
        },
      )
    },
    async watch(project, watcher) {
      const running = jobs.get(project)
      if (running === undefined) return ok(null)
      if (running.progress !== null) watcher.progress(running.progress)
      const leave = join(running, watcher)
      const failure = await running.end
      leave()
      return failure === undefined ? ok(null) : fail(failure)
    },
  }
}
