import type { RunningJob } from '../../contract/curation-api.ts'
import type { Job, Progress } from '../../contract/job.ts'

interface Running {
  readonly method: string
  readonly startedAt: string
  progress: Progress | null
  readonly watchers: Set<Job>
  readonly end: Promise<void>
  cancelled: boolean
  readonly listeners: Set<() => void>
}

/** The long jobs that are under way, one for each project; a window that reloads finds its job again here. */
export interface JobRegistry {
  running(project: string): RunningJob | null
  /** Runs a job under a name; its caller watches it from the start. Undefined where the project is busy already. */
  start<T>(project: string, method: string, caller: Job, run: (job: Job) => Promise<T>): Promise<T> | undefined
  /** Watches the running job until its end; cancelling the watch cancels the job. */
  watch(project: string, watcher: Job): Promise<void>
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
      let ended: () => void = () => undefined
      const end = new Promise<void>((resolve) => (ended = resolve))
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
      return run(job).finally(() => {
        jobs.delete(project)
        leave()
        ended()
      })
    },
    async watch(project, watcher) {
      const running = jobs.get(project)
      if (running === undefined) return
      if (running.progress !== null) watcher.progress(running.progress)
      const leave = join(running, watcher)
      await running.end
      leave()
    },
  }
}
