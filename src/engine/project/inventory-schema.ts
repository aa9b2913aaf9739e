import type { DatabaseSync } from 'node:sqlite'

/** Notes that say what follows from all facts, so that nobody counts them again; they go with the first new fact, and so do the telling values. */
export const MADE_READY = ['elements', 'evidence', 'identities', 'counts', 'facets'] as const

/** Which inventory of a project: that of the collection, or that of the copy which was made of it. */
export type InventoryOf = 'collection' | 'output'

/** The tables of one inventory, by what they hold. */
export interface InventoryTables {
  readonly file: string
  readonly context: string
  readonly path: string
  readonly value: string
  readonly valueCount: string
  readonly creator: string
  readonly fact: string
  readonly note: string
  readonly telling: string
}

export function inventoryTables(of: InventoryOf): InventoryTables {
  return {
    file: `${of}_file`,
    context: `${of}_context`,
    path: `${of}_path`,
    value: `${of}_value`,
    valueCount: `${of}_value_count`,
    creator: `${of}_creator`,
    fact: `${of}_fact`,
    note: `${of}_note`,
    telling: `${of}_telling`,
  }
}

/** Finds what is still to be read. By number: a few bytes for each file, where its path would be as much again as its row. */
export function unreadIndex({ file }: InventoryTables): string {
  return `${file}_unread`
}

/**
 * Facts are counts of files for a (path, context) or a (value, context): everything that is shown is a sum over them,
 * and what a file no longer says goes with the facts of its context. A file with no `kind` is still to be read.
 *
 * The key of values is also the order in which they are shown. The first fact of a value is in its own row: most values
 * have no other. Counts of values also say where a search need not look: how long the longest has been, and whether one
 * had anything but digits, blanks and marks of ASCII.
 *
 * Notes have rows apart from their keys: some hold megabytes, which a search for another key must not read.
 */
export function makeInventoryTables(db: DatabaseSync, tables: InventoryTables): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS ${tables.file} (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      mtime REAL NOT NULL,
      kind TEXT,
      reason TEXT NOT NULL DEFAULT '',
      context INTEGER,
      sop_instance TEXT NOT NULL DEFAULT '',
      again INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      digest TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX IF NOT EXISTS ${unreadIndex(tables)} ON ${tables.file} (id) WHERE kind IS NULL;
    CREATE INDEX IF NOT EXISTS ${tables.file}_context ON ${tables.file} (context) WHERE context IS NOT NULL;
    CREATE TABLE IF NOT EXISTS ${tables.context} (
      id INTEGER PRIMARY KEY,
      patient TEXT NOT NULL, study TEXT NOT NULL, series TEXT NOT NULL,
      modality TEXT NOT NULL, sop_class TEXT NOT NULL,
      manufacturer TEXT NOT NULL, model TEXT NOT NULL, software TEXT NOT NULL,
      UNIQUE (patient, study, series, modality, sop_class, manufacturer, model, software)
    );
    CREATE TABLE IF NOT EXISTS ${tables.path} (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, since INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS ${tables.creator} (id INTEGER PRIMARY KEY, spelling TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS ${tables.value} (
      path INTEGER NOT NULL,
      value TEXT NOT NULL,
      kind INTEGER NOT NULL,
      digest TEXT NOT NULL,
      id INTEGER NOT NULL,
      since INTEGER NOT NULL,
      context INTEGER,
      files INTEGER NOT NULL,
      PRIMARY KEY (path, value, kind, digest)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ${tables.valueCount} (
      path INTEGER NOT NULL, kind INTEGER NOT NULL,
      distinct_values INTEGER NOT NULL, longest INTEGER NOT NULL, has_letters INTEGER NOT NULL,
      PRIMARY KEY (path, kind)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ${tables.fact} (what INTEGER NOT NULL, context INTEGER NOT NULL, facts BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS ${tables.fact}_what ON ${tables.fact} (what);
    CREATE TABLE IF NOT EXISTS ${tables.telling} (path INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS ${tables.note} (key TEXT PRIMARY KEY, text TEXT NOT NULL);
  `)
}

export function hasInventoryTables(db: DatabaseSync, tables: InventoryTables): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(tables.note) !== undefined
}

/** Everything or nothing. An exception takes back what was written and goes on to the caller. */
export const inTransaction = <T>(db: DatabaseSync, work: () => T): T => between(db, 'BEGIN IMMEDIATE', work)

/** The same for tables of this connection alone: also where the project is only looked at, for nobody is kept waiting. */
export const inTemporary = <T>(db: DatabaseSync, work: () => T): T => between(db, 'BEGIN', work)

function between<T>(db: DatabaseSync, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  db.exec(begin)
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
