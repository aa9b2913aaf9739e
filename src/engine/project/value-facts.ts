import type { ValueFact } from '../../core/annotation/evidence.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { InstanceContext, InventoryValue } from '../../core/inventory/inventory.ts'
import { createFactBlocks, FACTS_OF } from './fact-blocks.ts'
import { inventoryTables } from './inventory-schema.ts'
import type { Project } from './project.ts'
import { IS_NO_SEQUENCE, storedValue } from './stored-value.ts'

/** Which contexts an inventory has, by number: read once, and used for every element that is asked for after it. */
export type Contexts = ReadonlyMap<number, InstanceContext>

export function readContexts(project: Project): Contexts {
  const { context } = inventoryTables('collection')
  const rows = project.db
    .prepare(`SELECT id, patient, study, series, modality, sop_class, manufacturer, model, software FROM ${context}`)
    .all()
  return new Map(
    rows.map((row) => [
      Number(row['id']),
      {
        patient: String(row['patient']),
        study: String(row['study']),
        series: String(row['series']),
        modality: String(row['modality']),
        sopClass: String(row['sop_class']),
        manufacturer: String(row['manufacturer']),
        model: String(row['model']),
        software: String(row['software']),
      },
    ]),
  )
}

/**
 * Every value of some elements with the contexts that it is found in; of a Sequence there are none.
 * @returns by path, in one pass over the facts of the project, however many elements are asked for
 */
export function valueFacts({ db }: Project, contexts: Contexts, paths: readonly PathText[]): ReadonlyMap<PathText, readonly ValueFact[]> {
  const tables = inventoryTables('collection')
  const findPath = db.prepare(`SELECT id FROM ${tables.path} WHERE key = ?`)
  const valuesOf = db.prepare(`
    SELECT id, kind, value, digest, since, context, files FROM ${tables.value} WHERE path = ? AND ${IS_NO_SEQUENCE}`)
  const values: { readonly path: PathText; readonly value: InventoryValue }[] = []
  const indexes = new Map<number, number>()
  const first: number[] = []
  for (const path of paths) {
    const id = findPath.get(pathKey(path))?.['id']
    if (id === undefined) continue
    for (const row of valuesOf.iterate(id)) {
      indexes.set(Number(row['id']), values.length)
      if (row['context'] !== null) first.push(values.length, Number(row['context']), Number(row['files']))
      values.push({ path, value: storedValue(row, NOWHERE) })
    }
  }
  const found = new Map<PathText, ValueFact[]>(paths.map((path) => [path, []]))
  if (values.length === 0) return found
  const blocks = createFactBlocks(db, tables)
  const facts = blocks.group(FACTS_OF.value, values.length, (what) => indexes.get(what) ?? -1, first)
  for (const [index, { path, value }] of values.entries()) {
    const own = found.get(path) ?? []
    for (let at = facts.starts[index] ?? 0; at < (facts.starts[index + 1] ?? 0); at++) {
      const context = contexts.get(facts.contexts[at] ?? 0)
      if (context !== undefined) own.push({ value, context, files: facts.files[at] ?? 0 })
    }
  }
  return found
}

const NOWHERE = { files: 0, series: 0, patients: 0 }
