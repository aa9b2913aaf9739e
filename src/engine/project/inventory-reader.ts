import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import { pathKey } from '../../core/dicom/attribute-path.ts'
import type { VR } from '../../core/dicom/vr.ts'
import type { Steps } from '../../core/in-steps.ts'
import type { IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import { spellingOf } from '../../core/inventory/creator-spelling.ts'
import type { Equipment, InventoryElement, PlainValue } from '../../core/inventory/inventory.ts'
import { withUnbound } from '../../core/inventory/unbound.ts'
import { markedAsUnknown } from '../../core/inventory/written-as-unknown.ts'
import { readContexts, type ContextTable, type Kind, type ReachOf } from './context-table.ts'
import { createCommonestValues, type FirstValues, type TellingValue } from './commonest-values.ts'
import { createFactBlocks, FACTS_OF, type FactBlocks, type FactsOf, type GroupedFacts } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'
import {
  BEFORE_ALL,
  formOfKind,
  IS_NO_SEQUENCE,
  plainValue,
  storedValue,
  VALUE_KEY,
  vrOfKind,
  type StoredValue,
  type ValueKey,
} from './stored-value.ts'
import { createValuePages, type PageQuery, type ValuePage } from './value-page.ts'

export interface InventoryReader {
  /** @param isExact whether every value that is there is said by some file */
  elements(isExact: boolean): readonly InventoryElement[]
  values(path: PathText): readonly StoredValue[]
  /** The same, read a page at a time. */
  valuesInTurn(path: PathText): Generator<StoredValue>
  /** Some of the values of a path, in their order; undefined for an unknown one. */
  page(path: PathText, query: PageQuery): ValuePage | undefined
  /**
   * The values of a path without how far they reach; each must be said by some file still.
   * @param without a text: values that hold it are left out
   */
  plainValues(path: PathText, without?: string): Iterable<PlainValue>
  /** The first values of a path: those that overlap an identity, then the commonest. */
  telling(path: PathText, limit: number, overlap: () => IdentityOverlap): readonly TellingValue[]
  /** Reads what every list of values needs, in steps; whoever asks for one before reads it at once. */
  prepareValues(): Steps<void>
  /** The first values of elements with many, to be kept by {@link keepTelling}. */
  gatherTelling(overlap: IdentityOverlap): Steps<FirstValues>
  /** Has them ready for {@link telling}. Within a transaction. */
  keepTelling(values: FirstValues): void
  /** Number of the scan that saw the path first; 0 for an unknown one. */
  firstSeen(path: PathText): number
  /** Keys of the paths that a scan saw first. */
  firstSeenBy(scan: number): ReadonlySet<string>
  /** Facts have changed: nothing that was computed from them holds. */
  forget(): void
}

export function createInventoryReader(db: DatabaseSync, tables: InventoryTables): InventoryReader {
  const findPath = db.prepare(`SELECT id, since FROM ${tables.path} WHERE key = ?`)
  const blocks = createFactBlocks(db, tables)
  let contexts: ContextTable | undefined
  /** The facts of all values and how far each reaches, by its number and the fact in its row. Held, because every list of values asks. */
  let facts: GroupedFacts | undefined
  let reachOf: ReachOf | undefined
  let changes = 0
  const valuesOf = db.prepare(`
    SELECT id, value, kind, digest, since, context, files FROM ${tables.value}
    WHERE path = ? AND (${VALUE_KEY}) > (?, ?, ?) AND ${IS_NO_SEQUENCE} ORDER BY ${VALUE_KEY} LIMIT ${A_PAGE}`)
  const held = (): ContextTable => (contexts ??= readContexts(db, tables))
  const valueFacts = (): GroupedFacts => (facts ??= blocks.groupAll(FACTS_OF.value))
  const reachOfValue = (): ReachOf => (reachOf ??= held().reachOf(valueFacts()))
  const commonest = createCommonestValues(db, tables, valueFacts, reachOfValue)
  const pageOf = createValuePages(db, tables, reachOfValue)
  const plainPage = (condition: string): StatementSync => {
    const page = db.prepare(`
      SELECT ${VALUE_KEY} FROM ${tables.value} WHERE path = ? AND (${VALUE_KEY}) > (?, ?, ?) AND ${IS_NO_SEQUENCE} ${condition}
      ORDER BY ${VALUE_KEY} LIMIT ${A_PAGE}`)
    page.setReturnArrays(true)
    return page
  }
  const plainValuesOf = plainPage('')
  const plainValuesWithout = plainPage('AND instr(value, ?) = 0')

  /** The values of a path with how far they reach; what no file says any more is passed over. */
  function* readValues(path: PathText): Generator<StoredValue> {
    const id = findPath.get(pathKey(path))?.['id']
    if (id === undefined) return
    for (let after: ValueKey = BEFORE_ALL; ;) {
      const rows = valuesOf.all(Number(id), ...after)
      const reach = reachOfValue()
      for (const row of rows) {
        const context = row['context'] === null ? undefined : Number(row['context'])
        const found = reach(Number(row['id']), context, Number(row['files']))
        if (found.files > 0) yield storedValue(row, found)
      }
      const last = rows.at(-1)
      if (last === undefined || rows.length < A_PAGE) return
      after = [String(last['value']), Number(last['kind']), String(last['digest'])]
    }
  }
  return {
    elements: (isExact) => readElements(db, tables, held(), blocks, isExact),
    values: (path) => [...readValues(path)],
    valuesInTurn: readValues,
    page(path, query) {
      const row = findPath.get(pathKey(path))
      return row === undefined ? undefined : pageOf(Number(row['id']), query)
    },
    *plainValues(path, without) {
      const id = findPath.get(pathKey(path))?.['id']
      if (id === undefined) return
      // Page by page: whoever reads may ask for another path meanwhile, or stop.
      let after: ValueKey = BEFORE_ALL
      for (;;) {
        const found =
          without === undefined ? plainValuesOf.all(Number(id), ...after) : plainValuesWithout.all(Number(id), ...after, without)
        const rows = found as unknown as readonly ValueKey[]
        for (const row of rows) yield plainValue(row)
        const last = rows.at(-1)
        if (last === undefined || rows.length < A_PAGE) return
        after = last
      }
    },
    telling(path, limit, overlap) {
      const id = findPath.get(pathKey(path))?.['id']
      return id === undefined ? [] : commonest.first(Number(id), limit, overlap)
    },
    *prepareValues() {
      if (facts === undefined) {
        const before = changes
        const read = yield* blocks.groupingAll(FACTS_OF.value)
        if (before !== changes) return
        facts ??= read
      }
      reachOfValue()
    },
    gatherTelling: (overlap) => commonest.gather(overlap),
    keepTelling: (values) => commonest.keep(values),
    firstSeen: (path) => Number(findPath.get(pathKey(path))?.['since'] ?? 0),
    firstSeenBy: (scan) =>
      new Set(
        db
          .prepare(`SELECT key FROM ${tables.path} WHERE since = ?`)
          .all(scan)
          .map((row) => String(row['key'])),
      ),
    forget: () => {
      changes += 1
      contexts = undefined
      facts = undefined
      reachOf = undefined
    },
  }
}

type Row = Record<string, unknown>
const A_PAGE = 1000
/** One pass over the facts of all paths, never one an element. */
function readElements(
  db: DatabaseSync,
  tables: InventoryTables,
  contexts: ContextTable,
  blocks: FactBlocks,
  isExact: boolean,
): readonly InventoryElement[] {
  const rows = db.prepare(`SELECT id, key FROM ${tables.path}`).all()
  const indexes = new Map(rows.map((row, index) => [Number(row['id']), index]))
  const facts = blocks.group(FACTS_OF.path, rows.length, (what) => indexes.get(what) ?? -1)
  const reaches = contexts.reaches(facts)
  const kinds = contexts.kinds(facts)
  const valuesOf = grouped(countValues(db, tables, blocks, isExact), (row) => ({
    vr: vrOfKind(Number(row['kind'])),
    count: formOfKind(Number(row['kind'])) === 'sequence' ? 0 : Number(row['distinct_values']),
  }))
  const spellings = readSpellings(db, tables, blocks)
  const spell = spellingOf(spellings)
  const underUnknown = markedAsUnknown(spellings)
  const elements = rows.flatMap((row, index): InventoryElement[] => {
    const reach = reaches[index]
    if (reach === undefined || reach.files === 0) return []
    const found = valuesOf.get(Number(row['id'])) ?? []
    const where = kinds[index] ?? []
    const key = String(row['key'])
    const sopClasses = distinct(where.map((kind) => kind.sopClass))
    // Only what stands at the root is of an entity as a whole.
    const together = key.includes('[') ? undefined : contexts.together(sopClasses)
    return [
      {
        path: spell(key),
        vrs: distinct(found.map((each) => each.vr)) as VR[],
        ...reach,
        distinctValues: found.reduce((sum, each) => sum + each.count, 0),
        equipment: distinctEquipment(where),
        modalities: distinct(where.map((kind) => kind.modality)),
        sopClasses,
        ...(together === undefined ? {} : { together }),
        ...(underUnknown.has(key) ? { writtenAsUnknown: true } : {}),
      },
    ]
  })
  return withUnbound(elements).sort((a, b) => byCodePoint(a.path, b.path))
}

/** Distinct values by path and kind. While there are values that no file says any more, they are counted one by one. */
function* countValues(db: DatabaseSync, tables: InventoryTables, blocks: FactBlocks, isExact: boolean): Generator<Row> {
  if (isExact) return yield* db.prepare(`SELECT path, kind, distinct_values FROM ${tables.valueCount}`).iterate()
  const isThere = marked(db, blocks, FACTS_OF.value, tables.value)
  for (const row of db.prepare(`SELECT path, kind, id, context FROM ${tables.value}`).iterate())
    if (row['context'] !== null || isThere[Number(row['id'])] === 1) yield { ...row, distinct_values: 1 }
}

/** The spellings of Private Creators that some file has, and with them the marks of what is written as UN. */
function readSpellings(db: DatabaseSync, tables: InventoryTables, blocks: FactBlocks): readonly string[] {
  const isThere = marked(db, blocks, FACTS_OF.creator, tables.creator)
  const found = db.prepare(`SELECT id, spelling FROM ${tables.creator}`).all()
  return found.filter((row) => isThere[Number(row['id'])] === 1).map((row) => String(row['spelling']))
}

/** By number, whether there is a fact of it besides the one in its row. */
export function marked(db: DatabaseSync, blocks: FactBlocks, of: FactsOf, table: string): Uint8Array {
  const isThere = new Uint8Array(highestNumber(db, table) + 1)
  blocks.mark(of, isThere)
  return isThere
}

function highestNumber(db: DatabaseSync, table: string): number {
  return Number(db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${table}`).get()?.['id'])
}

function grouped<T>(rows: Iterable<Row>, read: (row: Row) => T | undefined): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const item = read(row)
    if (item === undefined) continue
    const path = Number(row['path'])
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [item])
    else group.push(item)
  }
  return groups
}

/** In order, without repetitions, without what is empty because the files do not say. */
function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort(byCodePoint)
}

/** Kinds come in the order of manufacturer, model and software, so that equal scanners are neighbours once sorted by number. */
function distinctEquipment(kinds: readonly Kind[]): readonly Equipment[] {
  const scanners = new Map(
    kinds.map(({ equipment }) => [`${equipment.manufacturer}\u0000${equipment.model}\u0000${equipment.software}`, equipment]),
  )
  return [...scanners.entries()].sort(([a], [b]) => byCodePoint(a, b)).map(([, equipment]) => equipment)
}
