import type {
  ValuePlace,
  WorkElement,
  WorkFold,
  WorkLine,
  WorkPage,
  WorkQuery,
  WorkToken,
  WorkValue,
} from '../../contract/value-answers.ts'
import type { Flag } from '../../core/annotation/annotation.ts'
import { overlapMarks } from '../../core/annotation/overlap-marks.ts'
import type { Choice } from '../../core/decisions/decision.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { Session } from '../session/session.ts'
import { workList } from './work-list.ts'

/** A page of the worklist, put together as it is asked for. */
export function workPage(session: Session, query: WorkQuery): WorkPage {
  const list = workList(session)
  if (query.by === 'token' || query.token !== undefined) list.words()
  const parts = partsOf(session, query)
  const { offset = 0, limit = 100 } = query
  const rows: WorkLine[] = []
  let total = 0
  for (const part of parts) {
    const from = Math.max(0, offset - total)
    const to = Math.min(part.size, offset + limit - total)
    if (from < to) rows.push(...part.lines(from, to - from))
    total += part.size
  }
  const found = query.findNext === undefined ? undefined : findNext(parts, query.findNext)
  return { standing: list.standing(), total, rows, ...(found === undefined ? {} : { found }) }
}

/** Some lines of the list that are read together when they are seen. */
interface Part {
  readonly size: number
  lines(offset: number, limit: number): readonly WorkLine[]
  /** The first line from here on that is left, or the last before it; undefined where there is none. */
  nextLeft(from: number, back: boolean): number | undefined
}

function findNext(parts: readonly Part[], { from, back = false }: NonNullable<WorkQuery['findNext']>): number | undefined {
  const starts: number[] = []
  let total = 0
  for (const part of parts) {
    starts.push(total)
    total += part.size
  }
  // Once around: from here to the end, then from the beginning to here.
  const order = parts.map((_, index) => index)
  if (back) order.reverse()
  const from0 = back ? from - 1 : from + 1
  const isAhead = (index: number): boolean => {
    const start = starts[index] ?? 0
    return back ? start <= from0 : start + (parts[index]?.size ?? 0) > from0
  }
  for (const isFirstRound of [true, false]) {
    for (const index of order) {
      const part = parts[index]
      const start = starts[index] ?? 0
      if (part === undefined || part.size === 0 || (isFirstRound && !isAhead(index))) continue
      const within = isFirstRound ? from0 - start : back ? part.size - 1 : 0
      const found = part.nextLeft(back ? Math.min(part.size - 1, within) : Math.max(0, within), back)
      if (found !== undefined) return start + found
    }
  }
  return undefined
}

interface Filter {
  readonly where: string
  readonly bound: readonly (string | number)[]
}

const all = (...filters: readonly (Filter | undefined)[]): Filter => {
  const there = filters.filter((filter) => filter !== undefined)
  return { where: there.map(({ where }) => `(${where})`).join(' AND ') || '1', bound: there.flatMap(({ bound }) => bound) }
}

/** ASCII letters of either case meet, as everywhere in searches. */
function holds(column: string, search: string | undefined): Filter | undefined {
  const text = search?.trim() ?? ''
  return text === '' ? undefined : { where: `${column} LIKE ? ESCAPE '\\'`, bound: [`%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`] }
}

function partsOf(session: Session, query: WorkQuery): readonly Part[] {
  if (query.by === 'element') return elementParts(session, query)
  if (query.by === 'token' && query.token === undefined) return [tokenPart(session, query)]
  const isOpen = query.open?.includes('numeric') === true
  const folded = textPart(session, query, { where: 'x.plain = 1', bound: [] })
  const fold: Part[] = folded.size === 0 || query.token !== undefined ? [] : [foldPart(session, isOpen), ...(isOpen ? [folded] : [])]
  return [textPart(session, query, query.token === undefined ? { where: 'x.plain = 0', bound: [] } : undefined), ...fold]
}

const sinceOf = (query: WorkQuery): number => query.since ?? Number.MAX_SAFE_INTEGER

/** Texts of which something is left, or was when the list began. */
function stillThere(query: WorkQuery): Filter | undefined {
  if (query.only === 'all') return undefined
  const left = { where: 'x.remaining > 0 OR x.seq > ?', bound: [sinceOf(query)] }
  return query.only === 'overlap' ? all(left, { where: 'x.overlap = 1', bound: [] }) : left
}

function withToken(query: WorkQuery): Filter | undefined {
  return query.token === undefined
    ? undefined
    : { where: 'x.id IN (SELECT w.text FROM work_word w JOIN work_token t ON t.id = w.token WHERE t.token = ?)', bound: [query.token] }
}

function textPart(session: Session, query: WorkQuery, further: Filter | undefined): Part {
  const { db } = session.project
  const { where, bound } = all(stillThere(query), withToken(query), holds('x.text', query.search), further)
  const one = (sql: string, ...more: readonly (string | number)[]): number | undefined => {
    const value = Object.values(db.prepare(sql).get(...bound, ...more) ?? {})[0]
    return value === null || value === undefined ? undefined : Number(value)
  }
  return {
    size: one(`SELECT count(*) FROM work_text x WHERE ${where}`) ?? 0,
    lines: (offset, limit) =>
      db
        .prepare(`SELECT x.id, x.text, x.flags FROM work_text x WHERE ${where} ORDER BY x.id LIMIT ? OFFSET ?`)
        .all(...bound, limit, offset)
        .map((row) => textLine(session, Number(row['id']), String(row['text']), String(row['flags']))),
    nextLeft(from, back) {
      const at = one(`SELECT x.id FROM work_text x WHERE ${where} ORDER BY x.id LIMIT 1 OFFSET ?`, from)
      if (at === undefined) return undefined
      const found = back
        ? one(`SELECT max(x.id) FROM work_text x WHERE ${where} AND x.id <= ? AND x.remaining > 0`, at)
        : one(`SELECT min(x.id) FROM work_text x WHERE ${where} AND x.id >= ? AND x.remaining > 0`, at)
      return found === undefined ? undefined : one(`SELECT count(*) FROM work_text x WHERE ${where} AND x.id < ?`, found)
    },
  }
}

const MOST_NAMES = 3

/** A text with all the places it occurs in. */
function textLine(session: Session, id: number, text: string, flags: string): WorkValue {
  const places = session.project.db
    .prepare(
      `SELECT e.path, e.open, p.files, p.is_left, p.choice FROM work_place p JOIN work_element e ON e.id = p.element
       WHERE p.text = ? ORDER BY p.files DESC`,
    )
    .all(id)
  const left = places.filter((place) => Number(place['is_left']) === 1 && Number(place['open']) === 1).length
  const choices = new Set(places.map((place) => (place['choice'] === null ? '' : String(place['choice']))))
  const [only = ''] = choices
  return {
    kind: 'value',
    key: text,
    text,
    places: places.length,
    names: places.slice(0, MOST_NAMES).map((place) => nameOf(session, String(place['path']))),
    files: places.reduce((sum, place) => sum + Number(place['files']), 0),
    ...looksOf(session, text, flags),
    left,
    ...(choices.size === 1 && only !== '' ? { choice: JSON.parse(only) as Choice } : {}),
  }
}

function looksOf(session: Session, text: string, flags: string): Pick<WorkValue, 'flags' | 'overlaps'> {
  const found = flags === '' ? [] : (flags.split(' ') as Flag[])
  return { flags: found, overlaps: found.includes('identity-overlap') ? overlapMarks(text, session.overlap()) : [] }
}

const nameOf = (session: Session, path: PathText): string => session.annotations().get(path)?.name || path

function foldPart(session: Session, open: boolean): Part {
  const row = session.project.db
    .prepare(
      `SELECT count(*) AS texts, coalesce(sum(remaining > 0), 0) AS remaining,
       (SELECT count(DISTINCT p.element) FROM work_place p JOIN work_text x ON x.id = p.text WHERE x.plain = 1) AS elements
       FROM work_text WHERE plain = 1`,
    )
    .get()
  const line: WorkFold = {
    kind: 'fold',
    key: 'numeric',
    elements: Number(row?.['elements']),
    values: Number(row?.['texts']),
    left: Number(row?.['remaining']),
    open,
  }
  return onlyLine(line, !open && line.left > 0)
}

function onlyLine(line: WorkLine, isLeft: boolean): Part {
  return headLine(() => line, isLeft)
}

/** A line that is only made when it is seen: a list has thousands. */
function headLine(line: () => WorkLine, isLeft: boolean): Part {
  return { size: 1, lines: () => [line()], nextLeft: () => (isLeft ? 0 : undefined) }
}

function tokenPart(session: Session, query: WorkQuery): Part {
  const { db } = session.project
  const left = query.only === 'all' ? undefined : { where: 't.remaining > 0 OR t.seq > ?', bound: [sinceOf(query)] }
  const { where, bound } = all(
    left,
    query.only === 'overlap' ? { where: 't.overlap = 1', bound: [] } : undefined,
    holds('t.token', query.search),
  )
  const order = 'ORDER BY t.overlap DESC, t.texts DESC, t.token'
  const ids = db
    .prepare(`SELECT t.id, t.remaining FROM work_token t WHERE ${where} ${order}`)
    .all(...bound)
    .map((row) => ({ id: Number(row['id']), isLeft: Number(row['remaining']) > 0 }))
  return {
    size: ids.length,
    lines: (offset, limit) => ids.slice(offset, offset + limit).map(({ id }) => tokenLine(session, id)),
    nextLeft(from, back) {
      const found = back
        ? ids.slice(0, from + 1).findLastIndex((one) => one.isLeft)
        : ids.findIndex((one, index) => index >= from && one.isLeft)
      return found < 0 ? undefined : found
    },
  }
}

function tokenLine({ project: { db } }: Session, id: number): WorkToken {
  const token = db.prepare('SELECT token, overlap, texts, remaining FROM work_token WHERE id = ?').get(id)
  const files = db.prepare('SELECT sum(p.files) AS files FROM work_word w JOIN work_place p ON p.text = w.text WHERE w.token = ?').get(id)
  const sample = db.prepare('SELECT x.text FROM work_word w JOIN work_text x ON x.id = w.text WHERE w.token = ? LIMIT 4').all(id)
  return {
    kind: 'token',
    key: String(token?.['token']),
    texts: Number(token?.['texts']),
    left: Number(token?.['remaining']),
    files: Number(files?.['files'] ?? 0),
    isOverlap: Number(token?.['overlap']) === 1,
    sample: sample.map((row) => String(row['text'])),
  }
}

/** An element of the list as it stands in its table. */
interface Listed {
  readonly id: number
  readonly path: PathText
  readonly fold: '' | 'numeric' | 'constant'
  readonly isOpen: boolean
  readonly seq: number
  readonly texts: number
  readonly others: number
  readonly left: number
}

function listedElements({ project: { db } }: Session): readonly Listed[] {
  const rows = db
    .prepare(
      `SELECT e.*, coalesce(p.remaining, 0) AS remaining FROM work_element e
       LEFT JOIN (SELECT element, sum(is_left) AS remaining FROM work_place GROUP BY element) p ON p.element = e.id ORDER BY e.path`,
    )
    .all()
  return rows.map((row) => ({
    id: Number(row['id']),
    path: String(row['path']),
    fold: String(row['fold']) as Listed['fold'],
    isOpen: Number(row['open']) === 1,
    seq: Number(row['seq']),
    texts: Number(row['texts']),
    others: Number(row['others']),
    left: Number(row['open']) === 1 ? Number(row['remaining']) : 0,
  }))
}

function elementParts(session: Session, query: WorkQuery): readonly Part[] {
  const open = new Set(query.open ?? [])
  const needle = query.search?.trim().toLowerCase() ?? ''
  const found: { readonly element: Listed; readonly parts: readonly Part[] }[] = []
  const isNarrowed = query.only === 'overlap' || query.token !== undefined
  const whole = isNarrowed ? matchesByElement(session, query, '') : undefined
  const matching = needle === '' ? whole : matchesByElement(session, query, query.search ?? '')
  for (const element of listedElements(session)) {
    if (query.only !== 'all' && !element.isOpen && element.seq <= sinceOf(query)) continue
    const isNamed = needle === '' || `${element.path} ${nameOf(session, element.path)}`.toLowerCase().includes(needle)
    const isNarrow = !isNamed || isNarrowed
    if (isNarrow && ((isNamed ? whole : matching)?.get(element.id) ?? 0) === 0) continue
    // What a search finds among the values stands open by itself.
    const isOpen = isNarrow !== open.has(element.path)
    const head = headLine(() => elementLine(session, element, isOpen), element.left > 0 && !isOpen)
    const values = isOpen ? [placePart(session, element, { ...query, search: isNamed ? '' : (query.search ?? '') })] : []
    found.push({ element, parts: [head, ...values] })
  }
  const ordinary = found.filter(({ element }) => element.fold === '').flatMap(({ parts }) => parts)
  const folds = (['constant', 'numeric'] as const).flatMap((key) => {
    const inFold = found.filter(({ element }) => element.fold === key)
    if (inFold.length === 0) return []
    const isOpen = open.has(key) || needle !== '' || query.only === 'overlap'
    const sum = (count: (element: Listed) => number): number => inFold.reduce((total, { element }) => total + count(element), 0)
    const line: WorkFold = {
      kind: 'fold',
      key,
      elements: inFold.length,
      values: sum(({ texts }) => texts),
      left: sum(({ left }) => left),
      open: isOpen,
    }
    return [onlyLine(line, !isOpen && line.left > 0), ...(isOpen ? inFold.flatMap(({ parts }) => parts) : [])]
  })
  return [...ordinary, ...folds]
}

/** How many values of each element a query leaves, counted at once. */
function matchesByElement({ project: { db } }: Session, query: WorkQuery, search: string): ReadonlyMap<number, number> {
  const left = query.only === 'all' ? undefined : { where: '(p.is_left = 1 AND e.open = 1) OR p.seq > ?', bound: [sinceOf(query)] }
  const overlap = query.only === 'overlap' ? { where: 'x.overlap = 1', bound: [] } : undefined
  const { where, bound } = all(left, overlap, withToken(query), holds('x.text', search))
  const rows = db
    .prepare(
      `SELECT p.element, count(*) AS many FROM work_text x JOIN work_place p ON p.text = x.id JOIN work_element e ON e.id = p.element
       WHERE ${where} GROUP BY p.element`,
    )
    .all(...bound)
  return new Map(rows.map((row) => [Number(row['element']), Number(row['many'])]))
}

function placePart(session: Session, element: Listed, query: WorkQuery): Part {
  const { db } = session.project
  const left =
    query.only === 'all' ? undefined : { where: element.isOpen ? 'p.is_left = 1 OR p.seq > ?' : 'p.seq > ?', bound: [sinceOf(query)] }
  const { where, bound } = all(
    { where: 'p.element = ?', bound: [element.id] },
    left,
    query.only === 'overlap' ? { where: 'x.overlap = 1', bound: [] } : undefined,
    withToken(query),
    holds('x.text', query.search),
  )
  const from = 'FROM work_place p JOIN work_text x ON x.id = p.text'
  const one = (sql: string, ...more: readonly (string | number)[]): number | undefined => {
    const value = Object.values(db.prepare(sql).get(...bound, ...more) ?? {})[0]
    return value === null || value === undefined ? undefined : Number(value)
  }
  const isLeft = element.isOpen ? 'p.is_left = 1' : '0'
  return {
    size: one(`SELECT count(*) ${from} WHERE ${where}`) ?? 0,
    lines: (offset, limit) =>
      db
        .prepare(`SELECT x.text, x.flags, p.files, p.is_left, p.choice ${from} WHERE ${where} ORDER BY p.text LIMIT ? OFFSET ?`)
        .all(...bound, limit, offset)
        .map((row): WorkValue => {
          const text = String(row['text'])
          return {
            kind: 'value',
            key: placeKey(element.path, text),
            text,
            path: element.path,
            places: 1,
            names: [nameOf(session, element.path)],
            files: Number(row['files']),
            ...looksOf(session, text, String(row['flags'])),
            left: element.isOpen ? Number(row['is_left']) : 0,
            ...(row['choice'] === null ? {} : { choice: JSON.parse(String(row['choice'])) as Choice }),
          }
        }),
    nextLeft(at, back) {
      const text = one(`SELECT p.text ${from} WHERE ${where} ORDER BY p.text LIMIT 1 OFFSET ?`, at)
      if (text === undefined) return undefined
      const found = back
        ? one(`SELECT max(p.text) ${from} WHERE ${where} AND p.text <= ? AND ${isLeft}`, text)
        : one(`SELECT min(p.text) ${from} WHERE ${where} AND p.text >= ? AND ${isLeft}`, text)
      return found === undefined ? undefined : one(`SELECT count(*) ${from} WHERE ${where} AND p.text < ?`, found)
    },
  }
}

/** By this a value of one element is named among the targets of a decision. */
export function placeKey(path: PathText, text: string): string {
  return JSON.stringify([path, text])
}

function elementLine(session: Session, element: Listed, open: boolean): WorkElement {
  const row = session.row(element.path)
  const sample = open
    ? []
    : session.project.db
        .prepare('SELECT x.text FROM work_place p JOIN work_text x ON x.id = p.text WHERE p.element = ? ORDER BY p.text LIMIT 4')
        .all(element.id)
        .map((one) => String(one['text']))
  return {
    kind: 'element',
    key: element.path,
    name: row?.annotation.name ?? '',
    vrs: row?.element.vrs ?? [],
    values: element.texts,
    left: element.left,
    others: element.others,
    files: row?.element.files ?? 0,
    open,
    ...(row?.decision === undefined ? {} : { decision: row.decision.choice.decision }),
    proposal: row?.proposal.choice.decision ?? 'review',
    code: row?.annotation.effective.code ?? '',
    isPhiFound: row?.annotation.flags.includes('phi-found') === true,
    sample,
  }
}

/** Where a value of the worklist occurs, and what is decided of it there. */
export function valuePlaces(session: Session, text: string): readonly ValuePlace[] {
  workList(session)
  const rows = session.project.db
    .prepare(
      `SELECT e.path, p.files, p.series, p.patients, p.choice FROM work_text x JOIN work_place p ON p.text = x.id
       JOIN work_element e ON e.id = p.element WHERE x.text = ? ORDER BY p.files DESC, e.path`,
    )
    .all(text)
  return rows.map((row) => {
    const path = String(row['path'])
    return {
      path,
      name: nameOf(session, path),
      files: Number(row['files']),
      series: Number(row['series']),
      patients: Number(row['patients']),
      ...(row['choice'] === null ? {} : { choice: JSON.parse(String(row['choice'])) as Choice }),
    }
  })
}
