import type { Side } from './compare-instances.ts'

/** One written file and what it was made from. */
export interface InstancePair {
  /** Its number in the list of applied files: of several examples the one with the lowest number is shown. */
  readonly number: number
  /** Relative to the collection and to the output folder, with `/`. */
  readonly source: string
  readonly output: string
  /** Undefined where the original is not there any more, or cannot be read. */
  readonly before: Side | undefined
  readonly after: Side
}
