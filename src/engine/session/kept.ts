import type { Steps } from '../../core/in-steps.ts'

/** Computes a thing anew only when one of what it follows from is no longer the same. */
export function kept<T>(sources: () => readonly unknown[], compute: () => T): () => T {
  let before: readonly unknown[] | undefined
  let value: { readonly of: T } | undefined
  return () => {
    const now = sources()
    if (value === undefined || before === undefined || !areSame(now, before)) {
      value = { of: compute() }
      before = sources()
    }
    return value.of
  }
}

/** A thing that is kept; who wants it at once gets it at once. */
export interface KeptInSteps<T> {
  (): T
  /**
   * Computes it in steps of a few milliseconds, where that is to be done. Somebody may ask for it in between, and what it
   * follows from may change.
   */
  steps(): Steps<void>
}

/** Milliseconds for which nobody else is answered. */
const A_SLICE = 8

/** {@link kept} for what takes long: what was begun is gone on with, unless it would come to something else. */
export function keptInSteps<T>(sources: () => readonly unknown[], compute: () => Steps<T>): KeptInSteps<T> {
  let before: readonly unknown[] | undefined
  let value: { readonly of: T } | undefined
  let work: Steps<T> | undefined

  /** Whether there is something to compute; where there is not, the value is there. */
  const begin = (): boolean => {
    const now = sources()
    if (before === undefined || !areSame(now, before)) {
      before = now
      value = undefined
      work = compute()
    }
    return work !== undefined
  }
  /** Goes on until a moment or the end; from anew where the machine failed it. */
  const goOn = (until: number): void => {
    try {
      while (work !== undefined) {
        const { done, value: of } = work.next()
        if (done === true) {
          value = { of }
          work = undefined
        } else if (performance.now() >= until) return
      }
    } catch (error) {
      before = undefined
      work = undefined
      throw error
    }
  }
  const read = (): T => {
    begin()
    goOn(Number.POSITIVE_INFINITY)
    if (value === undefined) throw new Error('work that has come to its end has a value')
    return value.of
  }
  return Object.assign(read, {
    *steps(): Steps<void> {
      begin()
      const first = work
      while (begin()) {
        // What changes again and again, as in a scan, would never come to an end: it is computed at once, as for who asks.
        if (work !== first) return goOn(Number.POSITIVE_INFINITY)
        goOn(performance.now() + A_SLICE)
        yield
      }
    },
  })
}

export function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index])
}
