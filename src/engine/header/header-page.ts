import { join } from 'node:path'
import type { HeaderAbout, HeaderApplied, HeaderLine, HeaderPage, HeaderQuery, HeaderValue } from '../../contract/header-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { describe } from '../../core/annotation/describe.ts'
import type { InstanceContext } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import { latestRun, rowOfFile } from '../apply/apply-store.ts'
import { chartTitle } from '../collection/chart-title.ts'
import { collectionFiles } from '../project/collection-files.ts'
import { createInventoryStore } from '../project/inventory-store.ts'
import { readContexts } from '../project/value-facts.ts'
import { COLLECTION } from '../scan/scan-collection.ts'
import type { Session } from '../session/session.ts'
import { findStanding, headerEntries, type HeaderEntry } from './header-entries.ts'
import { outsidePlaces } from './outside-places.ts'
import { withInstance } from './read-instance.ts'
import { valueInFull } from './value-in-full.ts'
import { HEADER } from './texts.ts'

/** A header as it was read. */
interface ReadHeader {
  readonly about: HeaderAbout
  readonly context: InstanceContext | undefined
  readonly entries: readonly HeaderEntry[]
}

/** Headers that are paged through now; a few, as each may have hundreds of thousands of lines. */
const MOST_HELD = 3
const held = new Map<string, ReadHeader>()

const NOT_THERE = {
  code: 'not-found',
  message: HEADER.noInstance,
} as const

/** A page of the lines of a header, with what is decided of each. The file is read once, and kept while it is looked at. */
export function headerPage(session: Session, file: number, query: HeaderQuery): Outcome<HeaderPage> {
  const read = readHeader(session, file)
  if (!read.ok) return read
  const { about, context, entries } = read.value
  const judge = judgeOf(session, context)
  const lines = shownLines(entries, query, judge)
  const { offset = 0, limit = 200, find } = query
  const found = find === undefined ? -1 : lines.findIndex((entry) => entry.kind === 'element' && entry.node.text === find)
  const folded = new Set(query.folded ?? [])
  return ok({
    about,
    total: lines.length,
    rows: lines.slice(offset, offset + limit).map((entry) => lineOf(entry, judge, folded.has(entry.path))),
    ...(found < 0 ? {} : { found }),
  })
}

/** One value in full, of the original or of its copy. */
export function headerValue(session: Session, file: number, path: string, after: boolean): Outcome<HeaderValue> {
  const place = placeOf(session, file)
  const where = after ? place?.output : place?.original
  if (where === undefined) return fail(NOT_THERE)
  const value = withInstance(where, (instance) => {
    const standing = findStanding(instance, path)
    return standing === undefined ? undefined : valueInFull(standing)
  })
  if (!value.ok) return value
  return value.value === undefined ? fail({ code: 'not-found', message: HEADER.noElement }) : ok(value.value)
}

interface Placed {
  readonly original: string
  readonly output: string | undefined
  readonly path: string
  readonly context: number
  readonly status: HeaderApplied['status'] | 'none'
  readonly outputPath: string
  readonly problem: string
}

function placeOf({ project }: Session, file: number): Placed | undefined {
  const instance = collectionFiles(project).instance(file)
  const root = project.meta(COLLECTION)
  if (instance === undefined || root === undefined) return undefined
  const { path, context } = instance
  const run = latestRun(project)
  const row = run === undefined ? undefined : rowOfFile(project, run, path)
  const written = run !== undefined && row?.status === 'written' ? row.outputPath : ''
  return {
    original: join(root, path),
    output: run === undefined || written === '' ? undefined : join(run.out, written),
    path,
    context,
    status: run === undefined ? 'none' : (row?.status ?? 'not-reached'),
    outputPath: written,
    problem: row?.problem ?? '',
  }
}

function readHeader(session: Session, file: number): Outcome<ReadHeader> {
  const place = placeOf(session, file)
  if (place === undefined) return fail(NOT_THERE)
  const key = JSON.stringify([
    session.project.dir,
    createInventoryStore(session.project).scanCount,
    file,
    place,
    latestRun(session.project)?.id,
  ])
  const there = held.get(key)
  if (there !== undefined) return ok(there)
  const read = withInstance(place.original, (before) => {
    const bytes = before.source.size
    const { uid } = before.file.transferSyntax
    const original = { path: place.path, instance: before }
    const both =
      place.output === undefined
        ? undefined
        : withInstance(place.output, (after) => ({
            entries: headerEntries(before, after),
            outside: outsidePlaces(original, { path: place.outputPath, instance: after }),
          }))
    if (both?.ok === true) return { ...both.value, bytes, uid, isReadable: true }
    const alone = { entries: headerEntries(before, undefined), outside: outsidePlaces(original, undefined) }
    return { ...alone, bytes, uid, isReadable: both === undefined }
  })
  if (!read.ok) return read
  const { entries, outside, bytes, uid, isReadable } = read.value
  const context = readContexts(session.project).get(place.context)
  const neighbours = collectionFiles(session.project).neighbours({ path: place.path, context: place.context })
  const header: ReadHeader = {
    entries,
    context,
    about: {
      file,
      path: place.path,
      bytes,
      sopClass: chartTitle('sopClass', context?.sopClass ?? ''),
      transferSyntax: chartTitle('transferSyntax', uid),
      elements: entries.filter(({ kind }) => kind === 'element').length,
      ...neighbours,
      outside,
      applied: place.status === 'none' ? null : appliedOf(entries, place, isReadable),
    },
  }
  for (const oldest of [...held.keys()].slice(0, Math.max(0, held.size - MOST_HELD + 1))) held.delete(oldest)
  held.set(key, header)
  return ok(header)
}

function appliedOf(entries: readonly HeaderEntry[], place: Placed, isReadable: boolean): HeaderApplied {
  const count = (...fates: readonly HeaderEntry['fate'][]): number =>
    entries.filter(({ kind, items, fate }) => kind === 'element' && items === undefined && fates.includes(fate)).length
  return {
    status: isReadable || place.status === 'none' ? (place.status as HeaderApplied['status']) : 'not-readable',
    path: place.outputPath,
    problem: place.problem,
    kept: count('kept'),
    changed: count('changed', 'emptied'),
    removed: count('removed'),
    added: count('added'),
  }
}

type Judgement = Pick<HeaderLine, 'code' | 'effectiveCode' | 'decision' | 'treatment' | 'proposal' | 'operations'> & {
  readonly name: string
}
type Judge = (entry: HeaderEntry) => Judgement

/** What is known, proposed and decided of an element of this instance: by its own scanner, and by its own value. */
function judgeOf(session: Session, context: InstanceContext | undefined): Judge {
  const decisions = session.decisions()
  return ({ node, before, kind }) => {
    const row = kind === 'element' ? session.row(node.text) : undefined
    if (row === undefined) {
      const name = kind === 'element' ? describe(node.path).name : ''
      return { code: '', effectiveCode: '', operations: [], name }
    }
    const own = before === undefined ? undefined : decisions.lookupValue(node.text, before.text, context)
    const choice = (own ?? decisions.lookup(node.text, context))?.choice
    const { tableE, effective } = row.annotation
    return {
      code: tableE,
      effectiveCode: effective.code,
      name: row.annotation.name,
      operations: row.operations,
      proposal: row.proposal.choice.decision,
      ...(choice === undefined ? {} : { decision: choice.decision }),
      ...(choice?.treatment === undefined ? {} : { treatment: choice.treatment }),
    }
  }
}

/** The lines that a query leaves: what matches with everything above it; without a search what is not folded away. */
function shownLines(
  entries: readonly HeaderEntry[],
  { search = '', only = 'all', folded = [] }: HeaderQuery,
  judge: Judge,
): readonly HeaderEntry[] {
  const needle = search.trim().toLowerCase()
  const isFolded = new Set(folded)
  if (needle === '' && only === 'all') {
    if (isFolded.size === 0) return entries
    let foldedAt = -1
    return entries.filter((entry) => {
      if (foldedAt >= 0 && entry.depth > foldedAt) return false
      foldedAt = isFolded.has(entry.path) ? entry.depth : -1
      return true
    })
  }
  const matches = (entry: HeaderEntry): boolean => {
    if (entry.kind === 'item') return false
    if (only === 'changed' && (entry.fate === undefined || entry.fate === 'kept' || entry.items !== undefined)) {
      if (!(entry.items !== undefined && (entry.fate === 'removed' || entry.fate === 'added' || entry.fate === 'emptied'))) return false
    }
    if (only === 'open' && !judge(entry).operations.includes('blocked')) return false
    if (needle === '') return true
    const texts = [entry.path, judge(entry).name, entry.before?.text ?? '', entry.after?.text ?? '']
    return texts.some((text) => text.toLowerCase().includes(needle))
  }
  const kept: HeaderEntry[] = []
  const above: HeaderEntry[] = []
  let shownAbove = 0
  for (const entry of entries) {
    while ((above.at(-1)?.depth ?? -1) >= entry.depth) above.pop()
    shownAbove = Math.min(shownAbove, above.length)
    if (matches(entry)) {
      kept.push(...above.slice(shownAbove), entry)
      shownAbove = above.length + (entry.items === undefined ? 0 : 1)
    }
    if (entry.items !== undefined || entry.kind === 'item') above.push(entry)
  }
  return kept
}

function lineOf(entry: HeaderEntry, judge: Judge, folded: boolean): HeaderLine {
  const { kind, path, node, depth, vr, items, before, after, fate } = entry
  const { name, ...judgement } = judge(entry)
  const value = before ?? after
  const changed = fate !== undefined && fate !== 'kept' && fate !== 'added' && after !== undefined
  const last = /\[(\d+)\]$/.exec(path)?.[1]
  return {
    kind,
    path,
    pattern: node.text,
    depth,
    tag: kind === 'item' ? HEADER.item(Number(last ?? 0) + 1) : path.slice(path.lastIndexOf('(')),
    name,
    vr,
    length: value?.length ?? 0,
    value: value?.text ?? '',
    isCut: value?.isCut ?? false,
    ...(items === undefined ? {} : { items }),
    ...(items === undefined && kind === 'element' ? {} : { folded }),
    ...judgement,
    ...(fate === undefined ? {} : { fate }),
    ...(changed ? { after: after.text, isAfterCut: after.isCut } : {}),
  }
}
