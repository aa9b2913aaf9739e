/** Answers that a test holds back, so that what a person does before they are there is done before them every time. */
export interface HeldAnswers {
  /** Holds the answers to a call from now on, until what is returned is called. */
  hold(name: string): () => void
  /** Done once an answer to the call may go. */
  gone(name: string): Promise<void>
}

export function heldAnswers(): HeldAnswers {
  const held = new Map<string, Promise<void>>()
  return {
    hold(name) {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.set(name, promise)
      return () => {
        held.delete(name)
        resolve()
      }
    },
    gone: async (name) => held.get(name),
  }
}

/** The same calls, whose answers go when they may. */
export function withHeldAnswers<T extends object>(calls: T, held: HeldAnswers | undefined): T {
  if (held === undefined) return calls
  return new Proxy(calls, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function' || typeof name !== 'string') return call
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(call, target, args)
        await held.gone(name)
        return answer
      }
    },
  })
}
