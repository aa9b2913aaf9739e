import type { CurationApi } from '../../contract/curation-api.ts'
import { ok } from '../../core/result.ts'
import { decideValues, valuePlaces, workList, workPage, workReach } from '../values/index.ts'
import { withSession, type EngineParts } from './engine-parts.ts'

type ValueCalls = Pick<CurationApi, 'work' | 'workStanding' | 'workReach' | 'valuePlaces' | 'decideValues'>

/** The worklist of values. */
export function valueCalls(parts: EngineParts): ValueCalls {
  return {
    work: ({ project, query }) => withSession(parts, project, (session) => ok(workPage(session, query))),
    workStanding: ({ project }) => withSession(parts, project, (session) => ok(workList(session).standing())),
    workReach: ({ project, targets }) => withSession(parts, project, (session) => ok(workReach(session, targets))),
    valuePlaces: ({ project, text }) => withSession(parts, project, (session) => ok(valuePlaces(session, text))),
    decideValues: ({ project, targets, by, ...decision }) =>
      withSession(parts, project, (session) => decideValues(session, targets, decision, by)),
  }
}
