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

/** A job that nobody watches and nobody cancels. */
export const UNWATCHED: Job = { cancelled: false, onCancel: () => () => undefined, progress: () => undefined }
