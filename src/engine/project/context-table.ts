import type { DatabaseSync } from 'node:sqlite'
import type { SharedEntity, TogetherIn } from '../../core/confidentiality/deletion.ts'
import type { Equipment, InstanceContext } from '../../core/inventory/inventory.ts'
import type { GroupedFacts } from './fact-blocks.ts'
import type { InventoryTables } from './inventory-schema.ts'

/** What else is shown of the instances in which an element occurs. */
export interface Kind {
  readonly equipment: Equipment
  readonly modality: string
  readonly sopClass: string
}

export interface Reach {
  readonly files: number
  readonly series: number
  readonly patients: number
}

/** @param context one that has `files` files besides those of the facts */
export type ReachOf = (thing: number, context: number | undefined, files: number) => Reach

/** A row of the table of contexts as one. */
export function contextOfRow(row: Readonly<Record<string, unknown>>): InstanceContext {
  const text = (field: string): string => String(row[field])
  return {
    patient: text('patient'),
    study: text('study'),
    series: text('series'),
    modality: text('modality'),
    sopClass: text('sop_class'),
    manufacturer: text('manufacturer'),
    model: text('model'),
    software: text('software'),
  }
}

/** Contexts as numbers, by which everything that has facts is counted. */
export interface ContextTable {
  /** How far each of some things reaches. */
  reaches(facts: GroupedFacts): readonly Reach[]
  /** How far one thing reaches, and further files of a context. */
  reachOf(facts: GroupedFacts): ReachOf
  /** The kinds of instances in which each of some things occurs. */
  kinds(facts: GroupedFacts): readonly (readonly Kind[])[]
  /** Which of some SOP Classes come together in one patient, study or series; undefined where all do. */
  together(sopClasses: readonly string[]): TogetherIn | undefined
}

/** Reads the contexts of a project: some thousands, one a series and scanner. */
export function readContexts(db: DatabaseSync, tables: InventoryTables): ContextTable {
  const rows = db
    .prepare(`SELECT id, patient, study, series, modality, sop_class, manufacturer, model, software FROM ${tables.context}`)
    .all()
  const size = rows.reduce((most, row) => Math.max(most, Number(row['id'])), 0) + 1
  const series = new Int32Array(size).fill(NONE)
  const patient = new Int32Array(size).fill(NONE)
  const kindOf = new Int32Array(size).fill(NONE)
  const seriesNumbers = numbering()
  const patientNumbers = numbering()
  const kindNumbers = numbering()
  const kinds: Kind[] = []
  const groups = { Patient: grouping(), Study: grouping(), Series: grouping() }
  for (const row of rows) {
    const text = (field: string): string => String(row[field])
    const id = Number(row['id'])
    if (text('series') !== '') series[id] = seriesNumbers(text('series'))
    if (text('patient') !== '') patient[id] = patientNumbers(text('patient'))
    for (const entity of ENTITIES) groups[entity].meet(text(entity.toLowerCase()), text('sop_class'))
    const kind = ['manufacturer', 'model', 'software', 'modality', 'sop_class'].map(text)
    const number = kindNumbers(kind.join('\u0000'))
    kindOf[id] = number
    const [manufacturer = '', model = '', software = '', modality = '', sopClass = ''] = kind
    kinds[number] ??= { equipment: { manufacturer, model, software }, modality, sopClass }
  }

  return {
    reaches({ starts, contexts, files }) {
      const ofSeries = distinctCounter(size)
      const ofPatients = distinctCounter(size)
      return Array.from({ length: starts.length - 1 }, (_, index) => {
        const reach = { files: 0, series: 0, patients: 0 }
        for (let at = starts[index] ?? 0; at < (starts[index + 1] ?? 0); at++) {
          const context = contexts[at] ?? 0
          reach.files += files[at] ?? 0
          if (ofSeries(series[context] ?? NONE, index)) reach.series += 1
          if (ofPatients(patient[context] ?? NONE, index)) reach.patients += 1
        }
        return reach
      })
    },
    reachOf({ starts, contexts, files }) {
      // Each question is a thing of its own.
      const ofSeries = distinctCounter(size)
      const ofPatients = distinctCounter(size)
      let question = 0
      return (thing, context, filesMore) => {
        question += 1
        const reach = { files: 0, series: 0, patients: 0 }
        const count = (where: number, some: number): void => {
          reach.files += some
          if (ofSeries(series[where] ?? NONE, question)) reach.series += 1
          if (ofPatients(patient[where] ?? NONE, question)) reach.patients += 1
        }
        if (context !== undefined) count(context, filesMore)
        for (let at = starts[thing] ?? 0; at < (starts[thing + 1] ?? 0); at++) count(contexts[at] ?? 0, files[at] ?? 0)
        return reach
      }
    },
    kinds({ starts, contexts }) {
      const isNew = distinctCounter(size)
      return Array.from({ length: starts.length - 1 }, (_, index) => {
        const found: Kind[] = []
        for (let at = starts[index] ?? 0; at < (starts[index + 1] ?? 0); at++) {
          const number = kindOf[contexts[at] ?? 0] ?? NONE
          const kind = kinds[number]
          if (kind !== undefined && isNew(number, index)) found.push(kind)
        }
        return found
      })
    },
    together(sopClasses) {
      const groupsOf = (entity: SharedEntity): readonly number[] => {
        const inOrder = numbering()
        return sopClasses.map((sopClass) => inOrder(String(groups[entity].of(sopClass))))
      }
      const found = { Patient: groupsOf('Patient'), Study: groupsOf('Study'), Series: groupsOf('Series') }
      return Object.values(found).every((numbers) => new Set(numbers).size <= 1) ? undefined : found
    },
  }
}

const NONE = -1
const ENTITIES = ['Patient', 'Study', 'Series'] as const satisfies readonly SharedEntity[]

/** SOP Classes in groups: those that were met in one entity, which has an ID, are in one, and so are those that both share with a third. */
function grouping(): { meet(entity: string, sopClass: string): void; of(sopClass: string): number } {
  const classNumbers = numbering()
  const firstIn = new Map<string, number>()
  const leaders: number[] = []
  const leaderOf = (number: number): number => {
    const leader = leaders[number] ?? number
    return leader === number ? number : (leaders[number] = leaderOf(leader))
  }
  return {
    meet(entity, sopClass) {
      const number = classNumbers(sopClass)
      if (entity === '') return
      const first = firstIn.get(entity)
      if (first === undefined) firstIn.set(entity, number)
      else leaders[leaderOf(number)] = leaderOf(first)
    },
    of: (sopClass) => leaderOf(classNumbers(sopClass)),
  }
}

function numbering(): (text: string) => number {
  const numbers = new Map<string, number>()
  return (text) => {
    let number = numbers.get(text)
    if (number === undefined) numbers.set(text, (number = numbers.size))
    return number
  }
}

/** Says of each number whether it comes for the first time with this thing; things come one after the other. */
function distinctCounter(size: number): (number: number, thing: number) => boolean {
  const last = new Int32Array(size).fill(NONE)
  return (number, thing) => {
    if (number < 0 || last[number] === thing) return false
    last[number] = thing
    return true
  }
}
