import type { DatabaseSync } from 'node:sqlite'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import { pathKey } from '../../core/dicom/attribute-path.ts'
import { isVR, type VR } from '../../core/dicom/vr.ts'
import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import { spellingOf, type Spelling } from '../../core/inventory/creator-spelling.ts'
import type { Equipment, InventoryElement, InventoryValue, ValueForm } from '../../core/inventory/inventory.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** A value as the project knows it. */
export interface StoredValue extends InventoryValue {
  /** Number of the scan that saw it first. */
  readonly firstSeen: number
}

export interface InventoryReader {
  /** @param isExact whether every value that is there is said by some file */
  elements(isExact: boolean): readonly InventoryElement[]
  values(path: PathText): readonly StoredValue[]
  /** Number of the scan that saw the path first; 0 for an unknown one. */
  firstSeen(path: PathText): number
  /** Facts have changed: nothing that was computed from them holds. */
  forget(): void
}

export function createInventoryReader(db: DatabaseSync, tables: InventoryTables): InventoryReader {
  const findPath = db.prepare(`SELECT id, since FROM ${tables.path} WHERE key = ?`)
  const contexts = rankedContexts(db, tables)
  const valuesOf = db.prepare(`
    SELECT id, vr, form, value, digest, length, since, context, files FROM ${tables.value}
    WHERE path = ? AND form <> 'sequence' ORDER BY value, vr, form, digest, length`)
  const reachOf = db.prepare(`
    SELECT f.what, sum(f.files) AS files, count(DISTINCT c.series) AS series, count(DISTINCT c.patient) AS patients
    FROM ${tables.value} v JOIN ${tables.valueFact} f ON f.what = v.id JOIN ${contexts.table} c ON c.id = f.context
    WHERE v.path = ? AND v.context IS NULL GROUP BY f.what`)
  /** The values of a path with how far they reach; what no file says any more is passed over. */
  const readValues = (path: number): StoredValue[] => {
    contexts.refresh()
    const named = contexts.named()
    const reaches = new Map<unknown, Reach>()
    for (const row of reachOf.iterate(path))
      reaches.set(row['what'], { files: Number(row['files']), series: Number(row['series']), patients: Number(row['patients']) })
    const values: StoredValue[] = []
    for (const row of valuesOf.iterate(path)) {
      const context = row['context']
      const where = context === null ? undefined : (named.get(Number(context)) ?? NOWHERE)
      const reach = where === undefined ? reaches.get(row['id']) : { files: Number(row['files']), ...where }
      if (reach !== undefined) values.push(valueOf(row, reach))
    }
    return values
  }
  return {
    elements: (isExact) => readElements(db, tables, contexts, isExact),
    values(path) {
      const row = findPath.get(pathKey(path))
      if (row === undefined) return []
      return readValues(Number(row['id']))
    },
    firstSeen: (path) => Number(findPath.get(pathKey(path))?.['since'] ?? 0),
    forget: contexts.forget,
  }
}

type Row = Record<string, unknown>

interface Reach {
  readonly files: number
  readonly series: number
  readonly patients: number
}

const NOWHERE = { series: 0, patients: 0 }

function valueOf(row: Row, { files, series, patients }: Reach): StoredValue {
  const digest = String(row['digest'])
  return {
    vr: vrOf(row['vr']),
    form: String(row['form']) as ValueForm,
    value: String(row['value']),
    length: Number(row['length']),
    ...(digest === '' ? {} : { digest }),
    files,
    series,
    patients,
    firstSeen: Number(row['since']),
  }
}

function vrOf(text: unknown): VR {
  const vr = String(text)
  if (!isVR(vr)) throw new Error('the project holds a value of no VR')
  return vr
}

interface RankedContexts {
  /** Name of the table `id, patient, series, kind`: small numbers, NULL where the file names none. */
  readonly table: string
  refresh(): readonly Kind[]
  /** By context, whether it names a series and a patient, as numbers to be shown. */
  named(): ReadonlyMap<number, { readonly series: number; readonly patients: number }>
  forget(): void
}

/** What else is shown of the instances in which an element occurs. */
interface Kind {
  readonly equipment: Equipment
  readonly modality: string
  readonly sopClass: string
}

/** Contexts as numbers, in a table in memory: counting distinct numbers is several times faster than counting texts. */
function rankedContexts(db: DatabaseSync, tables: InventoryTables): RankedContexts {
  const table = `temp.${tables.context}_rank`
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (id INTEGER PRIMARY KEY, patient INTEGER, series INTEGER, kind INTEGER NOT NULL)`)
  const kinds = 'manufacturer, model, software, modality, sop_class'
  let fresh: readonly Kind[] | undefined
  let named: Map<number, { series: number; patients: number }> | undefined
  return {
    table,
    named: () =>
      (named ??= new Map(
        db
          .prepare(`SELECT id, series IS NOT NULL AS series, patient IS NOT NULL AS patients FROM ${table}`)
          .all()
          .map((row) => [Number(row['id']), { series: Number(row['series']), patients: Number(row['patients']) }]),
      )),
    refresh() {
      if (fresh !== undefined) return fresh
      db.exec(`
        DELETE FROM ${table};
        INSERT INTO ${table}
        SELECT id,
               CASE WHEN patient = '' THEN NULL ELSE dense_rank() OVER (ORDER BY patient) END,
               CASE WHEN series = '' THEN NULL ELSE dense_rank() OVER (ORDER BY series) END,
               dense_rank() OVER (ORDER BY ${kinds}) - 1
        FROM ${tables.context}`)
      fresh = db
        .prepare(`SELECT DISTINCT ${kinds} FROM ${tables.context} ORDER BY ${kinds}`)
        .all()
        .map((row) => ({
          equipment: { manufacturer: String(row['manufacturer']), model: String(row['model']), software: String(row['software']) },
          modality: String(row['modality']),
          sopClass: String(row['sop_class']),
        }))
      return fresh
    },
    forget: () => {
      fresh = undefined
      named = undefined
    },
  }
}

/** Three grouped queries over the facts, never one an element. */
function readElements(db: DatabaseSync, tables: InventoryTables, contexts: RankedContexts, isExact: boolean): readonly InventoryElement[] {
  const kinds = contexts.refresh()
  const kindsOf = grouped(
    db.prepare(`SELECT DISTINCT f.what AS path, c.kind FROM ${tables.pathFact} f JOIN ${contexts.table} c ON c.id = f.context`).iterate(),
    (row) => kinds[Number(row['kind'])],
  )
  const valuesOf = grouped(countValues(db, tables, isExact), (row) => ({
    vr: vrOf(row['vr']),
    count: row['form'] === 'sequence' ? 0 : Number(row['distinct_values']),
  }))
  const spell = readSpelling(db, tables)
  const rows = db.prepare(`
    SELECT p.id, p.key, sum(f.files) AS files, count(DISTINCT c.series) AS series, count(DISTINCT c.patient) AS patients
    FROM ${tables.pathFact} f JOIN ${contexts.table} c ON c.id = f.context JOIN ${tables.path} p ON p.id = f.what
    GROUP BY f.what`)
  const elements = rows.all().map((row): InventoryElement => {
    const id = Number(row['id'])
    const found = valuesOf.get(id) ?? []
    const where = kindsOf.get(id) ?? []
    return {
      path: spell(String(row['key'])),
      vrs: distinct(found.map((each) => each.vr)) as VR[],
      files: Number(row['files']),
      series: Number(row['series']),
      patients: Number(row['patients']),
      distinctValues: found.reduce((sum, each) => sum + each.count, 0),
      equipment: distinctEquipment(where),
      modalities: distinct(where.map((kind) => kind.modality)),
      sopClasses: distinct(where.map((kind) => kind.sopClass)),
    }
  })
  return elements.sort((a, b) => byCodePoint(a.path, b.path))
}

/** Distinct values by path, VR and form. While there are values that no file says any more, they are counted one by one. */
function countValues(db: DatabaseSync, tables: InventoryTables, isExact: boolean): Iterable<Row> {
  const { value, valueCount, valueFact } = tables
  const counted = `SELECT path, vr, form, count(*) AS distinct_values FROM ${value} v
    WHERE context IS NOT NULL OR EXISTS (SELECT 1 FROM ${valueFact} f WHERE f.what = v.id) GROUP BY path, vr, form`
  return db.prepare(isExact ? `SELECT path, vr, form, distinct_values FROM ${valueCount}` : counted).iterate()
}

function readSpelling(db: DatabaseSync, tables: InventoryTables): Spelling {
  const found = db
    .prepare(`SELECT spelling FROM ${tables.creator} c WHERE EXISTS (SELECT 1 FROM ${tables.creatorFact} f WHERE f.what = c.id)`)
    .all()
  return spellingOf(found.map((row) => String(row['spelling'])))
}

function grouped<T>(rows: Iterable<Row>, read: (row: Row) => T | undefined): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const item = read(row)
    if (item === undefined) continue
    const path = Number(row['path'])
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [item])
    else group.push(item)
  }
  return groups
}

/** In order, without repetitions, without what is empty because the files do not say. */
function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort(byCodePoint)
}

/** Kinds come in the order of manufacturer, model and software, so that equal scanners are neighbours once sorted by number. */
function distinctEquipment(kinds: readonly Kind[]): readonly Equipment[] {
  const scanners = new Map(
    kinds.map(({ equipment }) => [`${equipment.manufacturer}\u0000${equipment.model}\u0000${equipment.software}`, equipment]),
  )
  return [...scanners.entries()].sort(([a], [b]) => byCodePoint(a, b)).map(([, equipment]) => equipment)
}
