import { InventoryFold } from './fold.ts'
import type { PartialInventory } from './partial-inventory.ts'

/**
 * The inventory of two sets of files together. Associative and, but for the order of rows, which means nothing,
 * commutative: the result does not depend on who read which file when.
 */
export function merge(a: PartialInventory, b: PartialInventory): PartialInventory {
  const fold = new InventoryFold()
  fold.add(a)
  fold.add(b)
  return fold.partial()
}
