import { openedElement, type PathText } from '../../core/dicom/attribute-path.ts'
import { LONGEST_READ } from '../../core/inventory/describe-value.ts'
import type { InventoryElement, PlainValue } from '../../core/inventory/inventory.ts'
import type { FoundValues } from '../../core/knowledge/looked-at.ts'
import { sha256 } from '../files/sha256.ts'
import type { InventoryStore } from '../project/inventory-store.ts'

type OfInventory = Pick<InventoryStore, 'elements' | 'plain'>

/** What is found out once for each state of an inventory. */
interface Known {
  readonly files: ReadonlyMap<PathText, number>
  /** How many entries were read inside the values of an element. */
  readonly opened: ReadonlyMap<PathText, number>
  readonly found: Map<PathText, FoundValues>
}

const remembered = new WeakMap<readonly InventoryElement[], Known>()

/** The values of an element, each told from every other by its bytes; what is empty is none. */
export function foundValues(inventory: OfInventory, path: PathText): FoundValues {
  const known = knownOf(inventory)
  const there = known.found.get(path) ?? tellApart(inventory.plain.values(path), known, path)
  known.found.set(path, there)
  return there
}

/**
 * {@link foundValues} without some of them.
 * @param without texts of values that something else is decided of than of their element
 */
export function otherValues(inventory: OfInventory, path: PathText, without: ReadonlySet<string>): FoundValues {
  if (without.size === 0) return foundValues(inventory, path)
  const others = Array.from(inventory.plain.values(path)).filter(({ value }) => !without.has(value))
  return tellApart(others, knownOf(inventory), path)
}

function knownOf(inventory: OfInventory): Known {
  const elements = inventory.elements()
  const there = remembered.get(elements)
  if (there !== undefined) return there
  const opened = new Map<PathText, number>()
  for (const { path } of elements) {
    const around = openedElement(path)
    if (around !== undefined) opened.set(around, (opened.get(around) ?? 0) + 1)
  }
  const known: Known = { files: new Map(elements.map(({ path, files }) => [path, files])), opened, found: new Map() }
  remembered.set(elements, known)
  return known
}

function tellApart(values: Iterable<PlainValue>, { files, opened }: Known, path: PathText): FoundValues {
  const whole = new Set<string>()
  const cut = new Set<string>()
  for (const { value, form, length = 0, digest } of values) {
    if (form !== 'digest') {
      if (value.trim() !== '') whole.add(digestOf(`${form} ${value}`))
    } else if (digest !== undefined && length <= LONGEST_READ) whole.add(digest)
    else cut.add(`${length} ${digest ?? ''}`)
  }
  const all = [...whole].sort()
  // Values of which the beginning alone is known may differ behind it: that they are in as many files says that it is the
  // same collection, as far as anybody can tell.
  const beginnings = cut.size === 0 ? [] : [...[...cut].sort(), `in ${files.get(path) ?? 0} files`]
  return {
    set: { count: whole.size + cut.size, digest: digestOf([...all, ...beginnings].join('\n')) },
    values: all.map((digest) => digest.slice(0, 32)),
    cut: cut.size,
    opened: opened.get(path) ?? 0,
  }
}

function digestOf(text: string): string {
  return sha256(new TextEncoder().encode(text))
}
