import type { Inventory, InventoryElement, PlainInventory } from '../../core/inventory/inventory.ts'
import { identifyingTokens } from '../../core/annotation/identifiers.ts'
import { identityOverlap, type IdentityOverlap } from '../../core/annotation/identity-overlap.ts'
import { valueEvidenceInSteps, type Evidence } from '../../core/annotation/value-evidence.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import { finished, type Steps } from '../../core/in-steps.ts'
import type { PartialInventory } from '../../core/inventory/partial-inventory.ts'
import { createFileTable, type FileTable, type ListedFile, type ScannedFile } from './file-table.ts'
import { createInventoryReader } from './inventory-reader.ts'
import type { TellingValue } from './commonest-values.ts'
import { IS_NO_SEQUENCE, type StoredValue } from './stored-value.ts'
import {
  hasInventoryTables,
  inTransaction,
  inventoryTables,
  MADE_READY,
  makeInventoryTables,
  type InventoryOf,
} from './inventory-schema.ts'
import { deleteUnused } from './delete-unused.ts'
import { createInventoryWriter, type AbsorbedPart, type FileOutcome } from './inventory-writer.ts'
import { evidenceText, identitiesText, readEvidence, readIdentities } from './kept-evidence.ts'
import type { Project } from './project.ts'
import { createRelations, type Relations } from './relations.ts'
import type { InventoryCounts } from '../../contract/project-answers.ts'
import type { PageQuery, ValuePage } from './value-page.ts'

export type { StoredValue } from './stored-value.ts'
export type { TellingValue } from './commonest-values.ts'
export type { AbsorbedPart, FileKind, FileOutcome } from './inventory-writer.ts'
export { NOT_LOOKED_AT, type FoundFile, type KnownFile, type PendingFile, type ScannedFile } from './file-table.ts'

/** What a scan tells of files that came, changed or went. */
const NEWS_NOTES = ['last-old-file', 'changed-files', 'gone-files']

export interface WhatIsNew {
  readonly elements: number
  readonly values: number
}

/** The inventory of a project, in its database. One process writes; what was computed is kept until the next change. */
export interface InventoryStore extends Inventory {
  elements(): readonly InventoryElement[]
  values(path: PathText): readonly StoredValue[]
  /** The same, read a page at a time, for who holds none of them. */
  valuesInTurn(path: PathText): Iterable<StoredValue>
  /** The same elements with the texts of their values alone. */
  readonly plain: PlainInventory
  /** Up to `limit` values of an element: those that overlap an identity first, then the commonest. */
  tellingValues(path: PathText, limit: number): readonly TellingValue[]
  /** Some of the values of an element, in their order; undefined for an element that is not there. */
  valuePage(path: PathText, query: PageQuery): ValuePage | undefined
  /** What a text shares with the identities of this inventory. */
  overlap(): IdentityOverlap
  /** Has at hand what every list of values needs, in steps: who asks for one before waits for the rest of it. */
  prepareValues(): Steps<void>
  /** Flags from the values of every element: kept with the project from the end of a scan to the next change. */
  evidence(): Evidence
  counts(): InventoryCounts
  /** Whether a scan has ended, and no fact has come since. */
  isWhole(): boolean
  /** What each row has of each filter, as {@link keepFacets} was given it; undefined where a fact has come since. */
  keptFacets(): string | undefined
  /** Keeps it with the project until the next change of the inventory; it says itself what else it follows from. */
  keepFacets(text: string): void
  /** Every file of the collection, in the order of `files.csv`. */
  scannedFiles(): Generator<ScannedFile>
  /** The same files, in the same order, as `files.csv` lists them. */
  listedFiles(): Generator<ListedFile>
  /** Number of scans so far; one that was broken off and then continued is one. */
  readonly scanCount: number
  /** Number of the scan that saw the path first, 0 for a path that is not there. */
  firstSeen(path: PathText): number
  /** Whether the path was first seen by the latest scan, which was not the first. */
  isNew(path: PathText): boolean

  /** How many elements and values the latest scan saw first; none where it was the first of all. */
  whatIsNew(): WhatIsNew
  /** What belongs to what. */
  relations(): Relations

  /** The files that the scan goes through. */
  readonly files: FileTable
  /** A scan begins, or one that was broken off goes on. */
  beginScan(): void
  /** Everything pending has been read: what nothing refers to any more is deleted, and the lists are made ready. */
  endScan(): void
  /**
   * {@link endScan} a little at a time. Left off, the scan has not ended: it goes on with the next one.
   * @param told hears how many of all distinct values have been looked at
   */
  endScanInSteps(told: (values: number, of: number) => void): Steps<null>
  /** Writes a partial and what became of its files: both or neither. */
  absorb(partial: PartialInventory, files: readonly FileOutcome[]): void
  /** {@link absorb} for several at once: all or none. */
  absorbAll(parts: Iterable<AbsorbedPart>): void
}

const opened = new WeakMap<Project, Map<InventoryOf, InventoryStore>>()

/** The one store of an open project: whoever asks gets the same, so that nobody reads what is no longer true. */
export function createInventoryStore(project: Project, of: InventoryOf = 'collection'): InventoryStore {
  const stores = opened.get(project) ?? new Map<InventoryOf, InventoryStore>()
  const store = stores.get(of) ?? openStore(project, of)
  opened.set(project, stores.set(of, store))
  return store
}

function openStore(project: Project, of: InventoryOf): InventoryStore {
  const { db } = project
  const tables = inventoryTables(of)
  if (!project.lookOnly) makeInventoryTables(db, tables)
  else if (!hasInventoryTables(db, tables)) return emptyStore()

  const readNote = db.prepare(`SELECT text FROM ${tables.note} WHERE key = ?`)
  const note = (key: string): string | undefined => {
    const row = readNote.get(key)
    return row === undefined ? undefined : String(row['text'])
  }
  const setNote = (key: string, text: string | undefined): void => {
    if (text === undefined) db.prepare(`DELETE FROM ${tables.note} WHERE key = ?`).run(key)
    else
      db.prepare(`INSERT INTO ${tables.note} (key, text) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text`).run(key, text)
  }
  const count = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0])

  let scan = Number(note('scan') ?? 0)
  let elements: readonly InventoryElement[] | undefined
  let evidence: Evidence | undefined
  let newPaths: ReadonlySet<string> | undefined
  let identities: IdentityOverlap | undefined
  const reader = createInventoryReader(db, tables)
  const writer = createInventoryWriter(db, tables, () => scan)
  const files = createFileTable(db, tables)

  const changed = (): void => {
    elements = undefined
    evidence = undefined
    newPaths = undefined
    identities = undefined
    reader.forget()
  }

  const readElements = (): readonly InventoryElement[] => {
    const ready = note('elements')
    return ready === undefined ? reader.elements(!isStale()) : (JSON.parse(ready) as readonly InventoryElement[])
  }

  const absorbAll = (parts: Iterable<AbsorbedPart>): void => {
    writer.absorb(parts)
    changed()
    for (const key of MADE_READY) setNote(key, undefined)
    db.exec(`DELETE FROM ${tables.telling}`)
  }

  const allElements = (): readonly InventoryElement[] => (elements ??= readElements())
  const isStale = (): boolean => note('stale') !== undefined
  const plain: PlainInventory = {
    elements: allElements,
    values: (path, without) => (isStale() ? reader.values(path) : reader.plainValues(path, without)),
  }

  const overlap = (): IdentityOverlap => (identities ??= identityOverlap(readIdentities(note('identities')) ?? identifyingTokens(plain)))

  const findEvidence = function* (told?: (values: number) => void): Steps<Evidence> {
    const tokens = identifyingTokens(plain)
    identities = identityOverlap(tokens)
    const found = yield* valueEvidenceInSteps(plain, identities, told)
    // What is found while a scan goes on is not yet that of the collection.
    if (project.lookOnly || !store.isWhole()) return found
    const first = yield* reader.gatherTelling(overlap())
    inTransaction(db, () => {
      setNote('identities', identitiesText(tokens))
      setNote('evidence', evidenceText(found))
      reader.keepTelling(first)
    })
    return found
  }

  const store: InventoryStore = {
    elements: allElements,
    values: (path) => reader.values(path),
    valuesInTurn: (path) => reader.valuesInTurn(path),
    plain,
    valuePage: (path, query) => reader.page(path, query),
    tellingValues: (path, limit) => reader.telling(path, limit, overlap),
    overlap,
    *prepareValues() {
      overlap()
      yield
      yield* reader.prepareValues()
    },
    evidence: () => (evidence ??= readEvidence(note('evidence')) ?? finished(findEvidence())),
    isWhole: () => note('elements') !== undefined,
    keptFacets: () => note('facets'),
    keepFacets: (text) => setNote('facets', text),
    scannedFiles: () => files.all(),
    listedFiles: () => files.listed(),
    get scanCount() {
      return scan
    },
    firstSeen: (path) => reader.firstSeen(path),
    isNew: (path) => scan > 1 && (newPaths ??= reader.firstSeenBy(scan)).has(pathKey(path)),
    whatIsNew: () =>
      scan <= 1
        ? { elements: 0, values: 0 }
        : {
            elements: count(`SELECT count(*) FROM ${tables.path} WHERE since = ${scan}`),
            values: count(`SELECT count(*) FROM ${tables.value} WHERE since = ${scan} AND ${IS_NO_SEQUENCE}`),
          },
    relations: () => createRelations(db, tables),

    counts() {
      const ready = note('counts')
      if (ready !== undefined) return JSON.parse(ready) as InventoryCounts
      const all = allElements()
      const ofKind = (kind: string): number => count(`SELECT count(*) FROM ${tables.file} WHERE kind = '${kind}'`)
      const distinct = (field: string): number =>
        count(
          `SELECT count(DISTINCT ${field}) FROM ${tables.context} c WHERE ${field} <> ''
           AND EXISTS (SELECT 1 FROM ${tables.file} f WHERE f.context = c.id)`,
        )
      return {
        files: count(`SELECT count(*) FROM ${tables.file} WHERE kind IS NOT NULL`),
        instances: ofKind('instance'),
        notDicom: ofKind('not-dicom'),
        unreadable: ofKind('unreadable'),
        elements: all.length,
        values: all.reduce((sum, element) => sum + element.distinctValues, 0),
        patients: distinct('patient'),
        studies: distinct('study'),
        series: distinct('series'),
      }
    },

    files: {
      ...files,
      settle() {
        files.settle()
        writer.forget()
        changed()
      },
    },

    beginScan() {
      // Pages that are written to again and again (indexes above all) go to the disk less often.
      db.exec('PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -8192')
      if (note('scanning') === undefined) {
        scan += 1
        newPaths = undefined
        setNote('scan', String(scan))
        setNote('scanning', 'yes')
        for (const news of NEWS_NOTES) setNote(news, undefined)
      }
    },

    endScan: () => void finished(store.endScanInSteps(() => undefined)),

    *endScanInSteps(told) {
      inTransaction(db, () => {
        if (isStale()) {
          deleteUnused(db, tables)
          db.exec(`DELETE FROM ${tables.context} WHERE NOT EXISTS (SELECT 1 FROM ${tables.file} f WHERE f.context = ${tables.context}.id)`)
          setNote('stale', undefined)
          writer.forget()
          changed()
        }
        if (note('elements') === undefined) {
          elements = reader.elements(true)
          setNote('elements', JSON.stringify(elements))
        }
        setNote('counts', JSON.stringify(store.counts()))
      })
      yield
      // Found now, so that whoever opens the project does not wait for it. Nobody asks it of a copy.
      if (of === 'collection') {
        const { values } = store.counts()
        evidence = readEvidence(note('evidence')) ?? (yield* findEvidence((done) => told(done, values)))
      }
      setNote('scanning', undefined)
      return null
    },

    absorb: (partial, outcomes) => absorbAll([{ partial, files: outcomes }]),
    absorbAll,
  }
  return store
}

/** What a project shows to look at before anything was scanned into it. */
function emptyStore(): InventoryStore {
  const refuse = (): never => {
    throw new Error('the project was opened to look only')
  }
  const noFiles = function* (): Generator<never> {
    yield* []
  }
  const noInstances: Relations['sharedInstances'] = function* () {
    yield* []
  }
  const nothing = { files: 0, instances: 0, notDicom: 0, unreadable: 0, elements: 0, values: 0, patients: 0, studies: 0, series: 0 }
  return {
    elements: () => [],
    values: () => [],
    valuesInTurn: () => [],
    plain: { elements: () => [], values: () => [] },
    valuePage: () => undefined,
    tellingValues: () => [],
    overlap: () => () => undefined,
    prepareValues: function* () {
      yield
    },
    evidence: () => new Map(),
    counts: () => nothing,
    isWhole: () => false,
    keptFacets: () => undefined,
    keepFacets: refuse,
    scannedFiles: noFiles,
    listedFiles: noFiles,
    scanCount: 0,
    firstSeen: () => 0,
    isNew: () => false,
    whatIsNew: () => ({ elements: 0, values: 0 }),
    relations: () => ({ contexts: () => [], valuesIn: () => [], sharedInstances: noInstances }),
    files: {
      note: refuse,
      noted: () => 0,
      unchanged: () => [],
      unchangedCount: () => 0,
      distrust: refuse,
      drop: refuse,
      settle: refuse,
      pending: () => [],
      pendingCount: () => 0,
      settledCount: () => 0,
      countAttempt: refuse,
      all: noFiles,
      listed: noFiles,
    },
    beginScan: refuse,
    endScan: refuse,
    endScanInSteps: refuse,
    absorb: refuse,
    absorbAll: refuse,
  }
}
