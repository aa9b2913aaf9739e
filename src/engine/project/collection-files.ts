import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import { inventoryTables } from './inventory-schema.ts'
import { kindInWords, kindsOf, REASON_KIND, reasonInWords } from './kept-reason.ts'
import type { Project } from './project.ts'

/** The files of a context, in numbers. */
export interface ContextFiles {
  readonly files: number
  readonly bytes: number
  /** Files that the last scan found first. */
  readonly fresh: number
  /** The number of one of them. */
  readonly first: number
}

/** An instance in the list of a series. */
export interface InstanceFile {
  readonly id: number
  /** Relative to the collection, with `/`. */
  readonly path: string
  readonly sopInstance: string
}

export interface FilesNews {
  readonly files: number
  readonly changed: number
  readonly gone: number
}

/** The files of a collection, as they are counted and listed for a person. Every answer is one query. */
export interface CollectionFiles {
  byContext(): ReadonlyMap<number, ContextFiles>
  news(): FilesNews
  /** Instances of some contexts, by path. */
  instances(contexts: readonly number[], offset: number, limit: number): readonly InstanceFile[]
  /** The instances that have a SOP Instance UID. */
  ofInstance(sopInstance: string): readonly InstanceFile[]
  setAsideCount(kind: 'not-dicom' | 'unreadable', reason?: string): number
  setAside(
    kind: 'not-dicom' | 'unreadable',
    reason: string | undefined,
    offset: number,
    limit: number,
  ): readonly { readonly path: string; readonly reason: string }[]
  /** How many files were set aside for each reason, commonest first. */
  reasons(kind: 'not-dicom' | 'unreadable'): readonly { readonly reason: string; readonly count: number }[]
  /** An instance by its number; undefined where there is none. */
  instance(id: number): (InstanceFile & { readonly context: number }) | undefined
  /** The instances before and after one in its context, by path. */
  neighbours(file: { readonly path: string; readonly context: number }): { readonly previous?: number; readonly next?: number }
}

export function collectionFiles({ db }: Project): CollectionFiles {
  const { file, note } = inventoryTables('collection')
  const noted = (key: string): number => Number(db.prepare(`SELECT text FROM ${note} WHERE key = ?`).get(key)?.['text'] ?? 0)
  const instanceOf = (row: Readonly<Record<string, unknown>>): InstanceFile => ({
    id: Number(row['id']),
    path: String(row['path']),
    sopInstance: String(row['sop_instance']),
  })
  const forReason = (reason: string | undefined): string =>
    reason === undefined ? '' : `AND ${REASON_KIND} IN (SELECT value FROM json_each(?))`
  const bound = (reason: string | undefined): readonly string[] => (reason === undefined ? [] : [JSON.stringify(kindsOf(reason))])

  return {
    byContext() {
      const rows = db
        .prepare(
          `SELECT context, count(*) AS files, sum(size) AS bytes, sum(id > ?) AS fresh, min(id) AS first
           FROM ${file} WHERE context IS NOT NULL AND kind IS NOT NULL GROUP BY context`,
        )
        .all(noted('scan') > 1 ? noted('last-old-file') : Number.MAX_SAFE_INTEGER)
      return new Map(
        rows.map((row) => [
          Number(row['context']),
          { files: Number(row['files']), bytes: Number(row['bytes']), fresh: Number(row['fresh']), first: Number(row['first']) },
        ]),
      )
    },
    news() {
      if (noted('scan') <= 1) return { files: 0, changed: 0, gone: 0 }
      const fresh = db.prepare(`SELECT count(*) AS files FROM ${file} WHERE id > ?`).get(noted('last-old-file'))
      return { files: Number(fresh?.['files']), changed: noted('changed-files'), gone: noted('gone-files') }
    },
    instances: (contexts, offset, limit) =>
      db
        .prepare(
          `SELECT id, path, sop_instance FROM ${file} WHERE context IN (SELECT value FROM json_each(?)) AND kind = 'instance'
           ORDER BY path LIMIT ? OFFSET ?`,
        )
        .all(JSON.stringify(contexts), limit, offset)
        .map(instanceOf),
    ofInstance: (sopInstance) =>
      db.prepare(`SELECT id, path, sop_instance FROM ${file} WHERE sop_instance = ? ORDER BY path`).all(sopInstance).map(instanceOf),
    setAsideCount: (kind, reason) =>
      Number(
        db.prepare(`SELECT count(*) AS files FROM ${file} WHERE kind = ? ${forReason(reason)}`).get(kind, ...bound(reason))?.['files'],
      ),
    setAside: (kind, reason, offset, limit) =>
      db
        .prepare(`SELECT path, reason FROM ${file} WHERE kind = ? ${forReason(reason)} ORDER BY path LIMIT ? OFFSET ?`)
        .all(kind, ...bound(reason), limit, offset)
        .map((row) => ({ path: String(row['path']), reason: reasonInWords(String(row['reason'])) })),
    reasons(kind) {
      const counts = new Map<string, number>()
      for (const row of db.prepare(`SELECT ${REASON_KIND} AS reason, count(*) AS many FROM ${file} WHERE kind = ? GROUP BY 1`).all(kind)) {
        const words = kindInWords(String(row['reason']))
        counts.set(words, (counts.get(words) ?? 0) + Number(row['many']))
      }
      const reasons = [...counts].map(([reason, count]) => ({ reason, count }))
      return reasons.sort((a, b) => b.count - a.count || byCodePoint(a.reason, b.reason))
    },
    instance(id) {
      const row = db.prepare(`SELECT id, path, sop_instance, context FROM ${file} WHERE id = ? AND context IS NOT NULL`).get(id)
      return row === undefined ? undefined : { ...instanceOf(row), context: Number(row['context']) }
    },
    neighbours({ path, context }) {
      const find = (order: string): number | undefined => {
        const row = db.prepare(`SELECT id FROM ${file} WHERE context = ? AND path ${order} LIMIT 1`).get(context, path)
        return row === undefined ? undefined : Number(row['id'])
      }
      const previous = find('< ? ORDER BY path DESC')
      const next = find('> ? ORDER BY path')
      return { ...(previous === undefined ? {} : { previous }), ...(next === undefined ? {} : { next }) }
    },
  }
}
