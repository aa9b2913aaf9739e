import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../core/result.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { PROJECT } from './texts.ts'

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
  let isNew = false
  try {
    if (!existsSync(file)) {
      if (options.create !== true) {
        const there = existsSync(root)
        return fail(
          there
            ? {
                code: 'refused',
                message: PROJECT.noProject(DATABASE),
              }
            : { code: 'not-found', message: PROJECT.noneThere },
        )
      }
      if (existsSync(root)) {
        if (!statSync(root).isDirectory()) return fail({ code: 'refused', message: PROJECT.pathIsFile })
        if (readdirSync(root).length > 0) return fail({ code: 'refused', message: PROJECT.otherFiles })
      }
      mkdirSync(root, { recursive: true })
      isNew = true
    }
    const unlock = options.lookOnly === true ? undefined : takeLock(root)
    if (typeof unlock === 'string') return fail({ code: 'busy', message: unlock })
    try {
      if (isNew) makeForOwner(root, file)
      return openDatabase(root, file, options.lookOnly === true, unlock)
    } catch (error) {
      unlock?.()
      throw error
    }
  } catch (error) {
    return fail({
      code: 'io',
      message: PROJECT.notOpened(machineReason(error)),
    })
  }
}

/** What others of the group may do. */
const GROUP = { writes: 0o020, readsAndWrites: 0o060 }

/**
 * An empty file that only its owner may read, for SQLite to make the database of, which gives the files beside it the same
 * mode: it holds original values, the secret and the crosswalks. Who shares a project says so by its folder: where a group
 * may write into that, the database is for the group, too.
 */
function makeForOwner(root: string, file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  if ((statSync(root).mode & GROUP.writes) !== 0) chmodSync(file, 0o600 | GROUP.readsAndWrites)
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
    return fail({ code: 'refused', message: PROJECT.noDatabase(DATABASE) })
  }
  if (!empty && pragma('application_id') !== APPLICATION_ID) {
    close()
    return fail({ code: 'refused', message: PROJECT.ofOtherProgram(DATABASE) })
  }
  if (!empty && pragma('user_version') !== SCHEMA_VERSION) {
    close()
    return fail({
      code: 'refused',
      message: PROJECT.otherVersion,
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
    return readHolder(note)
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

/** That a project is in use, and by whom as far as the note says it. */
function readHolder(note: string): string {
  try {
    const { user, host, process: id, since } = JSON.parse(readFileSync(note, 'utf8')) as Partial<Record<keyof Holder, unknown>>
    if (id === undefined || typeof since !== 'string') return PROJECT.lock.inUse
    const when = since.slice(0, 16).replace('T', ' ')
    return typeof user === 'string' && typeof host === 'string'
      ? PROJECT.lock.heldBy(user, host, String(id), when)
      : PROJECT.lock.heldByProcess(String(id), when)
  } catch {
    return PROJECT.lock.inUse
  }
}

/** The name that this person is logged in with. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return PROJECT.lock.somebody
  }
}

/** The machine's own word for a failure (`ENOSPC`), without the path that Node's message carries. */
export function machineReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const words: Readonly<Record<string, string>> = PROJECT.machine
    return words[error.code] ?? error.code
  }
  return PROJECT.unexpected
}

/**
 * What a machine can do to a database, in words: SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_BUSY.
 * @param errcode the whole code, of which the lower byte says what it is
 * @returns undefined for anything else, which is a bug
 */
export function databaseReason(errcode: number): string | undefined {
  const words: Readonly<Record<number, string>> = PROJECT.database
  return words[errcode & 0xff]
}
