import { pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Equipment } from '../inventory/inventory.ts'
import type { DecisionEntry, LogEntry } from './decision.ts'
import { standing } from './decision-log.ts'
import { isSameScope, scopeHolds, specificity } from './scope.ts'

/** The decisions that hold now. Spellings of a Private Creator meet: paths are told apart by their key. */
export interface DecisionTable {
  /**
   * The decision on an element for a scanner: the most specific scope wins, then the latest. Without a scanner only
   * decisions for any scanner count.
   */
  lookup(path: PathText, equipment?: Equipment): DecisionEntry | undefined
  /** The same for one value of the element; undefined where only the element as a whole is decided. */
  lookupValue(path: PathText, value: string, equipment?: Equipment): DecisionEntry | undefined
  /** Decisions on the element, one for each scope, the widest scope first and of equals the latest. */
  forPath(path: PathText): readonly DecisionEntry[]
  /** Decisions on single values of the element, one for each value and scope, in the order in which they were made. */
  values(path: PathText): readonly DecisionEntry[]
  /** Every decision that holds, in the order in which they were made. */
  all(): readonly DecisionEntry[]
}

interface Decided {
  elements: DecisionEntry[]
  values: Map<string, DecisionEntry[]>
}

/** The table of a log: what was decided and not taken back, of each path, value and scope the latest. */
export function decisionTable(log: readonly LogEntry[]): DecisionTable {
  const byPath = new Map<string, Decided>()
  for (const entry of standing(log)) {
    const key = pathKey(entry.path)
    let decided = byPath.get(key)
    if (decided === undefined) byPath.set(key, (decided = { elements: [], values: new Map() }))
    if (entry.value === undefined) decided.elements = replaced(decided.elements, entry)
    else decided.values.set(entry.value, replaced(decided.values.get(entry.value) ?? [], entry))
  }
  for (const decided of byPath.values()) decided.elements.sort(widestFirst)
  const at = (path: PathText): Decided | undefined => byPath.get(pathKey(path))
  const valuesOf = (decided: Decided | undefined): readonly DecisionEntry[] => [...(decided?.values.values() ?? [])].flat().sort(byId)
  return {
    lookup: (path, equipment) => mostSpecific(at(path)?.elements ?? [], equipment),
    lookupValue: (path, value, equipment) => mostSpecific(at(path)?.values.get(value) ?? [], equipment),
    forPath: (path) => at(path)?.elements ?? [],
    values: (path) => valuesOf(at(path)),
    all: () => [...byPath.values()].flatMap((decided) => [...decided.elements, ...valuesOf(decided)]).sort(byId),
  }
}

/** A later decision takes the place of the earlier one for the same scope. */
function replaced(entries: readonly DecisionEntry[], latest: DecisionEntry): DecisionEntry[] {
  return [...entries.filter((entry) => !isSameScope(entry.scope, latest.scope)), latest]
}

function mostSpecific(entries: readonly DecisionEntry[], equipment: Equipment | undefined): DecisionEntry | undefined {
  let best: DecisionEntry | undefined
  for (const entry of entries) {
    if (!scopeHolds(entry.scope, equipment)) continue
    if (best === undefined || (specificity(entry.scope) - specificity(best.scope) || entry.id - best.id) > 0) best = entry
  }
  return best
}

function widestFirst(one: DecisionEntry, other: DecisionEntry): number {
  return specificity(one.scope) - specificity(other.scope) || other.id - one.id
}

function byId(one: DecisionEntry, other: DecisionEntry): number {
  return one.id - other.id
}
