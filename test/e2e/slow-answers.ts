import { setTimeout as pause } from 'node:timers/promises'

/** For every window, in milliseconds; a window may be asked for with its own. */
const EVERYWHERE = Number(process.env['TAGBENCH_SLOW_ANSWERS'] ?? 0)

/**
 * The same calls, whose answers come late and in another order. A window in which a key is lost, or meets the wrong row,
 * on a machine that is busy loses it here every time. `TAGBENCH_SLOW_ANSWERS=600 npx vitest run test/e2e` does so with
 * every suite.
 *
 * @param most up to how many milliseconds an answer is held back
 */
export function withSlowAnswers<T extends object>(calls: T, most = EVERYWHERE): T {
  if (most === 0) return calls
  return new Proxy(calls, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function' || name === 'shutdown') return call
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(call, target, args)
        await pause(Math.random() * most)
        return answer
      }
    },
  })
}
