import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok } from '../../core/result.ts'
import type { CurationApi } from '../../contract/curation-api.ts'
import { problems } from '../session/problems.ts'
import { lastReview, standing } from '../session/standing.ts'
import { applyPlan } from '../view/apply-plan.ts'
import { withSession, type EngineParts } from './engine-parts.ts'
import { CALLS } from './texts.ts'

/** A report's name, and nothing that leads out of the reports folder. */
const REPORT_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*\.(csv|html|json|txt)$/

/** What came of the work: the plan before it, the review after it, and every report. */
export function resultCalls(parts: EngineParts): Pick<CurationApi, 'applyPlan' | 'lastReview' | 'problems' | 'standing' | 'readReport'> {
  return {
    applyPlan: ({ project }) => withSession(parts, project, (session) => ok(applyPlan(session))),
    lastReview: ({ project }) => withSession(parts, project, (session) => ok(lastReview(session))),
    problems: ({ project }) => withSession(parts, project, (session) => ok(problems(session))),
    standing: ({ project }) => withSession(parts, project, (session) => ok(standing(session))),
    readReport: ({ project, name }) =>
      withSession(parts, project, (session) => {
        if (!REPORT_NAME.test(name)) return fail({ code: 'usage', message: CALLS.noReport })
        const file = join(session.project.reports, name)
        if (!existsSync(file)) return fail({ code: 'not-found', message: CALLS.notWritten })
        return ok({ name, text: readFileSync(file, 'utf8') })
      }),
  }
}
