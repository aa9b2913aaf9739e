import type { Found, WhereFound } from '../../contract/element-answers.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Equipment, InstanceContext } from '../../core/inventory/inventory.ts'
import { createFactBlocks, FACTS_OF } from '../project/fact-blocks.ts'
import { inventoryTables } from '../project/inventory-schema.ts'
import type { Project } from '../project/project.ts'
import { readContexts } from '../project/value-facts.ts'

/** In the files of which scanners and modalities an element is, and one file that has it. */
export function whereFound(project: Project, path: PathText): WhereFound {
  const { db } = project
  const tables = inventoryTables('collection')
  const id = db.prepare(`SELECT id FROM ${tables.path} WHERE key = ?`).get(pathKey(path))?.['id']
  if (id === undefined) return { equipment: [], modalities: [], firstFile: null }
  const facts = createFactBlocks(db, tables).group(FACTS_OF.path, 1, (what) => (what === Number(id) ? 0 : -1))
  const contexts = readContexts(project)
  const equipment = new Map<string, Counted & { scanner: Equipment }>()
  const modalities = new Map<string, Counted & { modality: string }>()
  const filesOf = new Map<number, number>()
  for (let at = 0; at < facts.contexts.length; at++) {
    const number = facts.contexts[at] ?? 0
    const files = facts.files[at] ?? 0
    const context = contexts.get(number)
    if (context === undefined) continue
    filesOf.set(number, (filesOf.get(number) ?? 0) + files)
    const { manufacturer, model, software, modality } = context
    const scanner = `${manufacturer}\u0000${model}\u0000${software}`
    add(entry(equipment, scanner, { scanner: { manufacturer, model, software } }), context, files)
    add(entry(modalities, modality, { modality }), context, files)
  }
  return {
    equipment: [...equipment.values()].map(({ scanner, ...counted }) => ({ scanner, ...found(counted) })).sort(byFiles),
    modalities: [...modalities.values()].map(({ modality, ...counted }) => ({ modality, ...found(counted) })).sort(byFiles),
    firstFile: firstFile(project, filesOf),
  }
}

interface Counted {
  files: number
  readonly series: Set<string>
  readonly patients: Set<string>
}

function entry<T>(map: Map<string, Counted & T>, key: string, what: T): Counted {
  let counted = map.get(key)
  if (counted === undefined) map.set(key, (counted = { files: 0, series: new Set(), patients: new Set(), ...what }))
  return counted
}

function add(counted: Counted, { series, patient }: InstanceContext, files: number): void {
  counted.files += files
  if (series !== '') counted.series.add(series)
  if (patient !== '') counted.patients.add(patient)
}

const found = ({ files, series, patients }: Counted): Found => ({ files, series: series.size, patients: patients.size })
const byFiles = (one: Found, other: Found): number => other.files - one.files

/** Contexts that are asked for a file; the first of most elements is in one of them. */
const MOST_CONTEXTS = 200

/** The first file, by path, of those contexts in which every file has the element: of the others nobody knows which have it. */
function firstFile({ db }: Project, filesOf: ReadonlyMap<number, number>): WhereFound['firstFile'] {
  const { file } = inventoryTables('collection')
  const inContext = db.prepare(`SELECT count(*) AS files, min(path) AS first FROM ${file} WHERE context = ?`)
  let first: string | undefined
  for (const [context, files] of [...filesOf].slice(0, MOST_CONTEXTS)) {
    const row = inContext.get(context)
    if (row === undefined || Number(row['files']) !== files) continue
    const path = String(row['first'])
    if (first === undefined || path < first) first = path
  }
  if (first === undefined) return null
  const number = db.prepare(`SELECT count(*) AS before FROM ${file} WHERE kind IS NOT NULL AND path < ?`).get(first)?.['before']
  return { number: Number(number) + 1, path: first }
}
