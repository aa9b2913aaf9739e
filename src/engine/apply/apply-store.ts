import type { DatabaseSync } from 'node:sqlite'
import { wordsTellOfEarlierRun } from '../../core/deidentification/problem.ts'
import type { PatientPlan } from '../../core/deidentification/plan-patients.ts'
import { inTransaction } from '../project/inventory-schema.ts'
import type { Project } from '../project/project.ts'
import { MaybeSet } from './maybe-set.ts'

/** What became of one instance, as it is kept between runs. */
export interface AppliedRow {
  /** Of the original, relative to the collection, with `/`. */
  readonly path: string
  readonly status: 'written' | 'left-out' | 'failed'
  /** Why it was not written, or what the curator should know of it. Names places, never values. */
  readonly problem: string
  /** Of the original, as the scan found it. */
  readonly size: number
  readonly mtime: number
  readonly sourceSha256: string
  /** Relative to the output folder, with `/`; empty where nothing was written. */
  readonly outputPath: string
  /** {@link outputPath} as its identifiers give it, before a suffix told it from another file's. */
  readonly basePath: string
  readonly outputSize: number
  readonly outputMtime: number
  readonly outputSha256: string
  /** As `keptIdentity` makes it; empty where nothing was written. */
  readonly identity: string
  /** Whether it had been de-identified before. */
  readonly treatedBefore: boolean
}

export interface NewRun {
  readonly folder: string
  /** Of everything that decides the output bytes beside the originals. */
  readonly digest: string
  /** Operations and settings as JSON, for those who look at the copy later. */
  readonly script: string
}

/** The rows of one run over one output folder. */
export interface RunRows {
  /** What an earlier run left, or this one. */
  earlier(path: string): (AppliedRow & { readonly sameScript: boolean }) | undefined
  /** Whether a file of this run has this output path; names that differ in case only are one. */
  isTaken(outputPath: string): boolean
  /** Keeps what is settled meanwhile all at once, or none of it. */
  together(settle: () => void): void
  /** Settles a file, within {@link together}; what it says of UIDs and of its patient goes into the crosswalk. */
  settle(row: AppliedRow, uids: Iterable<readonly [string, string]>, patient: PatientRow | undefined): void
  /** Output paths of earlier runs whose originals this run has not met. Their rows are forgotten with {@link forgetUnmet}. */
  unmet(): Generator<string>
  forgetUnmet(): void
  end(): void
  /** The database is kept as it is otherwise; to be called however a run ends. */
  leave(): void
}

/**
 * While a run writes: what is committed is on the disk before a file gets its name, so that no file of ours is unknown
 * after a power failure either; one flush then serves all files that are settled together. And pages that are written to
 * again and again go to the disk less often.
 */
const WHILE_WRITING = 'PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -16384'
const OTHERWISE = 'PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -2000'

export interface PatientRow extends Pick<PatientPlan, 'key' | 'id' | 'days'> {
  readonly newId: string
  readonly newName: string | undefined
}

/** `base_path` is empty where it is the output path, as of nearly every file; `treated_before` is NULL where only words tell. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS apply_output (id INTEGER PRIMARY KEY, folder TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS apply_run (
    id INTEGER PRIMARY KEY, output INTEGER NOT NULL, digest TEXT NOT NULL, script TEXT NOT NULL, begun TEXT NOT NULL, ended TEXT
  );
  CREATE TABLE IF NOT EXISTS apply_file (
    output INTEGER NOT NULL, path TEXT NOT NULL, run INTEGER NOT NULL,
    status TEXT NOT NULL, problem TEXT NOT NULL, size INTEGER NOT NULL, mtime REAL NOT NULL, source_sha256 TEXT NOT NULL,
    output_path TEXT NOT NULL, base_path TEXT NOT NULL,
    output_size INTEGER NOT NULL, output_mtime REAL NOT NULL, output_sha256 TEXT NOT NULL, identity TEXT NOT NULL, treated_before INTEGER,
    PRIMARY KEY (output, path)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS apply_uid (output INTEGER NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (output, old)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS apply_patient (
    output INTEGER NOT NULL, key TEXT NOT NULL, id_old TEXT NOT NULL, id_new TEXT NOT NULL, name_new TEXT, days INTEGER, PRIMARY KEY (output, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS apply_number (patient TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
`

/** Names that differ in case only are one file on some file systems; they are of ASCII. */
const NAMES = 'CREATE INDEX IF NOT EXISTS apply_file_name ON apply_file (output_path COLLATE NOCASE, output, run)'
const HAS_NAME = 'output_path = ? COLLATE NOCASE'

export function makeApplyTables({ db, lookOnly }: Project): void {
  if (lookOnly) return
  db.exec(TABLES)
  const columns = new Set(
    db
      .prepare("SELECT name FROM pragma_table_info('apply_file')")
      .all()
      .map(({ name }) => name),
  )
  // Earlier versions said in each row what the run and the path say, and in words alone what had been treated before.
  for (const name of ['output_key', 'digest'])
    if (columns.has(name)) db.exec(`DROP INDEX IF EXISTS apply_file_key; ALTER TABLE apply_file DROP COLUMN ${name}`)
  if (!columns.has('treated_before')) db.exec('ALTER TABLE apply_file ADD COLUMN treated_before INTEGER')
  db.exec(NAMES)
}

/** Whether this project has begun to write into a folder before, and which of its files it wrote. */
export function earlierOutput(project: Project, folder: string): { isOurs(path: string): boolean } | undefined {
  const { db } = project
  const output = db.prepare('SELECT id FROM apply_output WHERE folder = ?').get(folder)?.['id']
  if (output === undefined) return undefined
  const find = db.prepare(`SELECT 1 FROM apply_file WHERE ${HAS_NAME} AND output = ?`)
  return { isOurs: (path) => find.get(path, output) !== undefined }
}

/** Numbers given to patients so far; they stay with them for as long as the project lives. */
export function patientNumbers(project: Project): ReadonlyMap<string, number> {
  const rows = project.db.prepare('SELECT patient, number FROM apply_number').all()
  return new Map(rows.map((row) => [String(row['patient']), Number(row['number'])]))
}

export function keepPatientNumbers(project: Project, numbers: ReadonlyMap<string, number>): void {
  const insert = project.db.prepare('INSERT INTO apply_number (patient, number) VALUES (?, ?) ON CONFLICT DO NOTHING')
  inTransaction(project.db, () => {
    for (const [patient, number] of numbers) insert.run(patient, number)
  })
}

/** UIDs told once need not be told again; forgotten beyond this number, so that memory does not grow. */
const MOST_TOLD = 50_000

/**
 * Begins a run: the first into a folder, the next with another script, or one that goes on where an earlier one stopped.
 * The crosswalk of another script is forgotten.
 */
export function beginRun(project: Project, { folder, digest, script }: NewRun): RunRows {
  const { db } = project
  const { output, run, alike } = inTransaction(db, () => {
    db.prepare('INSERT INTO apply_output (folder) VALUES (?) ON CONFLICT DO NOTHING').run(folder)
    const id = Number(db.prepare('SELECT id FROM apply_output WHERE folder = ?').get(folder)?.['id'])
    const runs = db.prepare('SELECT id, digest FROM apply_run WHERE output = ? ORDER BY id').all(id)
    if (runs.at(-1)?.['digest'] !== digest) {
      db.prepare('DELETE FROM apply_uid WHERE output = ?').run(id)
      db.prepare('DELETE FROM apply_patient WHERE output = ?').run(id)
    }
    db.exec("UPDATE apply_run SET script = ''")
    const insert = db.prepare('INSERT INTO apply_run (output, digest, script, begun) VALUES (?, ?, ?, ?)')
    const number = Number(insert.run(id, digest, script, new Date().toISOString()).lastInsertRowid)
    const sameScript = runs.filter((earlier) => earlier['digest'] === digest).map((earlier) => Number(earlier['id']))
    return { output: id, run: number, alike: new Set([...sameScript, number]) }
  })
  const find = db.prepare('SELECT * FROM apply_file WHERE output = ? AND path = ?')
  const taken = db.prepare(`SELECT 1 FROM apply_file WHERE ${HAS_NAME} AND output = ? AND run = ?`)
  const put = db.prepare(`INSERT OR REPLACE INTO apply_file (output, path, run, status, problem, size, mtime, source_sha256,
    output_path, base_path, output_size, output_mtime, output_sha256, identity, treated_before)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const putUid = db.prepare('INSERT OR REPLACE INTO apply_uid (output, old, new) VALUES (?, ?, ?)')
  const putPatient = db.prepare(
    `INSERT INTO apply_patient (output, key, id_old, id_new, name_new, days) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET id_old = excluded.id_old, id_new = excluded.id_new, name_new = excluded.name_new, days = excluded.days
      WHERE excluded.id_new <> '' OR id_new = ''`,
  )
  const isFirst = db.prepare('SELECT 1 FROM apply_file WHERE output = ? LIMIT 1').get(output) === undefined
  db.exec(WHILE_WRITING)
  // Nearly every path is free: the database is asked only for those that may not be.
  const settled = new MaybeSet()
  const toldUids = new Set<string>()
  /** Whether a new ID has been told of a patient: one that was emptied here and mapped there is known by the mapped one. */
  const toldPatients = new Map<string, boolean>()
  return {
    earlier(path) {
      const row = isFirst ? undefined : find.get(output, path)
      return row === undefined ? undefined : { ...rowOf(row), sameScript: alike.has(Number(row['run'])) }
    },
    isTaken(outputPath) {
      return outputPath !== '' && settled.mayHave(outputPath.toLowerCase()) && taken.get(outputPath, output, run) !== undefined
    },
    together: (settle) => inTransaction(db, settle),
    settle(row, uids, patient) {
      const { path, status, problem, size, mtime, sourceSha256, outputPath, basePath, outputSize, outputMtime, outputSha256, identity } =
        row
      settled.add(outputPath.toLowerCase())
      const base = basePath === outputPath ? '' : basePath
      const copy = [outputPath, base, outputSize, outputMtime, outputSha256, identity, Number(row.treatedBefore)] as const
      put.run(output, path, run, status, problem, size, mtime, sourceSha256, ...copy)
      if (toldUids.size > MOST_TOLD) toldUids.clear()
      for (const [old, made] of uids) {
        if (toldUids.has(old)) continue
        toldUids.add(old)
        putUid.run(output, old, made)
      }
      if (patient === undefined) return
      const told = toldPatients.get(patient.key)
      if (told === true || (told === false && patient.newId === '')) return
      toldPatients.set(patient.key, patient.newId !== '')
      putPatient.run(output, patient.key, patient.id, patient.newId, patient.newName ?? null, patient.days ?? null)
    },
    *unmet() {
      if (isFirst) return
      const page = db.prepare(
        "SELECT path, output_path FROM apply_file WHERE output = ? AND run <> ? AND output_path <> '' AND path > ? ORDER BY path LIMIT 1000",
      )
      for (let after = ''; ;) {
        const rows = page.all(output, run, after)
        for (const row of rows) yield String(row['output_path'])
        const last = rows.at(-1)
        if (last === undefined) return
        after = String(last['path'])
      }
    },
    forgetUnmet() {
      if (!isFirst) db.prepare('DELETE FROM apply_file WHERE output = ? AND run <> ?').run(output, run)
    },
    end: () => void db.prepare('UPDATE apply_run SET ended = ? WHERE id = ?').run(new Date().toISOString(), run),
    leave: () => db.exec(OTHERWISE),
  }
}

function rowOf(row: Record<string, unknown>): AppliedRow {
  const outputPath = String(row['output_path'])
  return {
    path: String(row['path']),
    status: String(row['status']) as AppliedRow['status'],
    problem: String(row['problem']),
    size: Number(row['size']),
    mtime: Number(row['mtime']),
    sourceSha256: String(row['source_sha256']),
    outputPath,
    basePath: String(row['base_path']) || outputPath,
    outputSize: Number(row['output_size']),
    outputMtime: Number(row['output_mtime']),
    outputSha256: String(row['output_sha256']),
    identity: String(row['identity']),
    treatedBefore: wasTreatedBefore(row),
  }
}

function wasTreatedBefore({ treated_before: told, problem }: Record<string, unknown>): boolean {
  return typeof told === 'number' ? told === 1 : wordsTellOfEarlierRun(String(problem))
}

/** The latest run of a project. */
export interface LatestApply {
  /** The output folder. */
  readonly out: string
  readonly digest: string
  /** Whether it came to its end. */
  readonly complete: boolean
  /** Operations and settings that it ran with. */
  readonly script: string
  /** ISO 8601, UTC. */
  readonly begun: string
  readonly id: number
  readonly output: number
}

export function latestRun(project: Project): LatestApply | undefined {
  if (!hasTables(project.db)) return undefined
  const row = project.db
    .prepare('SELECT r.*, o.folder FROM apply_run r JOIN apply_output o ON o.id = r.output ORDER BY r.id DESC LIMIT 1')
    .get()
  if (row === undefined) return undefined
  return {
    out: String(row['folder']),
    digest: String(row['digest']),
    complete: row['ended'] !== null,
    script: String(row['script']),
    begun: String(row['begun']),
    id: Number(row['id']),
    output: Number(row['output']),
  }
}

function hasTables(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'apply_run'").get() !== undefined
}

/** The files of a run by source path, page by page, so that the project can be written to while somebody reads on. */
export function* rowsOfRun(project: Project, run: LatestApply): Generator<AppliedRow> {
  const page = project.db.prepare('SELECT * FROM apply_file WHERE output = ? AND run = ? AND path > ? ORDER BY path LIMIT 1000')
  for (let after = ''; ;) {
    const rows = page.all(run.output, run.id, after)
    for (const row of rows) yield rowOf(row)
    const last = rows.at(-1)
    if (last === undefined) return
    after = String(last['path'])
  }
}

/** A line of `applied.csv`. */
export type ListedRow = readonly [
  path: string,
  outputPath: string,
  sourceSha256: string,
  outputSha256: string,
  status: AppliedRow['status'],
  problem: string,
]

/** {@link rowsOfRun} for who asks for nothing else: a fraction of its time. */
export function* listedRowsOfRun(project: Project, run: LatestApply): Generator<ListedRow> {
  const page = project.db.prepare(
    `SELECT path, output_path, source_sha256, output_sha256, status, problem FROM apply_file
     WHERE output = ? AND run = ? AND path > ? ORDER BY path LIMIT 1000`,
  )
  page.setReturnArrays(true)
  for (let after = ''; ;) {
    const rows = page.all(run.output, run.id, after) as unknown as readonly ListedRow[]
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = last[0]
  }
}

/** What a run made of one file; undefined where it did not come to it. */
export function rowOfFile(project: Project, run: LatestApply, path: string): AppliedRow | undefined {
  const row = project.db.prepare('SELECT * FROM apply_file WHERE output = ? AND run = ? AND path = ?').get(run.output, run.id, path)
  return row === undefined ? undefined : rowOf(row)
}

/** Old and new UIDs of a run, by old UID. */
export function* uidsOfRun(project: Project, run: LatestApply): Generator<readonly [string, string]> {
  const page = project.db.prepare('SELECT old, new FROM apply_uid WHERE output = ? AND old > ? ORDER BY old LIMIT 1000')
  page.setReturnArrays(true)
  for (let after = ''; ;) {
    const rows = page.all(run.output, after) as unknown as readonly (readonly [string, string])[]
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = last[0]
  }
}

/** The patients of a run, by key. */
export function patientsOfRun(project: Project, run: LatestApply): readonly PatientRow[] {
  const rows = project.db
    .prepare('SELECT key, id_old, id_new, name_new, days FROM apply_patient WHERE output = ? ORDER BY key')
    .all(run.output)
  return rows.map((row) => ({
    key: String(row['key']),
    id: String(row['id_old']),
    newId: String(row['id_new']),
    newName: row['name_new'] === null ? undefined : String(row['name_new']),
    days: row['days'] === null ? undefined : Number(row['days']),
  }))
}
