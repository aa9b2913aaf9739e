import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { changeProfile, type ProfileChanges } from '../../core/confidentiality/profile-changes.ts'
import type { Profile } from '../../core/confidentiality/profile.ts'
import type { OfAct } from '../../core/decisions/decision-log.ts'
import { fail, ok } from '../../core/result.ts'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { Matching } from '../../contract/inventory-answers.ts'
import type { InLog } from '../../contract/decision-answers.ts'
import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { optionEffects, settingExamples } from '../profile/index.ts'
import { stepApprovals } from '../private/approved-acts.ts'
import { elementHistory } from '../session/element-history.ts'
import { importProfile } from '../session/import-profile.ts'
import { actDecisions, projectHistory, stepOne, takeProfileBack } from '../session/project-history.ts'
import {
  acceptProposals,
  acceptRows,
  decide,
  decideRows,
  deleteUnreviewed,
  exportDecisions,
  importDecisions,
  step,
} from '../session/record-decisions.ts'
import { isParameterList } from '../session/parameter-list.ts'
import type { Session } from '../session/session.ts'
import { atOnce, inTurn, withSession, type EngineParts } from './engine-parts.ts'
import { rowSource } from './inventory-calls.ts'
import { SESSION } from '../session/texts.ts'
import { CALLS } from './texts.ts'

type DecisionCalls = Pick<
  CurationApi,
  | 'profile'
  | 'setProfile'
  | 'optionEffects'
  | 'settingExamples'
  | 'decide'
  | 'importDecisions'
  | 'exportDecisions'
  | 'importProfile'
  | 'undo'
  | 'redo'
  | 'decideMatching'
  | 'acceptProposals'
  | 'history'
  | 'projectHistory'
  | 'actDecisions'
  | 'takeBack'
  | 'putBack'
  | 'takeProfileBack'
  | 'deleteUnreviewed'
>

/** The profile and the decisions. */
export function decisionCalls(parts: EngineParts): DecisionCalls {
  return {
    profile: ({ project }) => atOnce(parts, project, (session) => ok(session.profile.current())),
    setProfile: ({ project, ...change }) => inTurn(parts, project, (session) => setProfile(session, change)),
    optionEffects: ({ project }) => withSession(parts, project, (session) => ok(optionEffects(session))),
    settingExamples: ({ project }) => withSession(parts, project, (session) => ok(settingExamples(session))),
    decide: ({ project, decisions, by, source }) =>
      atOnce(parts, project, (session) => decide(session, decisions, by, source ?? 'curator')),
    importDecisions: ({ project, file, by }) =>
      withSession(parts, project, (session) => {
        if (!existsSync(file)) return fail({ code: 'not-found', message: CALLS.noDecisionsFile })
        return importDecisions(session, readFileSync(file, 'utf8'), by)
      }),
    importProfile: ({ project, file, by }) =>
      withSession(parts, project, (session) => {
        if (!existsSync(file)) return fail({ code: 'not-found', message: CALLS.noProfileFile })
        return importProfile(session, readFileSync(file, 'utf8'), by)
      }),
    exportDecisions: ({ project, file }) =>
      withSession(parts, project, (session) => {
        const { text, rows } = exportDecisions(session)
        const written = writeAtomically(resolve(file), text)
        return written.ok ? ok({ rows }) : written
      }),
    undo: ({ project, by }) => atOnce(parts, project, (session) => stepBoth(parts, session, 'undo', by)),
    redo: ({ project, by }) => atOnce(parts, project, (session) => stepBoth(parts, session, 'redo', by)),
    decideMatching: ({ project, matching, by, ...decision }) =>
      withSession(parts, project, (session) => decideRows(session, matchingRows(parts, session, matching), decision, by)),
    acceptProposals: ({ project, which, by, paths, matching }) =>
      withSession(parts, project, (session) => {
        if (matching !== undefined) return acceptRows(session, matchingRows(parts, session, matching), by)
        if (paths === undefined) return acceptProposals(session, which, by)
        return acceptRows(
          session,
          paths.flatMap((path) => session.row(path) ?? []),
          by,
        )
      }),
    history: ({ project, path }) => atOnce(parts, project, (session) => ok(elementHistory(session.log.entries(), path))),
    projectHistory: ({ project, ...query }) => withSession(parts, project, (session) => ok(projectHistory(session, query))),
    actDecisions: ({ project, act, ...query }) => withSession(parts, project, (session) => ok(actDecisions(session, act, query))),
    takeBack: ({ project, by, ...of }) => atOnce(parts, project, (session) => stepOneBoth(parts, session, 'back', of, by)),
    putBack: ({ project, by, ...of }) => atOnce(parts, project, (session) => stepOneBoth(parts, session, 'again', of, by)),
    takeProfileBack: ({ project, id, by }) => withSession(parts, project, (session) => takeProfileBack(session, id, by)),
    deleteUnreviewed: ({ project, by }) => withSession(parts, project, (session) => deleteUnreviewed(session, by)),
  }
}

function setProfile(session: Session, { by, ...changes }: ProfileChanges & { readonly by?: string }): Outcome<Profile> {
  if (session.project.lookOnly) return fail({ code: 'refused', message: SESSION.lookOnly.profile })
  const files = filesInPlace(changes.set)
  if (!files.ok) return files
  const changed = changeProfile(session.profile.current(), { ...changes, ...(files.value === undefined ? {} : { set: files.value }) })
  if (!changed.ok) return fail({ code: 'usage', message: changed.failure })
  session.profile.change(changed.value, by ?? '')
  return ok(changed.value)
}

/** An act that was remembered for other collections is taken back there too, and comes again. */
function stepBoth(parts: EngineParts, session: Session, direction: 'undo' | 'redo', by: string): Outcome<InLog> {
  const stepped = step(session, direction, by)
  if (!stepped.ok) return stepped
  const approvals = stepApprovals(session, parts.team, stepped.value.act, direction)
  return approvals.ok ? stepped : approvals
}

/** The same for one act by its number; one decision of it leaves what the act made of the team's approvals. */
function stepOneBoth(parts: EngineParts, session: Session, direction: 'back' | 'again', of: OfAct, by: string): Outcome<InLog> {
  const stepped = stepOne(session, direction, of, by)
  if (!stepped.ok || of.entry !== undefined) return stepped
  const approvals = stepApprovals(session, parts.team, of.act, direction === 'back' ? 'undo' : 'redo')
  return approvals.ok ? stepped : approvals
}

function matchingRows(parts: EngineParts, session: Session, { query, except = [] }: Matching): readonly InventoryRow[] {
  const out = new Set(except)
  return parts.lists.rows(rowSource(session), query).filter((row) => !out.has(row.element.path))
}

/** Settings that may name a file, with what they may be instead of one, and that in words. */
const FILE_SETTINGS: Readonly<Record<string, { readonly other: RegExp; readonly words: string }>> = {
  'date-shift': { other: /^(key|none|-?\d+\.\.-?\d+|)$/, words: CALLS.settings.dateShift },
  'patient-id': { other: /^$|\{(n|key)(:\d+)?\}/, words: CALLS.settings.patientId },
  'physical-parameters': { other: /^$/, words: CALLS.settings.empty },
  'redaction-regions': { other: /^$/, words: CALLS.settings.empty },
}

/** A setting that names a file keeps its whole path, and the file must be there. */
function filesInPlace(set: Readonly<Record<string, string>> | undefined): Outcome<Readonly<Record<string, string>> | undefined> {
  if (set === undefined) return ok(undefined)
  const settled: Record<string, string> = {}
  for (const [key, value] of Object.entries(set)) {
    const known = FILE_SETTINGS[key]
    if (known === undefined || known.other.test(value.trim())) settled[key] = value
    else if (!existsSync(value)) return fail({ code: 'usage', message: CALLS.settings.noFile(key, known.words) })
    else if (key === 'physical-parameters' && !isParameterList(readFileSync(value, 'utf8')))
      return fail({ code: 'usage', message: CALLS.settings.noParameters })
    else settled[key] = resolve(value)
  }
  return ok(settled)
}
