import { BASIC_PROFILE } from '../../core/confidentiality/profile-changes.ts'
import { PROFILE_OPTIONS, type Profile } from '../../core/confidentiality/profile.ts'
import { validateProfile } from '../../core/confidentiality/validate-profile.ts'
import { formatChoice } from '../../core/decisions/choice-text.ts'
import { ledgerOf, putBack, takeBack, type ActLedger, type OfAct } from '../../core/decisions/decision-log.ts'
import type { DecisionEntry, UndoEntry } from '../../core/decisions/decision.ts'
import { fail, ok } from '../../core/result.ts'
import type { Page } from '../../contract/inventory-answers.ts'
import type { InLog } from '../../contract/decision-answers.ts'
import type { Deed, DecisionAct, HistoryDecision, HistoryLine, ProfileChange, SettingChange } from '../../contract/history-answers.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { deedTime } from '../project/deed-time.ts'
import type { Session } from './session.ts'
import { SESSION } from './texts.ts'

/** Which lines of a history are asked for. */
export interface HistoryQuery {
  readonly search?: string
  readonly offset?: number
  readonly limit?: number
}

const USUAL_PAGE = 100

/** Everything that was decided and set, the latest first. */
export function projectHistory(session: Session, query: HistoryQuery): Page<HistoryLine> {
  const lines: readonly HistoryLine[] = [...decisionActs(session, query.search ?? ''), ...profileChanges(session, query.search ?? '')]
  return pageOf(
    lines.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)),
    query,
  )
}

/** The decisions of one act, in their order. */
export function actDecisions(session: Session, act: number, query: HistoryQuery): Page<HistoryDecision> {
  const log = session.log.entries()
  const ledger = ledgerOf(log)
  const matches = finder(session, query.search ?? '')
  const made = log.filter((entry): entry is DecisionEntry => entry.kind === 'decide' && entry.act === act && matches(entry))
  const page = pageOf(made, query)
  return { total: page.total, rows: page.rows.map((entry) => decisionOf(session, ledger, entry)) }
}

function decisionActs(session: Session, search: string): readonly DecisionAct[] {
  const log = session.log.entries()
  const ledger = ledgerOf(log)
  const matches = finder(session, search)
  const acts = new Map<number, { decisions: number; found: number; singlyBack: number; first: DecisionEntry | undefined; deed: Deed }>()
  for (const entry of log) {
    if (entry.kind !== 'decide') continue
    const act = acts.get(entry.act) ?? { decisions: 0, found: 0, singlyBack: 0, first: undefined, deed: entry }
    acts.set(entry.act, act)
    act.decisions += 1
    if (ledger.takenBackSingly(entry.id) !== undefined) act.singlyBack += 1
    if (!matches(entry)) continue
    act.found += 1
    act.first ??= entry
  }
  return [...acts].flatMap(([act, { decisions, found, singlyBack, first, deed }]): readonly DecisionAct[] => {
    if (first === undefined) return []
    const takenBack = deedOf(ledger.takenBack(act))
    const shown = decisionOf(session, ledger, first)
    return [{ kind: 'decisions', act, by: deed.by, at: deed.at, decisions, found, singlyBack, first: shown, takenBack }]
  })
}

function decisionOf(session: Session, ledger: ActLedger, entry: DecisionEntry): HistoryDecision {
  const { id, path, value, scope, choice, source, reason } = entry
  return {
    id,
    path,
    name: session.annotations().get(path)?.name ?? '',
    ...(value === undefined ? {} : { value }),
    scope,
    choice,
    source,
    reason,
    takenBack: deedOf(ledger.takenBackSingly(id)),
  }
}

const deedOf = (entry: UndoEntry | undefined): Deed | null => (entry === undefined ? null : { by: entry.by, at: entry.at })

/** Whether a decision has the words that are looked for, every one of them somewhere. */
function finder(session: Session, search: string): (entry: DecisionEntry) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return () => true
  const annotations = session.annotations()
  return ({ path, value, reason, by, choice, source }) => {
    const name = annotations.get(path)?.name ?? ''
    const text = [path, name, value, reason, by, formatChoice(choice), source].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
}

function pageOf<T>(rows: readonly T[], { offset = 0, limit = USUAL_PAGE }: HistoryQuery): Page<T> {
  return { total: rows.length, rows: rows.slice(offset, offset + limit) }
}

function profileChanges(session: Session, search: string): readonly ProfileChange[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  let before: Profile = BASIC_PROFILE
  return session.profile.versions().flatMap(({ id, by, at, profile }): readonly ProfileChange[] => {
    const changes = differences(before, profile)
    before = profile
    const text = [by, ...changes.flatMap(({ name, before: was, after }) => [name, was, after])].join(' ').toLowerCase()
    return changes.length > 0 && words.every((word) => text.includes(word)) ? [{ kind: 'profile', id, by, at, changes }] : []
  })
}

function differences(before: Profile, after: Profile): readonly SettingChange[] {
  const options = PROFILE_OPTIONS.filter((one) => before.options.includes(one) !== after.options.includes(one)).map((option) =>
    after.options.includes(option) ? { name: 'option', before: '', after: option } : { name: 'option', before: option, after: '' },
  )
  const said = (profile: Profile, name: string): string => String(new Map(Object.entries(profile.settings)).get(name) ?? '')
  const names = [...new Set([...Object.keys(before.settings), ...Object.keys(after.settings)])]
  const settings = names
    .filter((name) => said(before, name) !== said(after, name))
    .map((name) => ({ name, before: said(before, name), after: said(after, name) }))
  return [...options, ...settings]
}

/** Takes an act, or one decision of it, back or lets it hold again; what was done since stays. */
export function stepOne(session: Session, direction: 'back' | 'again', of: OfAct, by: string): Outcome<InLog> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.takeBack })
  const log = session.log.entries()
  const acting = { by, at: deedTime() }
  const entry = direction === 'back' ? takeBack(log, of, acting) : putBack(log, of, acting)
  if (entry === undefined)
    return fail({
      code: 'refused',
      message: direction === 'back' ? SESSION.history.takenBack : SESSION.history.holds,
    })
  const entries = of.entry === undefined ? log.filter((one) => one.kind === 'decide' && one.act === of.act).length : 1
  session.log.append([entry])
  return ok({ entries, act: of.act })
}

/** Takes a change of the profile back: of what it changed that which still stands as it left it. */
export function takeProfileBack(session: Session, id: number, by: string): Outcome<Profile> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.profile })
  const versions = session.profile.versions()
  const index = versions.findIndex((one) => one.id === id)
  const after = versions[index]?.profile
  if (after === undefined) return fail({ code: 'not-found', message: SESSION.history.noChange })
  const before = versions[index - 1]?.profile ?? BASIC_PROFILE
  const now = session.profile.current()
  const options = PROFILE_OPTIONS.filter((one) => {
    const isChanged = before.options.includes(one) !== after.options.includes(one)
    return isChanged ? before.options.includes(one) : now.options.includes(one)
  })
  const earlier = new Map<string, unknown>(Object.entries(before.settings))
  const later = new Map<string, unknown>(Object.entries(after.settings))
  const settings = Object.fromEntries(
    [...new Set([...earlier.keys(), ...Object.keys(now.settings)])].map((name) => {
      const current = new Map<string, unknown>(Object.entries(now.settings)).get(name)
      const isChanged = earlier.get(name) !== later.get(name) && current === later.get(name)
      return [name, isChanged ? earlier.get(name) : current]
    }),
  ) as unknown as Profile['settings']
  const valid = validateProfile({ options, settings })
  if (!valid.ok) return fail({ code: 'refused', message: SESSION.history.notNow(valid.failure) })
  if (differences(now, valid.value).length === 0) return fail({ code: 'refused', message: SESSION.history.nothingLeft })
  session.profile.change(valid.value, by)
  return ok(valid.value)
}
