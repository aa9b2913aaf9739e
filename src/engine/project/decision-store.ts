import type { LogEntry } from '../../core/decisions/decision.ts'
import type { Project } from './project.ts'

/** The decision log of a project: entries are only ever added. */
export interface DecisionStore {
  /** All entries, in order. */
  entries(): readonly LogEntry[]
  /** Adds entries, all or none. */
  append(entries: readonly LogEntry[]): void
}

export function createDecisionStore(project: Project): DecisionStore {
  const { db } = project
  if (!project.lookOnly) db.exec('CREATE TABLE IF NOT EXISTS decision_log (id INTEGER PRIMARY KEY, entry TEXT NOT NULL)')
  const rows = db.prepare('SELECT entry FROM decision_log ORDER BY id').all()
  const cached: LogEntry[] = rows.map((row) => JSON.parse(String(row['entry'])) as LogEntry)
  return {
    entries: () => cached,
    append(entries) {
      const insert = db.prepare('INSERT INTO decision_log (id, entry) VALUES (?, ?)')
      db.exec('BEGIN IMMEDIATE')
      try {
        for (const entry of entries) insert.run(entry.id, JSON.stringify(entry))
        db.exec('COMMIT')
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
      // Not by spreading: one act may decide a hundred thousand values.
      for (const entry of entries) cached.push(entry)
    },
  }
}
