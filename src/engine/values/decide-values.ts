import type { InLog } from '../../contract/decision-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import type { WorkQuery, WorkReach, WorkTargets } from '../../contract/value-answers.ts'
import { choiceForWord } from '../../core/decisions/choice-for-word.ts'
import type { NewDecision } from '../../core/decisions/decision-log.ts'
import type { Choice } from '../../core/decisions/decision.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import type { PathText } from '../../core/dicom/attribute-path.ts'
import { fail, ok } from '../../core/result.ts'
import { addToLog } from '../session/record-decisions.ts'
import type { Session } from '../session/session.ts'
import { workList } from './work-list.ts'
import { placeKey } from './work-elements.ts'
import { workPage } from './work-page.ts'
import { VALUES } from './texts.ts'

/** What is decided: an element as a whole, or one of its values. */
interface Target {
  readonly path: PathText
  readonly value?: string
}

/** One choice for values of the worklist, wherever each of them occurs, as one act. */
export function decideValues(
  session: Session,
  targets: WorkTargets,
  { choice, reason = '' }: { readonly choice: Choice; readonly reason?: string },
  by: string,
): Outcome<InLog> {
  const found = targetsOf(session, targets)
  const decisions = found.flatMap(({ path, value }): readonly NewDecision[] => {
    const row = session.row(path)
    if (row === undefined) return []
    const { vrs } = row.element
    const own = value === undefined && choice.treatment === undefined ? choiceForWord(choice.decision, row.proposal.choice) : choice
    if (!validateChoice(own, vrs, path).ok) return []
    return [{ path, ...(value === undefined ? {} : { value }), scope: {}, choice: own, source: 'curator', reason }]
  })
  const leftOut = found.length - decisions.length
  if (decisions.length === 0 && leftOut > 0) return fail({ code: 'refused', message: VALUES.onlyDeleted })
  const logged = addToLog(session, decisions, by)
  return logged.ok && leftOut > 0 ? ok({ ...logged.value, leftOut }) : logged
}

/** How far a decision would reach. */
export function workReach(session: Session, targets: WorkTargets): WorkReach {
  const found = targetsOf(session, targets)
  return {
    decisions: found.length,
    texts: new Set(found.map(({ value }) => value)).size,
    elements: new Set(found.map(({ path }) => path)).size,
  }
}

const PAGE = 2000

function targetsOf(session: Session, targets: WorkTargets): readonly Target[] {
  const list = workList(session)
  if ('keys' in targets) {
    if (targets.by === 'token') list.words()
    return distinct(targets.keys.flatMap((key) => ofKey(session, targets.by, key)))
  }
  const out = new Set(targets.except ?? [])
  const { query } = targets
  if (query.by === 'element') return valuesOfElements(session, query, out)
  const found: Target[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = workPage(session, { ...query, offset, limit: PAGE })
    for (const row of rows)
      if (row.kind !== 'fold' && !out.has(row.key))
        found.push(...ofKey(session, query.by === 'token' && query.token !== undefined ? 'value' : query.by, row.key))
    if (offset + PAGE >= total) return distinct(found)
  }
}

/** Everything that matches by element is values, not elements as a whole; those that stand folded are left alone. */
function valuesOfElements({ project: { db }, ...session }: Session, query: WorkQuery, out: ReadonlySet<string>): readonly Target[] {
  const needle = query.search?.trim().toLowerCase() ?? ''
  const folds = ['', ...(query.open ?? [])]
  const rows = db
    .prepare(
      `SELECT e.path, x.text FROM work_place p JOIN work_element e ON e.id = p.element JOIN work_text x ON x.id = p.text
       WHERE e.fold IN (SELECT value FROM json_each(?)) AND (? OR (e.open = 1 AND p.is_left = 1)) AND (? OR x.overlap = 1)
       ORDER BY e.path, p.text`,
    )
    .all(JSON.stringify(folds), query.only === 'all' ? 1 : 0, query.only === 'overlap' ? 0 : 1)
  return rows.flatMap((row) => {
    const path = String(row['path'])
    const value = String(row['text'])
    if (out.has(path) || out.has(placeKey(path, value))) return []
    const name = session.annotations().get(path)?.name ?? ''
    return needle === '' || `${path} ${name} ${value}`.toLowerCase().includes(needle) ? [{ path, value }] : []
  })
}

function ofKey(session: Session, by: WorkQuery['by'], key: string): readonly Target[] {
  const { db } = session.project
  if (by === 'element') {
    if (!key.startsWith('[')) return [{ path: key }]
    const [path = '', value = ''] = JSON.parse(key) as readonly string[]
    return [{ path, value }]
  }
  const rows =
    by === 'value'
      ? db
          .prepare(
            `SELECT e.path, x.text FROM work_text x JOIN work_place p ON p.text = x.id JOIN work_element e ON e.id = p.element
             WHERE x.text = ? AND (e.open = 1 OR p.choice IS NOT NULL)`,
          )
          .all(key)
      : // What is decided already is not decided anew by a word.
        db
          .prepare(
            `SELECT e.path, x.text FROM work_token t JOIN work_word w ON w.token = t.id JOIN work_text x ON x.id = w.text
             JOIN work_place p ON p.text = x.id JOIN work_element e ON e.id = p.element
             WHERE t.token = ? AND p.is_left = 1 AND e.open = 1`,
          )
          .all(key)
  return rows.map((row) => ({ path: String(row['path']), value: String(row['text']) }))
}

function distinct(targets: readonly Target[]): readonly Target[] {
  const wholes = new Set(targets.filter(({ value }) => value === undefined).map(({ path }) => path))
  const found = new Map<string, Target>()
  for (const target of targets) {
    // An element that is decided as a whole needs no decisions on its values.
    if (target.value !== undefined && wholes.has(target.path)) continue
    found.set(JSON.stringify([target.path, target.value]), target)
  }
  return [...found.values()]
}
