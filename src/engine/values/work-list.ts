import type { DatabaseSync } from 'node:sqlite'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { WorkStanding } from '../../contract/value-answers.ts'
import { shapeFlags } from '../../core/annotation/value-flags.ts'
import type { LogEntry } from '../../core/decisions/decision.ts'
import { isDateOf } from '../../core/script/value-list.ts'
import { pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import { inTemporary } from '../project/inventory-schema.ts'
import type { Session } from '../session/session.ts'
import { isOpen } from '../view/is-open.ts'
import { isNumericText, makeTokenTables, makeWorkTables, settleOrder, sortText, tokensOf } from './work-tables.ts'

/** The worklist of an open project: made from the inventory once, and then kept as the log has it. */
export interface WorkList {
  /** Grows with every change. */
  readonly seq: number
  readonly elements: ReadonlyMap<number, PathText>
  /** Has the words ready. */
  words(): void
  standing(): WorkStanding
}

interface State {
  sources: readonly unknown[]
  entries: number
  seq: number
  hasWords: boolean
  /** As it was counted with this `seq`. */
  standing: WorkStanding | undefined
  ids: Map<string, number>
  elements: Map<number, PathText>
  /** Elements of which only what is no date is listed. */
  shifted: Set<PathText>
}

const states = new WeakMap<Session, State>()

/**
 * Whether the values of an element are to be reviewed one by one: it is open, and what is proposed or decided for it
 * goes by its values. What is proposed as a whole is accepted as a whole.
 */
export function isWork(row: InventoryRow): boolean {
  if (!isOpen(row)) return false
  const choice = row.decision?.choice ?? row.proposal.choice
  return choice.decision === 'review' || choice.treatment === 'clean' || row.decidedValues > 0 || row.decision !== undefined
}

/** Whether of an element only what is no date is left to be reviewed: the dates are shifted. */
export function isShifted(row: InventoryRow): boolean {
  return (row.decision?.choice ?? row.proposal.choice).treatment === 'shift-date'
}

/** The worklist as it is now. */
export function workList(session: Session): WorkList {
  const sources = [session.inventory.elements(), session.annotations(), session.profile.current()]
  let state = states.get(session)
  if (state !== undefined && hasOtherValues(session, state)) state.sources = []
  if (state === undefined || state.sources.some((source, index) => source !== sources[index])) {
    state = {
      sources,
      entries: 0,
      seq: (state?.seq ?? 0) + 1,
      hasWords: false,
      standing: undefined,
      ids: new Map(),
      elements: new Map(),
      shifted: new Set(),
    }
    states.set(session, state)
    build(session, state)
  } else follow(session, state)
  const current = state
  return {
    get seq() {
      return current.seq
    },
    elements: current.elements,
    words: () => {
      if (!current.hasWords) makeWords(session, current)
    },
    standing: () => standingOf(session, current),
  }
}

/** Whether an element of the list is shifted that was not, or the other way: then others of its values are listed. */
function hasOtherValues(session: Session, state: State): boolean {
  if (session.log.entries().length === state.entries) return false
  for (const path of state.elements.values()) {
    const row = session.row(path)
    if (row !== undefined && isShifted(row) !== state.shifted.has(path)) return true
  }
  return false
}

function build(session: Session, state: State): void {
  const { db } = session.project
  makeWorkTables(db)
  inTemporary(db, () => {
    const add = adding(db, 'work_found')
    for (const row of session.rows()) if (isWork(row)) addElement(session, state, row, add)
    settleOrder(db)
  })
  state.entries = session.log.entries().length
}

type Statement = ReturnType<DatabaseSync['prepare']>

/** How elements, texts and their places are added. */
interface Adding {
  readonly putElement: Statement
  readonly putText: Statement
  readonly findText: Statement
  readonly putPlace: Statement
}

function adding(db: DatabaseSync, tables: 'work' | 'work_found'): Adding {
  return {
    putElement: db.prepare('INSERT INTO work_element (path, fold, open, texts, others) VALUES (?, ?, 1, ?, ?)'),
    putText: db.prepare(`INSERT INTO ${tables}_text (text, sort, overlap, flags, plain) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`),
    findText: db.prepare(`SELECT id FROM ${tables}_text WHERE text = ?`),
    putPlace: db.prepare(
      `INSERT INTO ${tables}_place (element, text, files, series, patients, is_left, choice, seq) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
    ),
  }
}

/** Takes an element with its text values into the list. */
function addElement(session: Session, state: State, row: InventoryRow, { putElement, putText, findText, putPlace }: Adding): void {
  const { path } = row.element
  const decisions = session.decisions()
  const overlap = session.overlap()
  const texts = new Map<string, { files: number; series: number; patients: number; vr: (typeof row.element.vrs)[number] }>()
  let others = 0
  const shifted = isShifted(row)
  if (shifted) state.shifted.add(path)
  for (const found of session.inventory.values(path)) {
    if (shifted && isDateOf(found)) continue
    const { form, value, vr, files, series, patients } = found
    if (form !== 'text') others += 1
    else if (value !== '') {
      const there = texts.get(value)
      if (there === undefined) texts.set(value, { files, series, patients, vr })
      else {
        there.files += files
        there.series = Math.max(there.series, series)
        there.patients = Math.max(there.patients, patients)
      }
    }
  }
  const fold = texts.size > 0 && [...texts.keys()].every(isNumericText) ? 'numeric' : texts.size === 1 ? 'constant' : ''
  const element = Number(putElement.run(path, fold, texts.size, others).lastInsertRowid)
  state.ids.set(pathKey(path), element)
  state.elements.set(element, path)
  for (const [text, { files, series, patients, vr }] of texts) {
    const shares = overlap(text) !== undefined
    const flags = [...shapeFlags(text, vr), ...(shares ? ['identity-overlap'] : [])]
    const put = putText.run(text, sortText(text), shares ? 1 : 0, flags.join(' '), isNumericText(text) && !shares ? 1 : 0)
    const id = put.changes > 0 ? Number(put.lastInsertRowid) : Number(findText.get(text)?.['id'])
    const choice = decisions.lookupValue(path, text)?.choice
    const isLeft = choice === undefined || choice.decision === 'review'
    putPlace.run(element, id, files, series, patients, isLeft ? 1 : 0, choice === undefined ? null : JSON.stringify(choice))
  }
}

/** Takes up what was decided, or taken back, since the list was last looked at. */
function follow(session: Session, state: State): void {
  const log = session.log.entries()
  if (log.length === state.entries) return
  const touched = touchedBy(log, state.entries)
  state.entries = log.length
  state.seq += 1
  const { db } = session.project
  inTemporary(db, () => {
    const texts = new Set<number>()
    const findText = db.prepare('SELECT id FROM work_text WHERE text = ?')
    const setPlace = db.prepare('UPDATE work_place SET is_left = ?, choice = ?, seq = ? WHERE element = ? AND text = ?')
    for (const [path, values] of touched.values) {
      const element = state.ids.get(pathKey(path))
      if (element === undefined) continue
      for (const value of values) {
        const text = findText.get(value)?.['id']
        if (text === undefined) continue
        const choice = session.decisions().lookupValue(path, value)?.choice
        const isLeft = choice === undefined || choice.decision === 'review'
        setPlace.run(isLeft ? 1 : 0, choice === undefined ? null : JSON.stringify(choice), state.seq, element, Number(text))
        texts.add(Number(text))
      }
    }
    if (touched.elements || touched.values.size > 0) reopen(session, state, texts)
    settleTexts(session, state, texts)
  })
}

interface Touched {
  readonly values: ReadonlyMap<PathText, ReadonlySet<string>>
  /** Whether whole elements were decided: then others may be open, or no more. */
  readonly elements: boolean
}

function touchedBy(log: readonly LogEntry[], from: number): Touched {
  const values = new Map<PathText, Set<string>>()
  let elements = false
  const touch = (entry: LogEntry): void => {
    if (entry.kind !== 'decide') return
    if (entry.value === undefined) elements = true
    else {
      const own = values.get(entry.path)
      if (own === undefined) values.set(entry.path, new Set([entry.value]))
      else own.add(entry.value)
    }
  }
  const stepped = new Set<number>()
  for (let index = from; index < log.length; index++) {
    const entry = log[index]
    if (entry === undefined) continue
    if (entry.kind === 'decide') touch(entry)
    else stepped.add(entry.act)
  }
  if (stepped.size > 0) for (const entry of log) if (stepped.has(entry.act)) touch(entry)
  return { values, elements }
}

/** Elements that are open now and were not, or are no more; their texts change with them. */
function reopen(session: Session, state: State, texts: Set<number>): void {
  const { db } = session.project
  const wasOpen = new Map(
    db
      .prepare('SELECT path, open FROM work_element')
      .all()
      .map((row) => [String(row['path']), Number(row['open']) === 1]),
  )
  const set = db.prepare('UPDATE work_element SET open = ?, seq = ? WHERE path = ?')
  const keepPlaces = db.prepare('UPDATE work_place SET seq = ? WHERE element = ? AND is_left = 1')
  const textsOf = db.prepare('SELECT text FROM work_place WHERE element = ?')
  let add: Adding | undefined
  for (const row of session.rows()) {
    const { path } = row.element
    const before = wasOpen.get(path)
    if (before === undefined) {
      if (!isWork(row)) continue
      addElement(session, state, row, (add ??= adding(db, 'work')))
      state.hasWords = false
    } else {
      const now = isOpen(row)
      if (now === before) continue
      set.run(now ? 1 : 0, state.seq, path)
      // What is settled with its element stays in its place like what is settled by itself.
      keepPlaces.run(state.seq, state.ids.get(pathKey(path)) ?? -1)
    }
    const element = state.ids.get(pathKey(path)) ?? -1
    for (const place of textsOf.iterate(element)) texts.add(Number(place['text']))
  }
}

/** Counts anew in how many places these texts are left, and with them their words. */
function settleTexts(session: Session, state: State, texts: ReadonlySet<number>): void {
  const { db } = session.project
  const before = db.prepare('SELECT remaining FROM work_text WHERE id = ?')
  const count = db.prepare(`SELECT count(*) AS remaining FROM work_place p JOIN work_element e ON e.id = p.element
    WHERE p.text = ? AND p.is_left = 1 AND e.open = 1`)
  const set = db.prepare('UPDATE work_text SET remaining = ?, seq = ? WHERE id = ?')
  const words = state.hasWords
    ? db.prepare('UPDATE work_token SET remaining = remaining + ?, seq = ? WHERE id IN (SELECT token FROM work_word WHERE text = ?)')
    : undefined
  // Words by their texts are only looked up while they are there.
  if (state.hasWords) db.exec('CREATE INDEX IF NOT EXISTS temp.work_word_text ON work_word (text)')
  for (const text of texts) {
    const was = Number(before.get(text)?.['remaining'] ?? 0)
    const now = Number(count.get(text)?.['remaining'] ?? 0)
    set.run(now, state.seq, text)
    const change = Number(now > 0) - Number(was > 0)
    if (change !== 0) words?.run(change, state.seq, text)
  }
}

function makeWords(session: Session, state: State): void {
  const { db } = session.project
  const overlap = session.overlap()
  inTemporary(db, () => {
    db.exec('DROP TABLE IF EXISTS temp.work_word; DROP TABLE IF EXISTS temp.work_token')
    makeTokenTables(db)
    const put = db.prepare('INSERT INTO work_token (token, overlap) VALUES (?, ?)')
    const link = db.prepare('INSERT INTO work_word (token, text) VALUES (?, ?)')
    const ids = new Map<string, number>()
    for (const row of db.prepare('SELECT id, text FROM work_text WHERE plain = 0').all()) {
      for (const token of tokensOf(String(row['text']))) {
        let id = ids.get(token)
        if (id === undefined) {
          id = Number(put.run(token, overlap(token) === undefined ? 0 : 1).lastInsertRowid)
          ids.set(token, id)
        }
        link.run(id, Number(row['id']))
      }
    }
    db.exec(`
      UPDATE work_token SET
        texts = (SELECT count(*) FROM work_word w WHERE w.token = work_token.id),
        remaining = (SELECT count(*) FROM work_word w JOIN work_text x ON x.id = w.text WHERE w.token = work_token.id AND x.remaining > 0);
      `)
  })
  state.hasWords = true
}

function standingOf({ project: { db } }: Session, state: State): WorkStanding {
  const { seq } = state
  if (state.standing?.seq === seq) return state.standing
  const one = (sql: string): Readonly<Record<string, number>> => (db.prepare(sql).get() ?? {}) as Record<string, number>
  const places = one(`SELECT count(*) AS many, coalesce(sum(p.is_left = 1 AND e.open = 1), 0) AS remaining
    FROM work_place p JOIN work_element e ON e.id = p.element`)
  const texts = one(`SELECT count(*) AS many, coalesce(sum(remaining > 0), 0) AS remaining,
    coalesce(sum(remaining > 0 AND overlap = 1), 0) AS overlaps FROM work_text`)
  const elements = one('SELECT count(*) AS many, coalesce(sum(open), 0) AS remaining FROM work_element')
  state.standing = {
    values: Number(places['many']),
    left: Number(places['remaining']),
    texts: Number(texts['many']),
    textsLeft: Number(texts['remaining']),
    elements: Number(elements['many']),
    elementsLeft: Number(elements['remaining']),
    overlapsLeft: Number(texts['overlaps']),
    seq,
  }
  return state.standing
}
