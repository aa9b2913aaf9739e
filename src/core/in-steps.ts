/**
 * Work on many things that is done a little at a time: whoever drives it may do something else at each `yield`, or leave
 * it off. What it returns is there when it ends.
 */
export type Steps<T> = Generator<undefined, T, undefined>

/** How many things are worked on between two steps: about a millisecond of the processor. */
export const A_STEP = 50

/** Does what is left of the work at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
