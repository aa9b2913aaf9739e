import { pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Equipment } from '../inventory/inventory.ts'
import type { DecisionEntry, LogEntry } from './decision.ts'
import { ActLedger } from './decision-log.ts'
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
  /** All decisions on one path: the same object as long as they are the same. */
  at(path: PathText): PathDecisions
  /** The same by the key of the path (`pathKey`), for whoever asks for many again and again. */
  atKey(key: string): PathDecisions
  /** Decisions on the element, one for each scope, the widest scope first and of equals the latest. */
  forPath(path: PathText): readonly DecisionEntry[]
  /** Decisions on single values of the element, one for each value and scope, in the order in which they were made. */
  values(path: PathText): readonly DecisionEntry[]
  /** Every decision that holds, in the order in which they were made. */
  all(): readonly DecisionEntry[]
}

/** The decisions that hold for one element: for itself, and for single values of it; of each scope the latest. */
export interface PathDecisions {
  readonly elements: readonly DecisionEntry[]
  readonly values: readonly DecisionEntry[]
}

/** Never changed: another takes its place. */
interface ByValue extends PathDecisions {
  readonly byValue: ReadonlyMap<string, readonly DecisionEntry[]>
}

const NOTHING: ByValue = { elements: [], byValue: new Map(), values: [] }

/** The table of a log: what was decided and not taken back, of each path, value and scope the latest. */
export function decisionTable(log: readonly LogEntry[]): DecisionTable {
  return decisionFollower()(log)
}

/**
 * {@link decisionTable} of a log that grows: only what its new entries speak of is found out anew. What is decided of
 * any other path is the same object as before, so that whoever made something of it knows it by that. Tables that were
 * given before are no longer to be used.
 */
export function decisionFollower(): (log: readonly LogEntry[]) => DecisionTable {
  let ledger = new ActLedger()
  let entries = new Map<string, DecisionEntry[]>()
  let keysOfAct = new Map<number, string[]>()
  let byPath = new Map<string, ByValue>()
  let read = 0
  let last: LogEntry | undefined

  const begin = (): void => {
    ledger = new ActLedger()
    entries = new Map()
    keysOfAct = new Map()
    byPath = new Map()
    read = 0
  }

  const note = (entry: DecisionEntry): string => {
    const key = pathKey(entry.path)
    const same = entries.get(key)
    if (same === undefined) entries.set(key, [entry])
    else same.push(entry)
    const keys = keysOfAct.get(entry.act)
    if (keys === undefined) keysOfAct.set(entry.act, [key])
    else keys.push(key)
    return key
  }

  return (log) => {
    if (read > log.length || (read > 0 && log[read - 1] !== last)) begin()
    const touched = new Set<string>()
    for (; read < log.length; read++) {
      const entry = log[read]
      if (entry === undefined) break
      const isChange = ledger.take(entry)
      if (entry.kind === 'decide') touched.add(note(entry))
      else if (isChange) for (const key of keysOfAct.get(entry.act) ?? []) touched.add(key)
      last = entry
    }
    for (const key of touched) {
      const standing = (entries.get(key) ?? []).filter((entry) => ledger.holds(entry))
      if (standing.length === 0) byPath.delete(key)
      else byPath.set(key, decided(standing))
    }
    return tableOf(byPath)
  }
}

function decided(standing: readonly DecisionEntry[]): ByValue {
  let elements: readonly DecisionEntry[] = []
  let byValue: Map<string, readonly DecisionEntry[]> | undefined
  for (const entry of standing) {
    if (entry.value === undefined) elements = elements.length === 0 ? [entry] : replaced(elements, entry)
    else {
      byValue ??= new Map()
      byValue.set(entry.value, replaced(byValue.get(entry.value) ?? [], entry))
    }
  }
  if (elements.length > 1) elements = [...elements].sort(widestFirst)
  // Most paths have no decision on a value, and there are many paths.
  if (byValue === undefined) return { elements, byValue: NOTHING.byValue, values: NOTHING.values }
  return { elements, byValue, values: [...byValue.values()].flat().sort(byId) }
}

function tableOf(byPath: ReadonlyMap<string, ByValue>): DecisionTable {
  const atKey = (key: string): ByValue => byPath.get(key) ?? NOTHING
  const at = (path: PathText): ByValue => atKey(pathKey(path))
  return {
    at,
    atKey,
    lookup: (path, equipment) => mostSpecific(at(path).elements, equipment),
    lookupValue: (path, value, equipment) => mostSpecific(at(path).byValue.get(value) ?? NOTHING.elements, equipment),
    forPath: (path) => at(path).elements,
    values: (path) => at(path).values,
    all: () => [...byPath.values()].flatMap(({ elements, values }) => [...elements, ...values]).sort(byId),
  }
}

/** A later decision takes the place of the earlier one for the same scope. */
function replaced(entries: readonly DecisionEntry[], latest: DecisionEntry): readonly DecisionEntry[] {
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
