import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** What one run of a command took. */
export interface Measured {
  readonly seconds: number
  /** User and system time of the command and all that it started. */
  readonly cpu: number
  /** Peak of the largest single process. */
  readonly rssMb: number
  readonly output: string
}

/** Runs a command under `/usr/bin/time`; its output is thrown away but for what is asked for. */
export function measure(command: readonly string[], options: { readonly input?: string; readonly keep?: boolean } = {}): Measured {
  const begun = performance.now()
  const stdin = options.input === undefined ? 'ignore' : openSync(options.input, 'r')
  const { stderr, stdout } = spawnSync('/usr/bin/time', ['-f', 'TIME %U %S %M', ...command], {
    stdio: [stdin, options.keep === true ? 'pipe' : 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const seconds = (performance.now() - begun) / 1000
  if (typeof stdin === 'number') closeSync(stdin)
  const time = /TIME ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(stderr)
  if (time === null) throw new Error(`no time of ${command[0]}: ${stderr.slice(-500)}`)
  return { seconds, cpu: Number(time[1]) + Number(time[2]), rssMb: Number(time[3]) / 1024, output: stdout ?? '' }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
