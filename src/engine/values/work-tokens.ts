import type { WorkQuery, WorkToken } from '../../contract/value-answers.ts'
import type { Session } from '../session/session.ts'
import { all, holds, sinceOf } from './work-filter.ts'
import type { Part } from './work-part.ts'

/** The words of the worklist's texts. */
export function tokenPart(session: Session, query: WorkQuery): Part {
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
