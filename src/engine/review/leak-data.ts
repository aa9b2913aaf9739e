import type { DecisionTable } from '../../core/decisions/decision-table.ts'
import type { PlainInventory } from '../../core/inventory/inventory.ts'
import type { AcceptedValue } from '../../core/review/accepted-values.ts'
import { buildLeakSearch, type LeakSearch } from '../../core/review/leak-search.ts'
import { originalsOf } from '../../core/review/originals.ts'
import type { Operation } from '../../core/script/operation.ts'
import { keepYoungMemory, letYoungMemoryGrow } from '../pool/young-memory.ts'
import { characterSetValues, encodingsOf } from './text-encodings.ts'
import { REVIEW } from './texts.ts'

/** The search for all originals, in memory that all threads share. */
export function leakSearchFor(
  inventory: PlainInventory,
  operations: readonly Operation[],
  crosswalk: Iterable<readonly [string, string]>,
): LeakSearch {
  const remapped = function* (): Generator<string> {
    for (const [old, made] of crosswalk) if (old !== made) yield old
  }
  const allocate = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes)
  // A million texts go by, and none of them stays.
  keepYoungMemory()
  try {
    const { searched, uids, notSearched } = originalsOf(inventory, operations, remapped())
    const leaks = buildLeakSearch(searched, encodingsOf(characterSetValues(inventory)), { uids, allocate })
    return { ...leaks, notSearched: [...leaks.notSearched, ...notSearched] }
  } finally {
    letYoungMemoryGrow()
  }
}

/** Values that a person decided one by one to keep; what was accepted in bulk nobody has read. */
export function acceptedBy(decisions: DecisionTable): readonly AcceptedValue[] {
  return decisions.all().flatMap(({ path, value, scope, choice, source, reason, by }) => {
    const isKept = choice.decision === 'retain' && (choice.treatment ?? 'keep') === 'keep'
    if (value === undefined || !isKept || (source !== 'curator' && source !== 'import')) return []
    return [{ path, value, scope, reason: REVIEW.acceptedBy(by, reason) }]
  })
}
