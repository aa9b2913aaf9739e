import { pathKey } from '../../core/dicom/attribute-path.ts'
import type { Inventory } from '../../core/inventory/inventory.ts'
import type { Tally } from '../../core/review/tally.ts'

/** Names elements in the findings as the inventory does: of spellings of a Private Creator that differ in case, one. */
export function spellPaths(tally: Tally, inventory: Inventory): void {
  const spelled = new Map(inventory.elements().map(({ path }) => [pathKey(path), path]))
  for (const rows of [tally.changes, tally.untouched, tally.leaks, tally.problems])
    for (const row of rows.values()) row.path = spelled.get(pathKey(row.path)) ?? row.path
}
