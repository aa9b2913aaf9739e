import { close, fdatasync, open } from 'node:fs'

/** How many files are flushed at once: one commit of the file system's journal then serves them all. */
const AT_ONCE = 64
/** How many may wait before whoever brings more has to. */
const MOST_WAITING = 256

/**
 * Flushes written files to the disk, many at once, and then settles them together, in the order in which they came: no
 * file gets its name before its bytes are safe. Flushing one file after the other costs several times as much.
 */
export class FlushQueue<Result> {
  readonly #waiting: Result[] = []
  readonly #fileOf: (result: Result) => string | undefined
  readonly #settle: (results: readonly Result[]) => void
  #working: Promise<void> | undefined
  #failed: { readonly error: unknown } | undefined

  /**
   * @param fileOf the file that is to be flushed before a result is settled; undefined where there is none
   * @param settle is given what was flushed together; may throw: the error then goes to whoever waits, nothing more is settled
   */
  constructor(fileOf: (result: Result) => string | undefined, settle: (results: readonly Result[]) => void) {
    this.#fileOf = fileOf
    this.#settle = settle
  }

  push(result: Result): void {
    this.#waiting.push(result)
    this.#working ??= this.#work()
  }

  /** Resolves when there is room for more. @throws what flushing or settling threw */
  async room(): Promise<void> {
    while (this.#working !== undefined && this.#waiting.length > MOST_WAITING) await this.#working
    if (this.#failed !== undefined) throw this.#failed.error
  }

  /** Resolves when all that was brought is settled. @throws what flushing or settling threw */
  async drain(): Promise<void> {
    while (this.#working !== undefined) await this.#working
    if (this.#failed !== undefined) throw this.#failed.error
  }

  /** What was brought and is not settled, after a failure. */
  leftOver(): readonly Result[] {
    return this.#waiting.splice(0)
  }

  async #work(): Promise<void> {
    try {
      // What is brought in the same moment is flushed together.
      await new Promise((resolve) => setImmediate(resolve))
      while (this.#failed === undefined && this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, AT_ONCE)
        await Promise.all(batch.map((result) => flush(this.#fileOf(result))))
        this.#settle(batch)
        this.#waiting.splice(0, batch.length)
      }
    } catch (error) {
      this.#failed = { error }
    } finally {
      this.#working = undefined
    }
  }
}

/** With callbacks: a `FileHandle` a file costs more than the flushing. */
function flush(file: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (file === undefined) return resolve()
    open(file, 'r+', (notOpened, descriptor) => {
      if (notOpened !== null) return reject(notOpened)
      fdatasync(descriptor, (notFlushed) => {
        close(descriptor, (notClosed) => {
          const error = notFlushed ?? notClosed
          if (error == null) resolve()
          else reject(error)
        })
      })
    })
  })
}
