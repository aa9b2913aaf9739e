import type { PartialInventory, ValueColumns } from '../../core/inventory/partial-inventory.ts'
import { splitRuns, type ValueRun, type WithoutRuns } from '../project/value-runs.ts'

/** Texts as one: thousands of small ones cost more on their way from thread to thread than what they say. Paths are few. */
interface PackedTexts {
  readonly joined: string
  /** Characters of each. */
  readonly lengths: Uint32Array
}

/** A {@link PartialInventory} on its way from a worker to the store, and while it waits there to be written. */
export interface PackedPartial extends Omit<PartialInventory, 'values'> {
  readonly values: Omit<ValueColumns, 'text' | 'digest'> & { readonly text: PackedTexts; readonly digest: PackedTexts }
  readonly runs: readonly ValueRun[]
}

export function packPartial(whole: PartialInventory): PackedPartial {
  const { partial, runs } = splitRuns(whole)
  const { values } = partial
  return { ...partial, values: { ...values, text: packed(values.text), digest: packed(values.digest) }, runs }
}

/** How the store takes in what was packed by {@link packPartial}. */
export function unpackPartial({ runs, ...partial }: PackedPartial): WithoutRuns {
  const { values } = partial
  return { partial: { ...partial, values: { ...values, text: unpacked(values.text), digest: unpacked(values.digest) } }, runs }
}

/** Distinct values in a packed partial. */
export function countValues({ values, runs }: PackedPartial): number {
  return runs.reduce((sum, { count }) => sum + count, values.path.length)
}

function packed(texts: readonly string[]): PackedTexts {
  return { joined: texts.join(''), lengths: Uint32Array.from(texts, (text) => text.length) }
}

function unpacked({ joined, lengths }: PackedTexts): readonly string[] {
  const texts: string[] = []
  let end = 0
  for (const length of lengths) texts.push(joined.slice(end, (end += length)))
  return texts
}
