import type { WorkElement, WorkFold, WorkQuery, WorkValue } from '../../contract/value-answers.ts'
import type { Choice } from '../../core/decisions/decision.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { Session } from '../session/session.ts'
import { all, holds, sinceOf, withToken } from './work-filter.ts'
import { headLine, onlyLine, rowsOf, type Part } from './work-part.ts'
import { looksOf, nameOf } from './work-texts.ts'

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

/** The elements of the worklist, those that are open with their values. */
export function elementParts(session: Session, query: WorkQuery): readonly Part[] {
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
  const isLeft = element.isOpen ? 'p.is_left = 1' : '0'
  return {
    ...rowsOf(db, { from, where, bound, by: 'p.text', isLeft }),
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
