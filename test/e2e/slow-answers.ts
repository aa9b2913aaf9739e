import { setTimeout as pause } from 'node:timers/promises'

/** Up to how many milliseconds every answer of the engine is held back. */
const MOST = Number(process.env['TAGBENCH_SLOW_ANSWERS'] ?? 0)

/**
 * The same calls, whose answers come late and in another order where `TAGBENCH_SLOW_ANSWERS` says so. A window in which
 * a key is lost, or meets the wrong row, on a machine that is busy loses it here every time.
 */
export function withSlowAnswers<T extends object>(calls: T): T {
  if (MOST === 0) return calls
  return new Proxy(calls, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function' || name === 'shutdown') return call
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(call, target, args)
        await pause(Math.random() * MOST)
        return answer
      }
    },
  })
}
