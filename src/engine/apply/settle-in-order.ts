/**
 * Takes in results that come in any order and gives them on in the order of their numbers, 0, 1, 2 …: names of output
 * files must not depend on which worker was faster.
 */
export class InOrder<Result> {
  readonly #waiting = new Map<number, Result>()
  readonly #settle: (result: Result) => void
  #next = 0

  constructor(settle: (result: Result) => void) {
    this.#settle = settle
  }

  take(number: number, result: Result): void {
    this.#waiting.set(number, result)
    for (let ready = this.#waiting.get(this.#next); ready !== undefined; ready = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next)
      this.#next += 1
      this.#settle(ready)
    }
  }

  /** What is left when a run was broken off: results that still waited for earlier ones. */
  *leftOver(): Generator<Result> {
    yield* this.#waiting.values()
    this.#waiting.clear()
  }
}
