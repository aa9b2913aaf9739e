import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../core/result.ts'
import type { Outcome } from '../../contract/outcome.ts'

const DATABASE = 'project.sqlite'
const LOCK = 'project.lock'
const HOLDER = 'project.holder.json'
/** Written into the SQLite header, so that a database of another program is never taken for a project: `TgBn`. */
const APPLICATION_ID = 0x5467426e
const SCHEMA_VERSION = 6
/**
 * Bytes of a page of the database. Values come in no order: what a transaction touches are single rows of pages far apart,
 * each of which it reads and writes whole. Fewer, larger ones are less work for the machine, up to here.
 */
const PAGE_SIZE = 16_384

/** A project: one folder with one SQLite file, its reports, and nothing of the collection's bytes. */
export interface Project {
  readonly dir: string
  readonly db: DatabaseSync
  /** Where reports go when no other place is named. */
  readonly reports: string
  readonly lookOnly: boolean
  meta(key: string): string | undefined
  setMeta(key: string, value: string): void
  /** The project's secret (32 bytes): everything keyed, new UIDs and date shifts, comes from it. */
  secret(): Buffer
  isOpen(): boolean
  close(): void
}

/**
 * Opens the project in `dir`; with `create` a missing or empty folder becomes a new one.
 * A folder that holds anything else is refused, and so is a project that a living process holds.
 */
export function openProject(dir: string, options: { readonly create?: boolean; readonly lookOnly?: boolean } = {}): Outcome<Project> {
  const root = resolve(dir)
  const file = join(root, DATABASE)
  try {
    if (!existsSync(file)) {
      if (options.create !== true) {
        const there = existsSync(root)
        return fail(
          there
            ? {
                code: 'refused',
                message: `This folder is not a Tagbench project: it has no ${DATABASE}. Name the project's folder, or scan into a new one.`,
              }
            : { code: 'not-found', message: 'There is no project in that place. Scan a collection into it first.' },
        )
      }
      if (existsSync(root)) {
        if (!statSync(root).isDirectory()) return fail({ code: 'refused', message: 'The project path names a file. Name a folder.' })
        if (readdirSync(root).length > 0)
          return fail({ code: 'refused', message: 'The project folder holds files of something else. Name an empty or a new folder.' })
      }
      mkdirSync(root, { recursive: true })
    }
    const unlock = options.lookOnly === true ? undefined : takeLock(root)
    if (typeof unlock === 'string') return fail({ code: 'busy', message: unlock })
    try {
      return openDatabase(root, file, options.lookOnly === true, unlock)
    } catch (error) {
      unlock?.()
      throw error
    }
  } catch (error) {
    return fail({
      code: 'io',
      message: `The project could not be opened (${machineReason(error)}). Check the disk and the permissions of its folder.`,
    })
  }
}

function openDatabase(root: string, file: string, lookOnly: boolean, unlock: (() => void) | undefined): Outcome<Project> {
  const db = new DatabaseSync(file, { readOnly: lookOnly, timeout: 5000 })
  const pragma = (name: string): number => Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0])
  const close = (): void => {
    db.close()
    unlock?.()
  }
  let empty: boolean
  try {
    empty = Object.values(db.prepare('SELECT count(*) FROM sqlite_master').get() ?? {})[0] === 0
  } catch {
    close()
    return fail({ code: 'refused', message: `${DATABASE} in this folder is no SQLite database. Name another folder.` })
  }
  if (!empty && pragma('application_id') !== APPLICATION_ID) {
    close()
    return fail({ code: 'refused', message: `${DATABASE} in this folder belongs to another program. Name another folder.` })
  }
  if (!empty && pragma('user_version') !== SCHEMA_VERSION) {
    close()
    return fail({
      code: 'refused',
      message: 'This project was made by another version of Tagbench. Scan the collection into a new project.',
    })
  }
  if (!lookOnly) {
    db.exec(`PRAGMA page_size = ${PAGE_SIZE}`)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF')
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`)
    db.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID')
  }
  const read = db.prepare('SELECT value FROM meta WHERE key = ?')
  const meta = (key: string): string | undefined => {
    const row = read.get(key)
    return row === undefined ? undefined : String(row['value'])
  }
  const setMeta = (key: string, value: string): void => {
    db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
  }
  if (!lookOnly && meta('secret') === undefined) setMeta('secret', randomBytes(32).toString('hex'))
  return ok({
    dir: root,
    db,
    reports: join(root, 'reports'),
    lookOnly,
    meta,
    setMeta,
    secret: () => Buffer.from(meta('secret') ?? '', 'hex'),
    isOpen: () => db.isOpen,
    close,
  })
}

/**
 * One process at a time writes to a project. The lock is one that the operating system holds for the process (an
 * exclusive transaction on a file of its own) and takes back when the process dies, however it dies; the note beside
 * it only says who holds it.
 * @returns how to give it back, or who holds it
 */
function takeLock(root: string): (() => void) | string {
  const lock = new DatabaseSync(join(root, LOCK), { timeout: 0 })
  const note = join(root, HOLDER)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    return `The project is in use${readHolder(note)}. Close it there, or open it to look only.`
  }
  const holder: Holder = { user: userName(), host: hostname(), process: process.pid, since: new Date().toISOString() }
  writeFileSync(note, JSON.stringify(holder))
  return () => {
    rmSync(note, { force: true })
    lock.close()
  }
}

/** Who holds a project: for another person who shares its folder to find them. */
interface Holder {
  readonly user: string
  readonly host: string
  readonly process: number
  /** ISO 8601, UTC. */
  readonly since: string
}

/** ` by ada on ward-7 (process 4711) since 2026-11-29 22:18 UTC`; empty where the note says nothing of it. */
function readHolder(note: string): string {
  try {
    const { user, host, process: id, since } = JSON.parse(readFileSync(note, 'utf8')) as Partial<Record<keyof Holder, unknown>>
    if (id === undefined || typeof since !== 'string') return ''
    const who =
      typeof user === 'string' && typeof host === 'string' ? `${user} on ${host} (process ${String(id)})` : `process ${String(id)}`
    return ` by ${who} since ${since.slice(0, 16).replace('T', ' ')} UTC`
  } catch {
    return ''
  }
}

/** The name that this person is logged in with. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'somebody'
  }
}

/** The machine's own word for a failure (`ENOSPC`), without the path that Node's message carries. */
export function machineReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const words: Readonly<Record<string, string>> = {
      ENOSPC: 'no space left',
      EACCES: 'no permission',
      EPERM: 'no permission',
      EROFS: 'read-only',
      ENOENT: 'not there',
      EMFILE: 'too many open files',
    }
    return words[error.code] ?? error.code
  }
  return 'unexpected'
}
