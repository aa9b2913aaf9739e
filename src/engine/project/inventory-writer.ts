import type { DatabaseSync } from 'node:sqlite'
import { contextKey } from '../../core/inventory/fold.ts'
import type { InstanceContext } from '../../core/inventory/inventory.ts'
import type { PartialInventory } from '../../core/inventory/partial-inventory.ts'
import { inTransaction, type InventoryTables } from './inventory-schema.ts'
import { createFactBlocks, FACTS_OF } from './fact-blocks.ts'
import type { ValueRun } from './value-runs.ts'
import { createValueWriter } from './value-writer.ts'

/** What became of one file that was to be read. */
export interface FileOutcome {
  readonly id: number
  readonly kind: FileKind
  /** Why it is no instance, as `keptReason` makes it or in words; empty for instances. Says nothing of the file's content. */
  readonly reason: string
  /** Index in the partial's contexts; -1 for what is no instance. */
  readonly context: number
  readonly sopInstance: string
  /** As it was when it was read. */
  readonly size: number
  readonly mtime: number
  /** The machine failed, not the file: the next scan tries again. */
  readonly again?: boolean
  /** SHA-256 of all its bytes, where that was asked for. */
  readonly digest?: string
}

export type FileKind = 'instance' | 'not-dicom' | 'unreadable'

/** Ids that are asked for again and again are remembered up to this number, so that memory does not grow with the collection. */
const REMEMBERED = 20_000
const REMEMBERED_KEY_LENGTH = 256

/** The inventory of some files, and what became of each of them. */
export interface AbsorbedPart {
  readonly partial: PartialInventory
  /** Values of the same files that were taken out of the partial. */
  readonly runs?: readonly ValueRun[]
  readonly files: readonly FileOutcome[]
}

/** A run with the numbers of its path and its context in the project. */
interface PlacedRun {
  readonly run: ValueRun
  readonly path: number
  readonly context: number
}

/** By what the store has first in its order: the path, and nearly always the first text. */
function byPlace(a: PlacedRun, b: PlacedRun): number {
  return a.path - b.path || Buffer.compare(a.run.texts, b.run.texts)
}

export interface InventoryWriter {
  /** Writes partials and what became of their files, in one transaction: all or nothing. */
  absorb(parts: Iterable<AbsorbedPart>): void
  /** Rows were deleted by somebody else: remembered ids are no longer good. */
  forget(): void
}

export function createInventoryWriter(db: DatabaseSync, tables: InventoryTables, scan: () => number): InventoryWriter {
  const paths = idTable(
    db.prepare(`INSERT INTO ${tables.path} (key, since) VALUES (?, ?) ON CONFLICT DO NOTHING`),
    db.prepare(`SELECT id FROM ${tables.path} WHERE key = ?`),
  )
  const creators = idTable(
    db.prepare(`INSERT INTO ${tables.creator} (spelling) VALUES (?) ON CONFLICT DO NOTHING`),
    db.prepare(`SELECT id FROM ${tables.creator} WHERE spelling = ?`),
  )
  const contexts = idTable(
    db.prepare(
      `INSERT INTO ${tables.context} (patient, study, series, modality, sop_class, manufacturer, model, software)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    db.prepare(
      `SELECT id FROM ${tables.context} WHERE patient = ? AND study = ? AND series = ? AND modality = ? AND sop_class = ?
       AND manufacturer = ? AND model = ? AND software = ?`,
    ),
  )
  const facts = createFactBlocks(db, tables)
  const values = createValueWriter(db, tables, facts)
  const setFile = db.prepare(
    `UPDATE ${tables.file} SET kind = ?, reason = ?, context = ?, sop_instance = ?, size = ?, mtime = ?, again = ?, digest = ? WHERE id = ?`,
  )

  const forget = (): void => [paths, creators, contexts, values].forEach((table) => table.forget())

  /** Runs of all parts, in the order of the store: those that go into one page, or one beside it, are written one after the other. */
  const writeRuns = (runs: readonly PlacedRun[]): void => {
    const since = scan()
    for (const { run, path, context } of runs.toSorted(byPlace)) values.writeRun(run, path, context, since)
  }

  const write = ({ partial, runs = [], files }: AbsorbedPart, placed: PlacedRun[]): void => {
    const since = scan()
    const contextIds = partial.contexts.map((context) => contexts.id(contextKey(context), contextFields(context), []))
    const pathIds = partial.paths.map((key) => paths.id(key, [key], [since]))
    const creatorIds = partial.creators.map((spelling) => creators.id(spelling, [spelling], []))
    facts.write(FACTS_OF.path, partial.pathFacts, pathIds, contextIds)
    facts.write(FACTS_OF.creator, partial.creatorFacts, creatorIds, contextIds)
    values.write(partial, pathIds, contextIds, since)
    for (const run of runs) placed.push({ run, path: pathIds[run.path] ?? 0, context: contextIds[run.context] ?? 0 })
    for (const file of files) {
      const context = file.context < 0 ? null : (contextIds[file.context] ?? null)
      const { kind, reason, sopInstance, size, mtime, again, digest = '', id } = file
      setFile.run(kind, reason, context, sopInstance, size, mtime, again === true ? 1 : 0, digest, id)
    }
  }

  return {
    absorb(parts) {
      try {
        inTransaction(db, () => {
          const placed: PlacedRun[] = []
          for (const part of parts) write(part, placed)
          writeRuns(placed)
        })
      } catch (error) {
        forget()
        throw error
      }
    },
    forget,
  }
}

type Bound = string | number
type Statement = ReturnType<DatabaseSync['prepare']>

interface IdTable {
  /** The id of the row with these identifying fields; made, with the further fields, where there is none. */
  id(key: string, identity: readonly Bound[], further: readonly Bound[]): number
  forget(): void
}

function idTable(insert: Statement, select: Statement): IdTable {
  const remembered = new Map<string, number>()
  return {
    id(key, identity, further) {
      const known = remembered.get(key)
      if (known !== undefined) return known
      const inserted = insert.run(...identity, ...further)
      const id = Number(inserted.changes > 0 ? inserted.lastInsertRowid : select.get(...identity)?.['id'])
      if (remembered.size >= REMEMBERED) remembered.clear()
      if (key.length <= REMEMBERED_KEY_LENGTH) remembered.set(key, id)
      return id
    },
    forget: () => remembered.clear(),
  }
}

function contextFields(context: InstanceContext): readonly string[] {
  const { patient, study, series, modality, sopClass, manufacturer, model, software } = context
  return [patient, study, series, modality, sopClass, manufacturer, model, software]
}
