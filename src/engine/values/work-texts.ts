import type { WorkFold, WorkQuery, WorkValue } from '../../contract/value-answers.ts'
import type { Flag } from '../../core/annotation/annotation.ts'
import { overlapMarks } from '../../core/annotation/overlap-marks.ts'
import type { Choice } from '../../core/decisions/decision.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import type { Session } from '../session/session.ts'
import { all, holds, stillThere, withToken, type Filter } from './work-filter.ts'
import { onlyLine, rowsOf, type Part } from './work-part.ts'

/** The texts of the worklist, each with all the places it occurs in. */
export function textPart(session: Session, query: WorkQuery, further: Filter | undefined): Part {
  const { db } = session.project
  const { where, bound } = all(stillThere(query), withToken(query), holds('x.text', query.search), further)
  return {
    ...rowsOf(db, { from: 'FROM work_text x', where, bound, by: 'x.id', isLeft: 'x.remaining > 0' }),
    lines: (offset, limit) =>
      db
        .prepare(`SELECT x.id, x.text, x.flags FROM work_text x WHERE ${where} ORDER BY x.id LIMIT ? OFFSET ?`)
        .all(...bound, limit, offset)
        .map((row) => textLine(session, Number(row['id']), String(row['text']), String(row['flags']))),
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

export function looksOf(session: Session, text: string, flags: string): Pick<WorkValue, 'flags' | 'overlaps'> {
  const found = flags === '' ? [] : (flags.split(' ') as Flag[])
  return { flags: found, overlaps: found.includes('identity-overlap') ? overlapMarks(text, session.overlap()) : [] }
}

export const nameOf = (session: Session, path: PathText): string => session.annotations().get(path)?.name || path

/** The line under which texts that are plain numbers stand. */
export function foldPart(session: Session, open: boolean): Part {
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
