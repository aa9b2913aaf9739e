import type { Facts } from './partial-inventory.ts'

/** Something that is counted per context: a path, a value, a creator's spelling. */
export interface Counted {
  /** Its number in the partial; -1 until it is counted for the first time. */
  index: number
  /** The last file in which it was met, so that a file counts once. */
  lastFile: number
  /** The context counted last and where its fact is: files of one series come one after the other. */
  lastContext: number
  lastFact: number
  /** Facts by context, from the second context on. */
  facts: Map<number, number> | undefined
}

export const UNCOUNTED = { index: -1, lastFile: -1, lastContext: -1, lastFact: -1, facts: undefined } as const satisfies Counted

/** Counts files per (what, context) in one growing array. */
export class FactCounter {
  #facts = new Uint32Array(3 * 256)
  #used = 0

  add(what: Counted, context: number, files: number): void {
    const at = this.#factOf(what, context)
    this.#facts[at + 2] = (this.#facts[at + 2] ?? 0) + files
  }

  facts(): Facts {
    return this.#facts.slice(0, this.#used)
  }

  #factOf(what: Counted, context: number): number {
    if (what.lastContext === context) return what.lastFact
    const known = what.facts?.get(context)
    const at = known ?? this.#append(what.index, context)
    if (known === undefined && what.lastFact >= 0) {
      what.facts ??= new Map([[what.lastContext, what.lastFact]])
      what.facts.set(context, at)
    }
    what.lastContext = context
    what.lastFact = at
    return at
  }

  #append(index: number, context: number): number {
    if (this.#used + 3 > this.#facts.length) {
      const grown = new Uint32Array(this.#facts.length * 2)
      grown.set(this.#facts)
      this.#facts = grown
    }
    const at = this.#used
    this.#facts[at] = index
    this.#facts[at + 1] = context
    this.#used += 3
    return at
  }
}
