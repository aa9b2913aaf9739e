import { controlledJob, type ControlledJob, type Progress } from '../../contract/job.ts'
import { count } from '../../core/words.ts'
import type { Terminal } from './command.ts'

const BAR_WIDTH = 24
const LINE_EVERY_MS = 3000
const BAR_EVERY_MS = 100

/** `1:05` or `2:00:10`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const pad = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}

/** `Reading files  1,200 of 5,000  800/s  0:05 left`. */
export function progressText(progress: Progress): string {
  const done = count(progress.done) + (progress.total === undefined ? '' : ` of ${count(progress.total)}`)
  const rate = progress.rate > 0 ? `  ${count(Math.round(progress.rate))}/s` : ''
  const left = progress.secondsLeft === undefined ? '' : `  ${clock(progress.secondsLeft)} left`
  return `${progress.phase}  ${done}${rate}${left}`
}

export interface TerminalJob extends ControlledJob {
  /** Clears the bar; call before anything else is printed. */
  finish(): void
}

/** A job that reports to a terminal: a bar where one can be drawn, otherwise a line every few seconds. */
export function terminalJob(terminal: Terminal, now: () => number = Date.now): TerminalJob {
  let last = 0
  let drawn = false
  const job = controlledJob((progress) => {
    const at = now()
    if (at - last < (terminal.interactive ? BAR_EVERY_MS : LINE_EVERY_MS)) return
    last = at
    if (!terminal.interactive) return terminal.err(`${progressText(progress)}\n`)
    const share = progress.total === undefined || progress.total === 0 ? 0 : progress.done / progress.total
    const full = Math.round(Math.min(1, share) * BAR_WIDTH)
    terminal.err(`\r\u001b[K[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${progressText(progress)}`)
    drawn = true
  })
  const finish = (): void => {
    if (drawn) terminal.err('\r\u001b[K')
    drawn = false
  }
  return Object.assign(job, { finish })
}
