import { count } from '../../../core/words.ts'
import type { ReviewResult } from '../../../contract/copy-answers.ts'
import { answer, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

/** The gate with what keeps it closed. */
export function reviewText(result: ReviewResult): string {
  const reasons = result.reasons.map((reason) => `  ${count(reason.count)}  ${reason.message}`)
  return [`The gate is ${result.gate}.`, ...reasons, 'Reports:', ...result.reports.map((report) => `  ${report}`), ''].join('\n')
}

export const reviewCommand: Command = {
  name: 'review',
  summary: 'read the applied copy again and say whether it may be published',
  usage: 'review --project DIR [--out DIR]',
  example: 'tagbench review --project ./delivery-project',
  options: { ...PROJECT_OPTION, out: { type: 'string' } },
  optionHelp: { project: 'the project folder', out: "where the reports go (default: the project's reports folder)" },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const out = text(context, 'out')
    const result = await context.api.review({ project, ...(out === undefined ? {} : { out }) }, context.job)
    if (!result.ok) return result
    return answer(reviewText(result.value), { ...result.value }, result.value.gate === 'open' ? 0 : 3)
  },
}
