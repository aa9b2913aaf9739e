import { deserialize, serialize } from 'node:v8'
import type { PartialInventory, ValueColumns } from '../../core/inventory/partial-inventory.ts'
import type { AbsorbedPart, FileOutcome } from '../project/inventory-store.ts'
import { splitRuns, type ValueRun } from '../project/value-runs.ts'

/**
 * What a worker has read, on its way to the store and while it waits there to be written: bytes, which neither thread has
 * to copy again and again as it collects its garbage.
 */
export interface PackedPart {
  /** How many files were read. */
  readonly files: number
  /** Distinct values of theirs. */
  readonly values: number
  readonly bytes: Uint8Array
}

/** What the bytes are made of. */
interface Packed extends Omit<PartialInventory, 'values'> {
  readonly values: Omit<ValueColumns, 'text' | 'digest'> & { readonly text: PackedTexts; readonly digest: PackedTexts }
  readonly runs: readonly ValueRun[]
  readonly files: readonly FileOutcome[]
}

/** Texts as one: thousands of small ones cost more on their way from thread to thread than what they say. Paths are few. */
interface PackedTexts {
  readonly joined: string
  /** Characters of each. */
  readonly lengths: Uint32Array
}

export function packPart(whole: PartialInventory, files: readonly FileOutcome[]): PackedPart {
  const { partial, runs } = splitRuns(whole)
  const { values } = partial
  const part: Packed = { ...partial, values: { ...values, text: packed(values.text), digest: packed(values.digest) }, runs, files }
  return { files: files.length, values: whole.values.path.length, bytes: serialize(part) }
}

/** How the store takes in what was packed by {@link packPart}. */
export function unpackPart({ bytes }: PackedPart): AbsorbedPart {
  const { runs, files, ...partial } = deserialize(bytes) as Packed
  const { values } = partial
  return { partial: { ...partial, values: { ...values, text: unpacked(values.text), digest: unpacked(values.digest) } }, runs, files }
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
