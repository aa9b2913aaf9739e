import {
  COLLECTION_CHARTS,
  type CollectionBar,
  type CollectionChart,
  type CollectionChartName,
  type CollectionNews,
  type CollectionOverview,
  type CollectionQuery,
  type CollectionReach,
} from '../../contract/collection-answers.ts'
import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import { collectionFiles } from '../project/collection-files.ts'
import type { Session } from '../session/session.ts'
import { chartTitle } from './chart-title.ts'
import { collectionCells, type CollectionCell, type CollectionContext, type DateStep } from './collection-cells.ts'
import { cellFilter } from './collection-filter.ts'

/** A collection in numbers and charts; each chart is counted under the filters of all others. */
export function collectionOverview(session: Session, query: CollectionQuery): CollectionOverview {
  const { cells, contexts, dateStep } = collectionCells(session)
  const { files, instances, notDicom, unreadable } = session.inventory.counts()
  const kinds = commonestModalities(cells)
  const kindOf = (cell: CollectionCell): number => {
    const at = kinds.indexOf(cell.values.modality)
    return at < 0 ? kinds.length : at
  }
  const whole = { ...reachOf(cells), instances }
  const verdictOf = cellFilter(query)
  const charts = new Map(COLLECTION_CHARTS.map((name) => [name, new Map<string, Tally>()]))
  const matching: CollectionCell[] = []
  for (const cell of cells) {
    const verdict = verdictOf(cell)
    if (verdict === 'out') continue
    if (verdict === 'in') matching.push(cell)
    for (const name of verdict === 'in' ? COLLECTION_CHARTS : [verdict])
      add(charts.get(name) ?? new Map<string, Tally>(), cell, name, kindOf(cell), kinds.length + 1)
  }
  const scanners = new Set(contexts.map((one) => JSON.stringify([one.manufacturer, one.model, one.software])))
  return {
    whole: {
      ...whole,
      bytes: contexts.reduce((sum, context) => sum + context.bytes, 0),
      scanners: scanners.size,
      makers: new Set(contexts.map((one) => one.manufacturer.toUpperCase()).filter((maker) => maker !== '')).size,
      files,
      setAside: notDicom + unreadable,
    },
    matching: reachOf(matching),
    kinds,
    charts: COLLECTION_CHARTS.map((name) => chartOf(name, charts.get(name) ?? new Map(), query.filters?.[name] ?? [], dateStep)),
    news: newsOf(session, contexts),
  }
}

interface Tally {
  instances: number
  readonly series: Set<string>
  readonly studies: Set<string>
  readonly parts: number[]
}

function add(bars: Map<string, Tally>, cell: CollectionCell, name: CollectionChartName, kind: number, kinds: number): void {
  const value = cell.values[name]
  let bar = bars.get(value)
  if (bar === undefined)
    bars.set(value, (bar = { instances: 0, series: new Set(), studies: new Set(), parts: Array.from({ length: kinds }, () => 0) }))
  const { study, series } = cell.context
  bar.instances += cell.instances
  if (series !== '') bar.series.add(series)
  // A study is drawn once, with the kind that it was first met with.
  const isNewStudy = study !== '' && !bar.studies.has(study)
  if (isNewStudy) bar.studies.add(study)
  bar.parts[kind] = (bar.parts[kind] ?? 0) + (name === 'studyDate' ? Number(isNewStudy) : cell.instances)
}

function chartOf(name: CollectionChartName, found: ReadonlyMap<string, Tally>, chosen: readonly string[], step: DateStep): CollectionChart {
  const bars: CollectionBar[] = [...found].map(([value, { instances, series, studies, parts }]) => ({
    value,
    title: chartTitle(name, value),
    instances,
    series: series.size,
    studies: studies.size,
    parts,
  }))
  // What was chosen stays to be seen, so that it can be given up again.
  for (const value of chosen) if (!found.has(value)) bars.push({ ...NOTHING, value, title: chartTitle(name, value) })
  if (name !== 'studyDate') return { name, bars: bars.sort((a, b) => b.instances - a.instances || byCodePoint(a.value, b.value)) }
  const dated = bars.filter(({ value }) => value !== '').sort((a, b) => byCodePoint(a.value, b.value))
  return { name, bars: [...withoutGaps(dated, step), ...bars.filter(({ value }) => value === '')], step }
}

const NOTHING = { instances: 0, series: 0, studies: 0, parts: [] }
const MOST_BARS = 400

/** Periods in which there was nothing are bars too, or time would look shorter than it is. */
function withoutGaps(bars: readonly CollectionBar[], step: DateStep): readonly CollectionBar[] {
  const there = new Map(bars.map((bar) => [bar.value, bar]))
  const last = bars.at(-1)?.value ?? ''
  const all: CollectionBar[] = []
  for (let value = bars[0]?.value ?? ''; value !== '' && value <= last && all.length < MOST_BARS; value = nextPeriod(value, step))
    all.push(there.get(value) ?? { ...NOTHING, value, title: value })
  return all.length < MOST_BARS ? all : bars
}

function nextPeriod(value: string, step: DateStep): string {
  const year = Number(value.slice(0, 4))
  const part = Number(value.slice(step === 'quarter' ? 6 : 5))
  const inYear = { year: 0, quarter: 4, month: 12 }[step]
  const [nextYear, next] = step === 'year' || part === inYear ? [year + 1, 1] : [year, part + 1]
  const yearText = String(nextYear).padStart(4, '0')
  return step === 'year' ? yearText : step === 'quarter' ? `${yearText}-Q${next}` : `${yearText}-${String(next).padStart(2, '0')}`
}

function commonestModalities(cells: readonly CollectionCell[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { values, instances } of cells)
    if (values.modality !== '') counts.set(values.modality, (counts.get(values.modality) ?? 0) + instances)
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || byCodePoint(a, b))
    .slice(0, 2)
    .map(([modality]) => modality)
}

function reachOf(cells: readonly CollectionCell[]): CollectionReach {
  const distinct = (field: 'patient' | 'study' | 'series'): number =>
    new Set(cells.map(({ context }) => context[field]).filter((text) => text !== '')).size
  return {
    patients: distinct('patient'),
    studies: distinct('study'),
    series: distinct('series'),
    instances: cells.reduce((sum, cell) => sum + cell.instances, 0),
  }
}

/** A patient, a study, a series is new where none of its files was there before. */
function newsOf({ project, inventory }: Session, contexts: readonly CollectionContext[]): CollectionNews {
  const fresh = (field: 'patient' | 'study' | 'series'): number => {
    const old = new Set(contexts.filter((context) => context.fresh < context.files).map((context) => context[field]))
    const some = contexts.filter((context) => context.fresh > 0 && context[field] !== '' && !old.has(context[field]))
    return new Set(some.map((context) => context[field])).size
  }
  return {
    scans: inventory.scanCount,
    ...collectionFiles(project).news(),
    patients: fresh('patient'),
    studies: fresh('study'),
    series: fresh('series'),
    ...inventory.whatIsNew(),
  }
}
