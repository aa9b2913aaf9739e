import type { ValuePlace, WorkLine, WorkPage, WorkQuery } from '../../contract/value-answers.ts'
import type { Choice } from '../../core/decisions/decision.ts'
import type { Session } from '../session/session.ts'
import { elementParts } from './work-elements.ts'
import { workList } from './work-list.ts'
import { findNext, type Part } from './work-part.ts'
import { foldPart, nameOf, textPart } from './work-texts.ts'
import { tokenPart } from './work-tokens.ts'

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

function partsOf(session: Session, query: WorkQuery): readonly Part[] {
  if (query.by === 'element') return elementParts(session, query)
  if (query.by === 'token' && query.token === undefined) return [tokenPart(session, query)]
  const isOpen = query.open?.includes('numeric') === true
  const folded = textPart(session, query, { where: 'x.plain = 1', bound: [] })
  const fold: Part[] = folded.size === 0 || query.token !== undefined ? [] : [foldPart(session, isOpen), ...(isOpen ? [folded] : [])]
  return [textPart(session, query, query.token === undefined ? { where: 'x.plain = 0', bound: [] } : undefined), ...fold]
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
