import type { Found, WhereFound } from '../../contract/element-answers.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Equipment, InstanceContext, InventoryElement } from '../../core/inventory/inventory.ts'
import { createFactBlocks, FACTS_OF, type GroupedFacts } from '../project/fact-blocks.ts'
import { inventoryTables } from '../project/inventory-schema.ts'
import type { Project } from '../project/project.ts'
import { readContexts, type Contexts } from '../project/value-facts.ts'
import type { Session } from '../session/session.ts'

/** In the files of which scanners and modalities an element is, and one file that has it. */
export function whereFound(session: Pick<Session, 'project' | 'inventory'>, path: PathText): WhereFound {
  const { project } = session
  const { facts, contexts } = known(session)
  const { path: table } = inventoryTables('collection')
  const id = Number(project.db.prepare(`SELECT id FROM ${table} WHERE key = ?`).get(pathKey(path))?.['id'] ?? -1)
  const equipment = new Map<string, Counted & { scanner: Equipment }>()
  const modalities = new Map<string, Counted & { modality: string }>()
  const filesOf = new Map<number, number>()
  for (let at = facts.starts[id] ?? 0; at < (facts.starts[id + 1] ?? 0); at++) {
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

interface Known {
  readonly facts: GroupedFacts
  readonly contexts: Contexts
}

const remembered = new WeakMap<readonly InventoryElement[], Known>()

/** Where all elements are, read once for each version of the inventory. */
function known({ project, inventory }: Pick<Session, 'project' | 'inventory'>): Known {
  const version = inventory.elements()
  let there = remembered.get(version)
  if (there === undefined) {
    const facts = createFactBlocks(project.db, inventoryTables('collection')).groupAll(FACTS_OF.path)
    remembered.set(version, (there = { facts, contexts: readContexts(project) }))
  }
  return there
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
