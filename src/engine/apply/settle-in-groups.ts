import { oneAtATime } from '../pool/worker-pool.ts'
import type { Settling } from './settle-instances.ts'

/** So many files, or files of so many bytes, are a group. What a run loses that is killed is hardly more. */
const MOST_FILES = 1024
const MOST_BYTES = 1 << 27

/**
 * Gathers results, in the order of source paths, to settle many at once: one flush and one transaction serve them all.
 * None is settled before its bytes are on the disk.
 */
export class InGroups {
  readonly #settle: (group: readonly Settling[]) => void
  readonly #flush: (() => Promise<boolean>) | undefined
  readonly #waiting: Settling[] = []
  #bytes = 0
  readonly #inTurn = oneAtATime()
  #isLost = false

  /**
   * @param settle settles a group
   * @param flush brings to the disk what was written; undefined where it is there already
   */
  constructor(settle: (group: readonly Settling[]) => void, flush: (() => Promise<boolean>) | undefined) {
    this.#settle = settle
    this.#flush = flush
  }

  take(result: Settling): void {
    this.#waiting.push(result)
    this.#bytes += bytesOf(result)
  }

  get isDue(): boolean {
    return this.#waiting.length >= MOST_FILES || this.#bytes >= MOST_BYTES
  }

  /**
   * Settles what is there, where it is a group or where `all` of it is to be settled.
   * @returns false where the disk did not take what was written: it is settled no more
   */
  settle(all = false): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#isLost || this.#waiting.length === 0 || !(all || this.isDue)) return !this.#isLost
      const group = [...this.#waiting]
      if (this.#flush !== undefined && group.some(({ is }) => is === 'written') && !(await this.#flush())) {
        this.#isLost = true
        return false
      }
      this.#settle(group)
      for (const result of this.#waiting.splice(0, group.length)) this.#bytes -= bytesOf(result)
      return true
    })
  }

  /** What was not settled when a run was broken off. */
  leftOver(): readonly Settling[] {
    return this.#waiting.splice(0)
  }
}

function bytesOf(result: Settling): number {
  return result.is === 'written' ? result.size : 0
}
