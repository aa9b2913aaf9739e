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
  const lengths = new Uint32Array(texts.length)
  for (let at = 0; at < texts.length; at++) lengths[at] = (texts[at] as string).length
  return { joined: texts.join(''), lengths }
}

function unpacked({ joined, lengths }: PackedTexts): readonly string[] {
  const texts: string[] = []
  let begin = 0
  for (let at = 0; at < lengths.length; at++) {
    const end = begin + (lengths[at] as number)
    texts.push(joined.slice(begin, end))
    begin = end
  }
  return texts
}
