import type { Outcome } from '../../src/contract/outcome.ts'

/** Milliseconds that an answer of the engine took, by the clock and of the processor. */
export interface Timed {
  readonly wall: number
  readonly cpu: number
}

/** Asks an engine in this process, and throws where it has no answer. */
export async function timed<T>(ask: () => Promise<Outcome<T>>): Promise<Timed & { readonly value: T }> {
  const before = process.cpuUsage()
  const begun = performance.now()
  const outcome = await ask()
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(before)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return { wall, cpu: (user + system) / 1000, value: outcome.value }
}
