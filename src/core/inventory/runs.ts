/**
 * Things that files have one after the other: each is counted when it ends, or when it is asked for, for all files since
 * it began.
 */
export class Runs<T> {
  #things: readonly T[] = []
  #since: number[] = []

  /**
   * From the file after `files` others on, these are what there is.
   * @param things distinct, in an order that stays the same from file to file
   */
  change(things: readonly T[], files: number, count: (thing: T, files: number) => void): void {
    const before = this.#things
    const isAsMany = before.length === things.length
    if (!isAsMany) this.settle(files, count)
    else for (let at = 0; at < things.length; at++) if (things[at] !== before[at]) this.#end(at, files, count)
    if (!isAsMany) this.#since = things.map(() => files)
    this.#things = things
  }

  /** Counts what is there for the files that it has not been counted for. */
  settle(files: number, count: (thing: T, files: number) => void): void {
    for (let at = 0; at < this.#things.length; at++) this.#end(at, files, count)
  }

  #end(at: number, files: number, count: (thing: T, files: number) => void): void {
    const since = this.#since[at] as number
    this.#since[at] = files
    if (files > since) count(this.#things[at] as T, files - since)
  }
}
