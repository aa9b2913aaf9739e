import type { DatabaseSync } from 'node:sqlite'
import { finished, type Steps } from '../../core/in-steps.ts'
import { eachFact, type Facts } from '../../core/inventory/partial-inventory.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** What facts are about: the number of an element's path, of a value, of a spelling of a Private Creator. */
export const FACTS_OF = { path: 0, value: 1, creator: 2 } as const
export type FactsOf = (typeof FACTS_OF)[keyof typeof FACTS_OF]

/** How often things occur in the files of contexts: `files[i]` files of `contexts[i]`, thing by thing. */
export interface GroupedFacts {
  /** Thing number `n` has the facts from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: Uint32Array
  readonly contexts: Uint32Array
  readonly files: Uint32Array
}

export interface FactBlocks {
  /**
   * Adds the facts of a partial, one block a context; several blocks of a context add up.
   * @param whats the number of each thing in the project
   * @param isWritten the facts (by their place in `facts`) that are kept elsewhere
   */
  write(of: FactsOf, facts: Facts, whats: ArrayLike<number>, contexts: ArrayLike<number>, isWritten?: Uint8Array): void
  /**
   * The facts of some things, in one pass over all blocks.
   * @param indexOf the number of each thing among those that are asked for; negative for all others
   * @param further facts that are kept elsewhere: thing (by its number among those asked for), context, files
   */
  group(of: FactsOf, count: number, indexOf: (what: number) => number, further?: readonly number[]): GroupedFacts
  /** The facts of all things, by their own numbers up to the last that has any. */
  groupAll(of: FactsOf): GroupedFacts
  /** {@link groupAll} in steps. No facts may be written in between. */
  groupingAll(of: FactsOf): Steps<GroupedFacts>
  /** Marks every thing that some file has. */
  mark(of: FactsOf, isThere: Uint8Array): void
}

/**
 * Facts lie in blocks, one for the files of a context that were read together: pairs of 32-bit numbers, a thing and in
 * how many files it is. Whatever is counted over them reads all blocks, which are small: a few kilobytes for a hundred
 * files. One row a fact would cost more than everything else in the project.
 */
export function createFactBlocks(db: DatabaseSync, { fact }: InventoryTables): FactBlocks {
  const insert = db.prepare(`INSERT INTO ${fact} (what, context, facts) VALUES (?, ?, ?)`)
  const select = db.prepare(`SELECT context, facts FROM ${fact} WHERE what = ?`)

  function* blocks(of: FactsOf): Generator<{ readonly context: number; readonly facts: Uint32Array }> {
    for (const { context, facts } of select.iterate(of)) {
      const bytes = facts as Uint8Array
      // A copy, because the numbers need not lie at a multiple of four.
      yield { context: Number(context), facts: new Uint32Array(bytes.slice().buffer) }
    }
  }

  function* groupingAll(of: FactsOf): Steps<GroupedFacts> {
    const all = [...blocks(of)]
    yield
    let highest = -1
    let count = 0
    for (const { facts } of all) {
      count += facts.length / 2
      for (let at = 0; at < facts.length; at += 2) highest = Math.max(highest, facts[at] ?? 0)
    }
    yield
    const starts = new Uint32Array(highest + 2)
    for (const { facts } of all) {
      for (let at = 0; at < facts.length; at += 2) {
        const next = (facts[at] ?? 0) + 1
        starts[next] = (starts[next] ?? 0) + 1
      }
    }
    for (let what = 0; what <= highest; what++) starts[what + 1] = (starts[what + 1] ?? 0) + (starts[what] ?? 0)
    yield
    const next = starts.slice()
    const contexts = new Uint32Array(count)
    const files = new Uint32Array(count)
    for (const { context, facts } of all) {
      for (let at = 0; at < facts.length; at += 2) {
        const what = facts[at] ?? 0
        const place = next[what] ?? 0
        next[what] = place + 1
        contexts[place] = context
        files[place] = facts[at + 1] ?? 0
      }
    }
    return { starts, contexts, files }
  }

  return {
    write(of, facts, whats, contexts, isWritten) {
      const byContext = new Map<number, number[]>()
      let at = 0
      eachFact(facts, (what, context, files) => {
        if (isWritten?.[at++] === 1) return
        const block = byContext.get(context)
        if (block === undefined) byContext.set(context, [whats[what] ?? 0, files])
        else block.push(whats[what] ?? 0, files)
      })
      for (const [context, block] of byContext) insert.run(of, contexts[context] ?? 0, new Uint8Array(Uint32Array.from(block).buffer))
    },

    groupAll: (of) => finished(groupingAll(of)),
    groupingAll,

    group(of, count, indexOf, further = []) {
      const starts = new Uint32Array(count + 1)
      let found = new Uint32Array(3 * 1024)
      let used = 0
      const add = (index: number, context: number, files: number): void => {
        if (used + 3 > found.length) {
          const grown = new Uint32Array(found.length * 2)
          grown.set(found)
          found = grown
        }
        found[used] = index
        found[used + 1] = context
        found[used + 2] = files
        used += 3
        starts[index + 1] = (starts[index + 1] ?? 0) + 1
      }
      for (let at = 0; at < further.length; at += 3) add(further[at] ?? 0, further[at + 1] ?? 0, further[at + 2] ?? 0)
      for (const { context, facts } of blocks(of)) {
        for (let at = 0; at < facts.length; at += 2) {
          const index = indexOf(facts[at] ?? 0)
          if (index >= 0) add(index, context, facts[at + 1] ?? 0)
        }
      }
      for (let index = 0; index < count; index++) starts[index + 1] = (starts[index + 1] ?? 0) + (starts[index] ?? 0)
      const next = starts.slice()
      const contexts = new Uint32Array(used / 3)
      const files = new Uint32Array(used / 3)
      for (let at = 0; at < used; at += 3) {
        const index = found[at] ?? 0
        const place = next[index] ?? 0
        next[index] = place + 1
        contexts[place] = found[at + 1] ?? 0
        files[place] = found[at + 2] ?? 0
      }
      return { starts, contexts, files }
    },

    mark(of, isThere) {
      for (const { facts } of blocks(of)) for (let at = 0; at < facts.length; at += 2) isThere[facts[at] ?? 0] = 1
    },
  }
}
