import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { InstanceContext } from '../../core/inventory/inventory.ts'
import type { CollectionChartName } from '../../contract/collection-answers.ts'
import { collectionFiles, type ContextFiles } from '../project/collection-files.ts'
import { readContexts, valueFacts } from '../project/value-facts.ts'
import type { Session } from '../session/session.ts'

/** A context as it is drawn: what its instances belong to, and what its series says of itself. */
export interface CollectionContext extends InstanceContext, ContextFiles {
  readonly id: number
  readonly studyDate: string
  readonly studyDescription: string
  readonly seriesDescription: string
  readonly seriesNumber: string
  /** Instances that say Burned In Annotation YES (0028,0301). */
  readonly burnedIn: number
}

/** The smallest part of a collection that is counted: the instances of a context in one Transfer Syntax. */
export interface CollectionCell {
  readonly context: CollectionContext
  readonly transferSyntax: string
  readonly instances: number
  /** What it is in each chart. */
  readonly values: Readonly<Record<CollectionChartName, string>>
}

export type DateStep = 'month' | 'quarter' | 'year'

/** A collection as cells: some thousands, from which every chart and the tree are counted at once. */
export interface CollectionCells {
  readonly cells: readonly CollectionCell[]
  readonly contexts: readonly CollectionContext[]
  /** How long the bars of Study Date are. */
  readonly dateStep: DateStep
}

const SYNTAX: PathText = '(0002,0010)'
const STUDY_DATE: PathText = '(0008,0020)'
const STUDY_DESCRIPTION: PathText = '(0008,1030)'
const SERIES_DESCRIPTION: PathText = '(0008,103E)'
const SERIES_NUMBER: PathText = '(0020,0011)'
const BURNED_IN: PathText = '(0028,0301)'
const PATHS = [SYNTAX, STUDY_DATE, STUDY_DESCRIPTION, SERIES_DESCRIPTION, SERIES_NUMBER, BURNED_IN]

const kept = new WeakMap<readonly unknown[], CollectionCells>()

/** The cells of a session's collection, counted once for each version of the inventory. */
export function collectionCells(session: Session): CollectionCells {
  const version = session.inventory.elements()
  let cells = kept.get(version)
  if (cells === undefined) kept.set(version, (cells = readCells(session)))
  return cells
}

function readCells({ project }: Session): CollectionCells {
  const contexts = readContexts(project)
  const files = collectionFiles(project).byContext()
  const said = valuesByContext(valueFacts(project, contexts, PATHS))
  const found: CollectionContext[] = []
  for (const [id, context] of contexts) {
    const own = files.get(id)
    if (own === undefined) continue
    const commonest = (path: PathText): string => commonestOf(said.get(path)?.get(context))
    found.push({
      ...context,
      ...own,
      id,
      studyDate: commonest(STUDY_DATE),
      studyDescription: commonest(STUDY_DESCRIPTION),
      seriesDescription: commonest(SERIES_DESCRIPTION),
      seriesNumber: commonest(SERIES_NUMBER),
      burnedIn: said.get(BURNED_IN)?.get(context)?.get('YES') ?? 0,
    })
  }
  const dateStep = stepFor(found.map(({ studyDate }) => studyDate))
  const cells = found.flatMap((context) => {
    const syntaxes = said.get(SYNTAX)?.get(contexts.get(context.id) ?? context) ?? new Map<string, number>()
    const named = [...syntaxes].filter(([syntax]) => syntax !== '')
    const rest = context.files - named.reduce((sum, [, count]) => sum + count, 0)
    return [...named, ...(rest > 0 ? [['', rest] as const] : [])].map(([transferSyntax, instances]) => ({
      context,
      transferSyntax,
      instances,
      values: { ...chartValues(context, dateStep), transferSyntax },
    }))
  })
  return { cells, contexts: found, dateStep }
}

type ValuesByContext = ReadonlyMap<PathText, ReadonlyMap<InstanceContext, ReadonlyMap<string, number>>>

/** Of each element the values that the files of each context have, with how many have them. */
function valuesByContext(facts: ReturnType<typeof valueFacts>): ValuesByContext {
  const found = new Map<PathText, Map<InstanceContext, Map<string, number>>>()
  for (const [path, rows] of facts) {
    const contexts = new Map<InstanceContext, Map<string, number>>()
    for (const { value, context, files } of rows) {
      const values = contexts.get(context) ?? new Map<string, number>()
      values.set(value.value, (values.get(value.value) ?? 0) + files)
      contexts.set(context, values)
    }
    found.set(path, contexts)
  }
  return found
}

function commonestOf(values: ReadonlyMap<string, number> | undefined): string {
  let best = ''
  let most = 0
  for (const [value, files] of values ?? []) if (files > most) [best, most] = [value, files]
  return best
}

function chartValues(context: CollectionContext, step: DateStep): Omit<CollectionCell['values'], 'transferSyntax'> {
  const { modality, manufacturer, model, software, sopClass, studyDate } = context
  return { modality, manufacturer, model, software, sopClass, studyDate: periodOf(studyDate, step) }
}

const DATE = /^(\d{4})(0[1-9]|1[0-2])\d{2}$/

/** `2019`, `2019-Q2`, `2019-05`; empty for what is no date. */
export function periodOf(date: string, step: DateStep): string {
  const [, year = '', month = ''] = DATE.exec(date) ?? []
  if (year === '' || step === 'year') return year
  return step === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`
}

/** Bars that are neither fewer than can be read nor more than can be seen. */
function stepFor(dates: readonly string[]): DateStep {
  const years = dates.flatMap((date) => (DATE.test(date) ? [Number(date.slice(0, 4))] : []))
  if (years.length === 0) return 'year'
  // Not by spreading: there are as many as there are series.
  const span = years.reduce((most, year) => Math.max(most, year), 0) - years.reduce((least, year) => Math.min(least, year), 9999)
  return span < 3 ? 'month' : span < 12 ? 'quarter' : 'year'
}
