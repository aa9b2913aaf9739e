import type { CollectionDoubt, CollectionLine, CollectionTree, CollectionTreeQuery } from '../../contract/collection-answers.ts'
import { byCodePoint } from '../../core/inventory/code-point-order.ts'
import { patientOf } from '../../core/inventory/instance-context.ts'
import { collectionFiles } from '../project/collection-files.ts'
import { createInconsistencyTable } from '../project/inconsistency-table.ts'
import type { Session } from '../session/session.ts'
import { collectionCells, type CollectionCell, type CollectionCells, type CollectionContext } from './collection-cells.ts'
import { cellFilter } from './collection-filter.ts'

/** A patient, a study, a series, with what is below it. */
interface Node {
  readonly key: string
  readonly level: 1 | 2 | 3
  readonly title: string
  readonly about: string
  /** What a search looks at, in lower case. */
  readonly text: string
  readonly order: string
  readonly contexts: Map<number, CollectionContext>
  readonly below: Map<string, Node>
  instances: number
}

/** A line that stands open or closed, or the instances of an open series, which are read when they are seen. */
type Row = { readonly kind: 'node'; readonly node: Node; readonly open: boolean } | { readonly kind: 'files'; readonly node: Node }

/** A page of the lines that the filters and the search leave; what a search finds stands open down to it. */
export function collectionTree(session: Session, query: CollectionTreeQuery): CollectionTree {
  const roots = treeOf(collectionCells(session), query)
  const rows = rowsOf(roots, query)
  const files = collectionFiles(session.project)
  const { offset = 0, limit = 200 } = query
  const page: CollectionLine[] = []
  const doubts = doubtsOf(session)
  let total = 0
  let found: number | undefined
  for (const row of rows) {
    const size = row.kind === 'node' ? 1 : filesIn(row.node)
    const from = Math.max(0, offset - total)
    const to = Math.min(size, offset + limit - total)
    if (row.kind === 'node') {
      if (query.find === row.node.key) found = total
      if (from < to) page.push(lineOf(row.node, row.open, doubts))
    } else if (from < to) {
      const contexts = [...row.node.contexts.keys()]
      for (const { id, path, sopInstance } of files.instances(contexts, from, to - from))
        page.push(instanceLine(row.node, id, path, sopInstance))
    }
    total += size
  }
  return { total, rows: page, ...(found === undefined ? {} : { found }), patients: roots.length }
}

const trees = new WeakMap<CollectionCells, { readonly of: string; readonly roots: readonly Node[] }>()

/** The nodes under a filter; the last tree is kept, because it is paged through. */
function treeOf(collection: CollectionCells, { filters, withNew }: CollectionTreeQuery): readonly Node[] {
  const of = JSON.stringify([filters, withNew])
  const last = trees.get(collection)
  if (last?.of === of) return last.roots
  const verdictOf = cellFilter({ ...(filters === undefined ? {} : { filters }), ...(withNew === undefined ? {} : { withNew }) })
  const patients = new Map<string, Node>()
  for (const cell of collection.cells) if (verdictOf(cell) === 'in') grow(patients, cell)
  const roots = sorted(patients)
  trees.set(collection, { of, roots })
  return roots
}

function grow(patients: Map<string, Node>, { context, instances }: CollectionCell): void {
  const { patient, study, series } = context
  const { id, issuer } = patientOf(patient)
  const texts = [
    { key: [patient], title: id, about: issuer, order: id },
    { key: [patient, study], title: joined(dateText(context.studyDate), context.studyDescription), about: study, order: context.studyDate },
    {
      key: [patient, study, series],
      title: joined(context.seriesNumber, context.seriesDescription),
      about: series,
      order: context.seriesNumber.padStart(12, '0'),
    },
  ]
  let among = patients
  for (const [index, { key, title, about, order }] of texts.entries()) {
    const name = JSON.stringify(key)
    let node = among.get(name)
    if (node === undefined) {
      const level = ([1, 2, 3] as const)[index] ?? 3
      const text = `${title} ${about} ${index === 1 ? context.studyDate : ''}`.toLowerCase()
      node = { key: name, level, title, about, text, order, contexts: new Map(), below: new Map(), instances: 0 }
      among.set(name, node)
    }
    node.instances += instances
    node.contexts.set(context.id, context)
    among = node.below
  }
}

/** `2019-03-12`; what is no date stands as it is. */
function dateText(date: string): string {
  return /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date
}

const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('  ')

function sorted(nodes: ReadonlyMap<string, Node>): readonly Node[] {
  return [...nodes.values()].sort((a, b) => byCodePoint(a.order, b.order) || byCodePoint(a.key, b.key))
}

function* rowsOf(roots: readonly Node[], { search = '', turned = [] }: CollectionTreeQuery): Generator<Row> {
  const needle = search.trim().toLowerCase()
  const isTurned = new Set(turned)
  /** Whether something below it matches, so that it opens by itself. */
  const holds = (node: Node): boolean => [...node.below.values()].some((one) => one.text.includes(needle) || holds(one))
  function* walk(nodes: readonly Node[], isInside: boolean): Generator<Row> {
    for (const node of nodes) {
      const isFound = isInside || needle === '' || node.text.includes(needle)
      const isAbove = needle !== '' && !isInside && holds(node)
      if (!isFound && !isAbove) continue
      const open = isAbove !== isTurned.has(node.key)
      yield { kind: 'node', node, open }
      if (!open) continue
      if (node.level === 3) yield { kind: 'files', node }
      // What was found is shown whole; above it only the way to it.
      else yield* walk(sorted(node.below), isFound)
    }
  }
  yield* walk(roots, false)
}

const filesIn = (node: Node): number => [...node.contexts.values()].reduce((sum, context) => sum + context.files, 0)

type Doubts = ReadonlyMap<string, CollectionLine['doubts']>

/** What contradicts itself, by the line that it stands on. */
function doubtsOf({ project }: Session): Doubts {
  const several: Readonly<Record<string, CollectionDoubt>> = {
    'patient-of-several-names': 'names',
    'patient-of-several-birth-dates': 'birthDates',
    'patient-of-several-sexes': 'sexes',
    'study-of-several-patients': 'patients',
    'series-of-several-studies': 'studies',
    'series-of-several-modalities': 'modalities',
  }
  const found = new Map<string, { several: CollectionDoubt; many: number }[]>()
  for (const { kind, of, has } of createInconsistencyTable(project).all()) {
    const what = several[kind]
    if (what === undefined) continue
    const own = found.get(of) ?? []
    own.push({ several: what, many: has.length })
    found.set(of, own)
  }
  return found
}

function lineOf(node: Node, open: boolean, doubts: Doubts): CollectionLine {
  const contexts = [...node.contexts.values()]
  const identity = (JSON.parse(node.key) as readonly string[]).at(-1) ?? ''
  const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== '').sort(byCodePoint)
  const first = contexts.reduce((least, context) => Math.min(least, context.first), Number.MAX_SAFE_INTEGER)
  return {
    key: node.key,
    level: node.level,
    title: node.title,
    about: node.about,
    open,
    modalities: distinct(contexts.map(({ modality }) => modality)),
    instances: node.instances,
    equipment: distinct(contexts.map(({ model, software }) => [model, software].filter((text) => text !== '').join(', '))),
    fresh: contexts.reduce((sum, context) => sum + context.fresh, 0),
    doubts: identity === '' ? [] : (doubts.get(identity) ?? []),
    file: first,
  }
}

function instanceLine(node: Node, id: number, path: string, sopInstance: string): CollectionLine {
  const title = path.slice(path.lastIndexOf('/') + 1)
  return {
    key: JSON.stringify([...(JSON.parse(node.key) as readonly string[]), id]),
    level: 4,
    title,
    about: sopInstance,
    open: false,
    modalities: [],
    instances: 1,
    equipment: [],
    fresh: 0,
    doubts: [],
    file: id,
  }
}
