import type { Inconsistency, InconsistencyKind } from '../scan/inconsistencies.ts'
import { inTransaction } from './inventory-schema.ts'
import type { Project } from './project.ts'

/** What in the collection contradicts itself, as the last scan found it. */
export interface InconsistencyTable {
  replace(found: Iterable<Inconsistency>): void
  /** In the order in which they were found. */
  all(): Generator<Inconsistency>
  counts(): ReadonlyMap<InconsistencyKind, number>
  page(kind: InconsistencyKind, offset: number, limit: number): readonly Inconsistency[]
}

export function createInconsistencyTable({ db, lookOnly }: Project): InconsistencyTable {
  if (!lookOnly)
    db.exec(`CREATE TABLE IF NOT EXISTS collection_inconsistency (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, has TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS collection_inconsistency_kind ON collection_inconsistency (kind)`)
  const isThere = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'collection_inconsistency'").get() !== undefined
  return {
    replace: (found) =>
      inTransaction(db, () => {
        db.exec('DELETE FROM collection_inconsistency')
        const insert = db.prepare('INSERT INTO collection_inconsistency (kind, subject, has) VALUES (?, ?, ?)')
        for (const { kind, of, has } of found) insert.run(kind, of, JSON.stringify(has))
      }),
    *all() {
      if (!isThere) return
      for (const row of db.prepare('SELECT kind, subject, has FROM collection_inconsistency ORDER BY id').iterate()) yield read(row)
    },
    counts() {
      if (!isThere) return new Map()
      const rows = db.prepare('SELECT kind, count(*) AS many FROM collection_inconsistency GROUP BY kind').all()
      return new Map(rows.map((row) => [String(row['kind']) as InconsistencyKind, Number(row['many'])]))
    },
    page(kind, offset, limit) {
      if (!isThere) return []
      const page = db.prepare('SELECT kind, subject, has FROM collection_inconsistency WHERE kind = ? ORDER BY id LIMIT ? OFFSET ?')
      return page.all(kind, limit, offset).map(read)
    },
  }
}

function read(row: Readonly<Record<string, unknown>>): Inconsistency {
  return {
    kind: String(row['kind']) as InconsistencyKind,
    of: String(row['subject']),
    has: JSON.parse(String(row['has'])) as readonly string[],
  }
}
