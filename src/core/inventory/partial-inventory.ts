import type { InstanceContext, ValueForm } from './inventory.ts'

/**
 * The inventory of some files: what a worker hands over. Merged with others in any order it gives the inventory of all
 * of them ({@link merge}). Tables that name each other by index, in few arrays, because it crosses from thread to thread.
 */
export interface PartialInventory {
  readonly contexts: readonly InstanceContext[]
  /** Path keys (`pathKey`): creators in upper case, so that spellings of one path meet. */
  readonly paths: readonly string[]
  /**
   * Spellings of Private Creators, escaped as in path text. The lowest of those that differ in case only is shown. Among
   * them the marks of elements that a file writes as UN (`written-as-unknown`).
   */
  readonly creators: readonly string[]
  readonly values: ValueColumns
  /** In how many files of a context a path occurs. */
  readonly pathFacts: Facts
  /** In how many files of a context a value occurs; a file counts once, however many items repeat the value. */
  readonly valueFacts: Facts
  /** In how many files of a context a spelling of a creator occurs. */
  readonly creatorFacts: Facts
}

/** Distinct values: column by column, one value an index. */
export interface ValueColumns {
  /** Index in {@link PartialInventory.paths}. */
  readonly path: Uint32Array
  /** Index in `VRS`. */
  readonly vr: Uint8Array
  /** Index in {@link VALUE_FORMS}. */
  readonly form: Uint8Array
  readonly length: Float64Array
  readonly text: readonly string[]
  /** Empty where the form has none. */
  readonly digest: readonly string[]
}

/** Triples `what, context, files` one after the other; `what` and `context` are indexes. No pair occurs twice. */
export type Facts = Uint32Array

export const VALUE_FORMS = ['text', 'digest', 'undecodable', 'sequence'] as const satisfies readonly ValueForm[]

/** Calls back for every triple. */
export function eachFact(facts: Facts, use: (what: number, context: number, files: number) => void): void {
  for (let at = 0; at + 2 < facts.length; at += 3) use(facts[at] ?? 0, facts[at + 1] ?? 0, facts[at + 2] ?? 0)
}
