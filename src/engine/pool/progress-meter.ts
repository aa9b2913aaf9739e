import type { Job } from '../../contract/job.ts'

export interface ProgressMeter {
  /** So many units are done. Told to the job a few times a second at most. */
  to(done: number): void
  /** Tells the last state, whenever the last one was told. */
  end(): void
}

const TELL_EVERY_MS = 100
/** The rate is that of the last seconds: files of one place say little about those of the next. */
const WINDOW_MS = 5000

/**
 * Tells a job how far its work is, how fast it goes and how long it will take.
 * @param total undefined while the end is not known
 * @param now milliseconds from any origin
 */
export function progressMeter(
  job: Job,
  phase: string,
  total: number | undefined,
  now: () => number = () => performance.now(),
): ProgressMeter {
  const begun = now()
  let samples = [{ at: begun, done: 0 }]
  let told = -Infinity
  let reached = 0

  const tell = (): void => {
    const at = now()
    told = at
    samples = [...samples.filter((sample, index) => at - sample.at <= WINDOW_MS || index === samples.length - 1), { at, done: reached }]
    const first = samples[0] ?? { at: begun, done: 0 }
    const seconds = (at - first.at) / 1000
    const rate = seconds > 0 ? (reached - first.done) / seconds : 0
    const secondsLeft = total !== undefined && rate > 0 ? (total - reached) / rate : undefined
    job.progress({ phase, done: reached, total, rate, secondsLeft })
  }

  return {
    to(done) {
      reached = done
      if (now() - told >= TELL_EVERY_MS) tell()
    },
    end: tell,
  }
}
