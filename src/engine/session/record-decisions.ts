import { append, entriesOfAct, redo, undo, type NewDecision } from '../../core/decisions/decision-log.ts'
import { parseDecisionRows, formatDecisionRows, DECISION_COLUMNS } from '../../core/decisions/decision-csv.ts'
import { offendingValues } from '../../core/decisions/offending-values.ts'
import { choiceForWord } from '../../core/decisions/choice-for-word.ts'
import { formatChoice } from '../../core/decisions/choice-text.ts'
import type { Choice, Proposal, Scope } from '../../core/decisions/decision.ts'
import { isSameScope, scopeHolds } from '../../core/decisions/scope.ts'
import { validateChoice } from '../../core/decisions/validate-choice.ts'
import { formatPath, openedElement, parsePath, pathKey, type PathText } from '../../core/dicom/attribute-path.ts'
import type { InventoryElement, InventoryValue } from '../../core/inventory/inventory.ts'
import { fail, ok } from '../../core/result.ts'
import { isDateOf } from '../../core/script/value-list.ts'
import type { AcceptKind, DecisionRequest, InLog, Recorded } from '../../contract/decision-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { deedTime } from '../project/deed-time.ts'
import { csvText } from '../reports/csv.ts'
import { readCsv } from '../reports/read-csv.ts'
import type { Session } from './session.ts'
import { SESSION } from './texts.ts'

/** Adds decisions to the log as one act. What follows from them is found out by whoever asks for it. */
export function addToLog(session: Session, decisions: readonly NewDecision[], by: string): Outcome<InLog> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.decide })
  const entries = append(session.log.entries(), decisions, { by, at: deedTime() })
  session.log.append(entries)
  return ok({ entries: entries.length, act: entries[0]?.act ?? 0 })
}

/** What is in the log, with what is left to review then. */
export function withOpenReviews(session: Session, logged: Outcome<InLog>): Outcome<Recorded> {
  return logged.ok ? ok({ ...logged.value, openReviews: session.compiled().openReviews.length }) : logged
}

/** The element that a person means who spells its hexadecimal or its Private Creator in another case than the inventory. */
function elementSpeltAs(session: Session, asked: PathText): InventoryElement | undefined {
  const path = parsePath(asked)
  if (path === undefined) return undefined
  const key = pathKey(formatPath(path))
  return session.inventory.elements().find((element) => pathKey(element.path) === key)
}

/** A person's decisions, all or none. They wait for nothing that follows from earlier ones. */
export function decide(session: Session, requests: readonly DecisionRequest[], by: string, source: 'curator' | 'import'): Outcome<InLog> {
  const decisions: NewDecision[] = []
  for (const [index, request] of requests.entries()) {
    const told = (why: string): string => (requests.length > 1 ? SESSION.decisions.oneOf(index + 1, requests.length, why) : why)
    if (parsePath(request.path) === undefined) return fail({ code: 'usage', message: told(SESSION.decisions.noPath) })
    const element = session.element(request.path) ?? (source === 'curator' ? elementSpeltAs(session, request.path) : undefined)
    if (element === undefined && source === 'curator')
      return fail({
        code: 'not-found',
        message: told(SESSION.decisions.noElement),
      })
    const choice = validateChoice(request.choice, element?.vrs ?? [], request.path)
    if (!choice.ok) return fail({ code: 'usage', message: told(choice.failure) })
    const { value, scope = {}, reason = '' } = request
    const path = element?.path ?? request.path
    decisions.push({ path, ...(value === undefined ? {} : { value }), scope, choice: request.choice, source, reason })
  }
  return addToLog(session, decisions, by)
}

/**
 * One choice for many elements; those that it cannot be made for are left as they are, and counted. A choice that is a
 * bare word is treated as each element's proposal has it.
 */
export function decideRows(
  session: Session,
  rows: readonly InventoryRow[],
  { choice, scope = {}, reason = '' }: { readonly choice: Choice; readonly scope?: Scope; readonly reason?: string },
  by: string,
): Outcome<InLog> {
  const decisions = rows.flatMap((row): readonly NewDecision[] => {
    const { path, vrs } = row.element
    const own = choice.treatment === undefined ? choiceForWord(choice.decision, row.proposal.choice) : choice
    return validateChoice(own, vrs, path).ok ? [{ path, scope, choice: own, source: 'curator', reason }] : []
  })
  const leftOut = rows.length - decisions.length
  if (decisions.length === 0 && leftOut > 0) {
    const areInside = rows.every((row) => openedElement(row.element.path) !== undefined)
    const message = areInside ? SESSION.decisions.insideOpaque : SESSION.decisions.onlyDeleted
    return fail({ code: 'refused', message })
  }
  const logged = addToLog(session, decisions, by)
  return logged.ok && leftOut > 0 ? ok({ ...logged.value, leftOut }) : logged
}

/** What is decided when a proposal is accepted; of a Review what the team settled for some scanners, else nothing. */
function putForward({ path, scope, alsoFor = [], choice, source, reason, forSome = [] }: Proposal): readonly NewDecision[] {
  if (choice.decision === 'review')
    return forSome.filter((part) => part.choice.decision !== 'review').map((part) => ({ path, source, ...part }))
  return [scope, ...alsoFor].map((one) => ({ path, scope: one, choice, source, reason }))
}

/** Records what is proposed for these elements, also where something else was decided before. */
export function acceptRows(session: Session, rows: readonly InventoryRow[], by: string): Outcome<InLog> {
  const decisions = rows.flatMap(({ proposal, decision, scoped }): readonly NewDecision[] => {
    if (openedElement(proposal.path) !== undefined) return []
    return putForward(proposal).filter(({ scope, choice }) => {
      const stands = [decision, ...scoped].find((other) => other !== undefined && isSameScope(other.scope, scope))
      return stands === undefined || formatChoice(stands.choice) !== formatChoice(choice)
    })
  })
  const leftOut = rows.length - new Set(decisions.map(({ path }) => path)).size
  const logged = addToLog(session, decisions, by)
  return logged.ok && leftOut > 0 ? ok({ ...logged.value, leftOut }) : logged
}

/** Records what is proposed as decisions, each with its source and reason; a proposal to review stays open. */
export function acceptProposals(session: Session, which: AcceptKind, by: string): Outcome<InLog> {
  const decisions = session.rows().flatMap((row): readonly NewDecision[] => {
    const { proposal } = row
    return isToDecide(row) && (which === 'all' || proposal.source === which) ? putForward(proposal) : []
  })
  return addToLog(session, decisions, by)
}

/** Whether a decision for any scanner is still to be made; what is inside an opaque value has none but its element's. */
export function isToDecide(row: Pick<InventoryRow, 'decision' | 'scoped' | 'element'>): boolean {
  return !isDecided(row) && openedElement(row.element.path) === undefined
}

/** Whether a decision for any scanner is there, or one for each scanner that the element was found on. */
export function isDecided({ decision, scoped, element }: Pick<InventoryRow, 'decision' | 'scoped' | 'element'>): boolean {
  if (decision === undefined) return false
  if (Object.keys(decision.scope).length === 0) return true
  const scopes = [decision, ...scoped].map(({ scope }) => scope)
  return element.equipment.length > 0 && element.equipment.every((scanner) => scopes.some((scope) => scopeHolds(scope, scanner)))
}

/**
 * Records Delete for every element that nobody has settled, and for every narrower Review of it. Of an element that is
 * safe by its kind only the values that are not of the kind go.
 */
export function deleteUnreviewed(session: Session, by: string): Outcome<Recorded> {
  const decisions = session.compiled().openReviews.flatMap((path) => settleUnreviewed(session, path))
  return withOpenReviews(session, addToLog(session, decisions, by))
}

function settleUnreviewed(session: Session, path: PathText): readonly NewDecision[] {
  const asked = SESSION.unreviewed.deleted
  const reviews = session
    .decisions()
    .forPath(path)
    .filter((entry) => entry.choice.decision === 'review')
  const row = session.row(path)
  const apart = undecidedDates(session, path)
  if (apart.length > 0) {
    const choice = { decision: 'delete' } as const
    return apart.map(({ value }): NewDecision => ({ path, value, scope: {}, choice, source: 'unreviewed', reason: asked }))
  }
  const tells = (text: string): boolean => session.overlap()(text) !== undefined
  const offending =
    row === undefined || row.decision !== undefined || row.scoped.length > 0
      ? undefined
      : offendingValues(row.element, row.annotation, session.inventory.values(path), tells)
  const source = 'unreviewed'
  if (offending !== undefined) {
    const reason = SESSION.unreviewed.byKind
    const gone = offending.map((value): NewDecision => ({
      path,
      value: value.value,
      scope: {},
      choice: { decision: 'delete' },
      source,
      reason: asked,
    }))
    return [{ path, scope: {}, choice: { decision: 'retain', treatment: 'keep' }, source, reason }, ...gone]
  }
  const scopes = [{}, ...reviews.map((entry) => entry.scope).filter((scope) => Object.keys(scope).length > 0)]
  return scopes.map((scope) => ({ path, scope, choice: { decision: 'delete', treatment: 'auto' }, source, reason: asked }))
}

/**
 * Where an element is shifted, the values that are no dates and that nobody has decided: they go alone. None where more
 * than these is open, or where a value is held for review on some scanner only.
 */
function undecidedDates(session: Session, path: PathText): readonly InventoryValue[] {
  const decisions = session.decisions()
  const elements = decisions.forPath(path)
  const isForAll = elements.some(({ scope }) => Object.keys(scope).length === 0)
  if (!isForAll || !elements.every(({ choice }) => choice.decision === 'delete' || choice.treatment === 'shift-date')) return []
  if (decisions.values(path).some(({ choice, scope }) => choice.decision === 'review' && Object.keys(scope).length > 0)) return []
  const open = session.inventory
    .values(path)
    .filter((one) => (decisions.lookupValue(path, one.value)?.choice.decision ?? (isDateOf(one) ? 'none' : 'review')) === 'review')
  // Bytes of which nothing can be read have no text to be decided by.
  return open.some(({ value }) => value === '') ? [] : open
}

/** Takes the last act back, or puts it back. */
export function step(session: Session, direction: 'undo' | 'redo', by: string): Outcome<InLog> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.takeBack })
  const log = session.log.entries()
  const entry = direction === 'undo' ? undo(log, { by, at: deedTime() }) : redo(log, { by, at: deedTime() })
  if (entry === undefined)
    return fail({ code: 'refused', message: direction === 'undo' ? SESSION.log.nothingToUndo : SESSION.log.nothingToRedo })
  session.log.append([entry])
  return ok({ entries: entriesOfAct(log, entry.act), act: entry.act })
}

/** Decisions of a file, all or none; who decided there and when is kept in the reason. */
export function importDecisions(session: Session, csv: string, by: string): Outcome<Recorded> {
  const rows = readCsv(csv)
  if (rows === undefined || rows.length === 0) return fail({ code: 'usage', message: SESSION.imports.noCsv })
  const read = parseDecisionRows(rows)
  if (!read.ok) {
    const [first] = read.failure
    return fail({ code: 'usage', message: SESSION.imports.wrongRow(first?.row ?? 0, first?.message ?? '', read.failure.length - 1) })
  }
  const requests = read.value.map(({ decision, by: who, at }) => ({
    ...decision,
    reason: who === '' && at === '' ? decision.reason : SESSION.imports.decidedBy(decision.reason, who, at),
  }))
  return withOpenReviews(session, decide(session, requests, by, 'import'))
}

/** The decisions that hold, as a file that {@link importDecisions} of another project takes. */
export function exportDecisions(session: Session): { readonly text: Generator<string>; readonly rows: number } {
  const rows = formatDecisionRows(session.decisions().all())
  return {
    text: csvText(
      DECISION_COLUMNS,
      rows.map((row) => DECISION_COLUMNS.map((column) => row[column])),
      { guard: true },
    ),
    rows: rows.length,
  }
}
