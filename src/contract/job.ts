/** How far a job is. */
export interface Progress {
  /** What is being done, for a person: `Reading files`. */
  readonly phase: string
  readonly done: number
  /** Undefined while the end is not known. */
  readonly total: number | undefined
  /** Units a second over the last seconds. */
  readonly rate: number
  /** Seconds; undefined while it cannot be told. */
  readonly secondsLeft: number | undefined
}

/** The caller's hand on a job that runs: hears of its progress, and can cancel it. */
export interface Job {
  readonly cancelled: boolean
  /** Calls the listener once when the job is cancelled (at once if it already is); returns how to stop listening. */
  onCancel(listener: () => void): () => void
  progress(progress: Progress): void
}

/** A job with the hand that cancels it. */
export interface ControlledJob extends Job {
  /** Tells every listener, once. */
  cancel(): void
}

/** A job whose progress goes to `progress`, and that can be cancelled. */
export function controlledJob(progress: Job['progress']): ControlledJob {
  const listeners = new Set<() => void>()
  let cancelled = false
  return {
    get cancelled() {
      return cancelled
    },
    onCancel(listener) {
      if (cancelled) listener()
      else listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel() {
      if (cancelled) return
      cancelled = true
      for (const listener of listeners) listener()
      listeners.clear()
    },
    progress,
  }
}

/** A job that nobody watches and nobody cancels. */
export const UNWATCHED: Job = { cancelled: false, onCancel: () => () => undefined, progress: () => undefined }
