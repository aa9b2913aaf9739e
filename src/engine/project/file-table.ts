import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { InstanceContext } from '../../core/inventory/inventory.ts'
import { contextOfRow } from './context-table.ts'
import type { FileKind } from './inventory-writer.ts'
import { inTransaction, MADE_READY, unreadIndex, type InventoryTables } from './inventory-schema.ts'
import { reasonInWords } from './kept-reason.ts'

/** What a walk through the folders found. */
export interface FoundFile {
  /** Relative to the collection, with `/`. */
  readonly path: string
  /** Bytes; 0 for what cannot be read, and of {@link NOT_LOOKED_AT}. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly mtime: number
  /** Why it is not to be opened at all; empty for regular files. */
  readonly reason: string
}

/** Size and time of a file that nobody has looked at: no file is as old, so that it counts as changed until it is read. */
export const NOT_LOOKED_AT = { size: 0, mtime: -1 } as const

/** A file that is to be read. */
export interface PendingFile {
  readonly id: number
  readonly path: string
  readonly size: number
  readonly mtime: number
  /** How often reading it ended with the death of the reader. */
  readonly attempts: number
}

/** A file that seems to be as an earlier scan read it. */
export interface KnownFile {
  readonly id: number
  readonly path: string
  /** SHA-256 of the bytes that were read; empty where nobody asked for it. */
  readonly digest: string
}

/** A file of the collection, as the last scan left it. */
export interface ScannedFile {
  /** Row in `files.csv`, from 1: by this number terminal and logs name a file. Stable until the next scan. */
  readonly number: number
  /** Stable for as long as the file is there. */
  readonly id: number
  /** Relative to the collection, with `/`. */
  readonly path: string
  readonly kind: FileKind
  /** Why it is no instance; empty for instances. */
  readonly reason: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly mtime: number
  /** SOP Instance UID (that of File Meta where the data set has none); empty for what is no instance. */
  readonly sopInstance: string
  /** Undefined for what is no instance. */
  readonly context: InstanceContext | undefined
}

/** A line of `files.csv`. */
export type ListedFile = readonly [path: string, kind: FileKind, reason: string]

/** The files of a collection: which there are, which are to be read, what became of them. */
export interface FileTable {
  /** Remembers what the walk found; nothing changes until {@link settle}. */
  note(files: readonly FoundFile[]): void
  /** How many files the walk has found so far. */
  noted(): number
  /** Files of the walk that have the size and time at which they were read, by path, after the given path. */
  unchanged(after: string, limit: number): readonly KnownFile[]
  unchangedCount(): number
  /** Whatever their size and time say, these have changed. */
  distrust(ids: readonly number[]): void
  /** Forgets the walk. */
  drop(): void
  /**
   * Takes the walk for what there is now. Files that are new or changed are to be read; where a file has changed or is
   * gone, the facts of its context are deleted and all files of that context are to be read again.
   */
  settle(): void
  /** Files still to be read, by number, after the given one: those that one scan found have theirs in the order of their paths. */
  pending(after: number, limit: number): readonly PendingFile[]
  pendingCount(): number
  /** How many have been read, or need not be. */
  settledCount(): number
  /** One more attempt at these ended badly. */
  countAttempt(ids: readonly number[]): void
  /** Every file, by path. */
  all(): Generator<ScannedFile>
  /** Every file as it is listed, by path. */
  listed(): Generator<ListedFile>
}

const PAGE = 1000

export function createFileTable(db: DatabaseSync, tables: InventoryTables): FileTable {
  const walked = `temp.${tables.file}_walked`
  const dirty = `temp.${tables.context}_dirty`
  db.exec(`
    CREATE TABLE IF NOT EXISTS ${walked} (path TEXT PRIMARY KEY, size INTEGER, mtime REAL, reason TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS ${dirty} (id INTEGER PRIMARY KEY)`)
  const note = db.prepare(`INSERT INTO ${walked} (path, size, mtime, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  // One statement for many, of which nothing but the path is known yet.
  const noteUnseen = db.prepare(
    `INSERT INTO ${walked} (path, size, mtime, reason)
     SELECT value, ${NOT_LOOKED_AT.size}, ${NOT_LOOKED_AT.mtime}, '' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
  )
  // Not before it is asked for: who only looks at a project may find it without the index.
  let pendingAfter: StatementSync | undefined
  const preparePending = (): StatementSync => {
    const found = db.prepare(
      `SELECT id, path, size, mtime, attempts FROM ${tables.file} INDEXED BY ${unreadIndex(tables)}
       WHERE kind IS NULL AND id > ? ORDER BY id LIMIT ?`,
    )
    found.setReturnArrays(true)
    return found
  }
  const unchanged = `FROM ${tables.file} f JOIN ${walked} w ON w.path = f.path
    WHERE f.kind IS NOT NULL AND f.again = 0 AND w.size = f.size AND w.mtime = f.mtime AND w.reason = ''`
  const count = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0])
  return {
    note: (files) =>
      inTransaction(db, () => {
        const unseen: string[] = []
        for (const { path, size, mtime, reason } of files) {
          if (reason === '' && mtime === NOT_LOOKED_AT.mtime) unseen.push(path)
          else note.run(path, size, mtime, reason)
        }
        if (unseen.length > 0) noteUnseen.run(JSON.stringify(unseen))
      }),
    noted: () => count(`SELECT count(*) FROM ${walked}`),
    unchanged: (after, limit) =>
      db
        .prepare(`SELECT f.id, f.path, f.digest ${unchanged} AND f.path > ? ORDER BY f.path LIMIT ?`)
        .all(after, limit)
        .map((row) => ({ id: Number(row['id']), path: String(row['path']), digest: String(row['digest']) })),
    unchangedCount: () => count(`SELECT count(*) ${unchanged}`),
    distrust(ids) {
      // From here on it counts as changed, even if the scan ends here.
      const mark = db.prepare(`UPDATE ${tables.file} SET mtime = ${NOT_LOOKED_AT.mtime} WHERE id = ?`)
      inTransaction(db, () => ids.forEach((id) => mark.run(id)))
    },
    drop: () => db.exec(`DELETE FROM ${walked}`),
    settle: () => inTransaction(db, () => db.exec(settleSql(tables, walked, dirty))),
    pending: (after, limit) =>
      (
        (pendingAfter ??= preparePending()).all(after, limit) as unknown as readonly (readonly [number, string, number, number, number])[]
      ).map(([id, path, size, mtime, attempts]) => ({ id, path, size, mtime, attempts })),
    pendingCount: () => count(`SELECT count(*) FROM ${tables.file} WHERE kind IS NULL`),
    settledCount: () => count(`SELECT count(*) FROM ${tables.file} WHERE kind IS NOT NULL`),
    countAttempt(ids) {
      const add = db.prepare(`UPDATE ${tables.file} SET attempts = attempts + 1 WHERE id = ?`)
      inTransaction(db, () => ids.forEach((id) => add.run(id)))
    },
    all: () => allFiles(db, tables),
    listed: () => listedFiles(db, tables),
  }
}

/** The four steps of {@link FileTable.settle}. A file counts as unchanged only with equal size and time, and if it could be read. */
function settleSql(tables: InventoryTables, walked: string, dirty: string): string {
  const { file, value, fact, note, telling } = tables
  const isOther = `(EXISTS (SELECT 1 FROM ${file} WHERE kind IS NULL) OR EXISTS (SELECT 1 FROM ${dirty}))`
  return `
    DELETE FROM ${dirty};
    INSERT INTO ${dirty}
    SELECT DISTINCT f.context FROM ${file} f WHERE f.context IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ${walked} w WHERE w.path = f.path AND w.size = f.size AND w.mtime = f.mtime AND w.reason = '');
    ${newsSql(tables, walked)}
    INSERT INTO ${file} (path, size, mtime, kind, reason)
    SELECT path, size, mtime, iif(reason = '', NULL, 'unreadable'), reason FROM ${walked} WHERE true ORDER BY path
    ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime = excluded.mtime, kind = excluded.kind, reason = excluded.reason,
      context = NULL, sop_instance = '', again = 0, attempts = 0
    WHERE size <> excluded.size OR mtime <> excluded.mtime OR excluded.reason <> '' OR again = 1;
    UPDATE ${file} SET kind = NULL, reason = '', context = NULL, sop_instance = '' WHERE context IN (SELECT id FROM ${dirty});
    DELETE FROM ${fact} WHERE context IN (SELECT id FROM ${dirty});
    UPDATE ${value} SET context = NULL, files = 0 WHERE context IN (SELECT id FROM ${dirty});
    INSERT INTO ${note} SELECT 'stale', 'yes' FROM ${dirty} LIMIT 1 ON CONFLICT DO NOTHING;
    DELETE FROM ${note} WHERE key = 'counts';
    DELETE FROM ${note} WHERE key IN (${MADE_READY.map((key) => `'${key}'`).join(', ')})
      AND ${isOther};
    DELETE FROM ${telling} WHERE ${isOther};
    DELETE FROM ${walked};`
}

/**
 * What is new since the last scan: files that came, by the highest number before them, and how many changed or went. A
 * file that is only read again because nobody has kept what its bytes were has not changed as far as anyone knows. A scan
 * that is broken off goes on under the same notes.
 */
function newsSql({ file, note }: InventoryTables, walked: string): string {
  const add = 'ON CONFLICT (key) DO UPDATE SET text = CAST(text AS INTEGER) + CAST(excluded.text AS INTEGER)'
  return `
    INSERT INTO ${note} SELECT 'changed-files', count(*) FROM ${file} f JOIN ${walked} w ON w.path = f.path
    WHERE f.kind IS NOT NULL AND (f.size <> w.size OR f.mtime <> w.mtime)
      AND NOT (f.mtime = ${NOT_LOOKED_AT.mtime} AND f.digest = '' AND f.size = w.size) ${add};
    INSERT INTO ${note} SELECT 'gone-files', count(*) FROM ${file} f
    WHERE NOT EXISTS (SELECT 1 FROM ${walked} w WHERE w.path = f.path) ${add};
    DELETE FROM ${file} WHERE NOT EXISTS (SELECT 1 FROM ${walked} w WHERE w.path = ${file}.path);
    INSERT INTO ${note} SELECT 'last-old-file', coalesce(max(id), 0) FROM ${file} WHERE true ON CONFLICT DO NOTHING;`
}

/** Page by page, so that the project can be written to while somebody reads on. */
function* allFiles(db: DatabaseSync, tables: InventoryTables): Generator<ScannedFile> {
  const contextOf = contextLookup(db, tables)
  const page = db.prepare(
    `SELECT id, path, kind, reason, size, mtime, sop_instance, context FROM ${tables.file}
     WHERE kind IS NOT NULL AND path > ? ORDER BY path LIMIT ${PAGE}`,
  )
  page.setReturnArrays(true)
  let number = 0
  let after = ''
  for (;;) {
    const rows = page.all(after) as unknown as readonly FileRow[]
    for (const [id, path, kind, reason, size, mtime, sopInstance, context] of rows) {
      number += 1
      after = path
      const said = reason === '' ? '' : reasonInWords(reason)
      yield { number, id, path, kind, reason: said, size, mtime, sopInstance, context: context === null ? undefined : contextOf(context) }
    }
    if (rows.length < PAGE) return
  }
}

type FileRow = readonly [
  id: number,
  path: string,
  kind: FileKind,
  reason: string,
  size: number,
  mtime: number,
  sopInstance: string,
  context: number | null,
]

/** {@link allFiles} for who asks for nothing else: a fraction of its time. */
function* listedFiles(db: DatabaseSync, tables: InventoryTables): Generator<ListedFile> {
  const page = db.prepare(`SELECT path, kind, reason FROM ${tables.file} WHERE kind IS NOT NULL AND path > ? ORDER BY path LIMIT ${PAGE}`)
  page.setReturnArrays(true)
  for (let after = ''; ;) {
    const rows = page.all(after) as unknown as readonly ListedFile[]
    for (const row of rows) yield row[2] === '' ? row : [row[0], row[1], reasonInWords(row[2])]
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last[0]
  }
}

function contextLookup(db: DatabaseSync, tables: InventoryTables): (id: number) => InstanceContext {
  const select = db.prepare(`SELECT * FROM ${tables.context} WHERE id = ?`)
  const known = new Map<number, InstanceContext>()
  return (id) => {
    let context = known.get(id)
    if (context === undefined) {
      context = contextOfRow(select.get(id) ?? {})
      known.set(id, context)
    }
    return context
  }
}
