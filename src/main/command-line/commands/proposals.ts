import { formatChoice } from '../../../core/decisions/choice-text.ts'
import { answer, PROJECT_OPTION, text, usage, type Command } from '../command.ts'
import { author, recordedText, withOpenReviews } from './decide.ts'

const KINDS = ['all', 'standard', 'knowledge', 'evidence'] as const

export const proposalsCommand: Command = {
  name: 'proposals',
  summary: 'what is proposed and why; accept it',
  usage: 'proposals --project DIR [--accept all|standard|knowledge|evidence] [--by NAME]',
  example: 'tagbench proposals --project ./delivery-project --accept standard --by "A. Curator"',
  options: { ...PROJECT_OPTION, accept: { type: 'string' }, by: { type: 'string' } },
  optionHelp: {
    project: 'the project folder',
    accept:
      'records the proposals as decisions: all, or those that stand on the standard, on private-element knowledge, on evidence in the values',
    by: 'who accepts (default: the name you are logged in with)',
  },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const accept = text(context, 'accept')
    if (accept !== undefined) {
      const which = KINDS.find((one) => one === accept)
      if (which === undefined) return usage('--accept is all, standard, knowledge or evidence.')
      const logged = await context.api.acceptProposals({ project, which, by: author(context) }, context.job)
      const result = await withOpenReviews(context, project, logged)
      return result.ok ? answer(recordedText('Recorded', result.value), { ...result.value }) : result
    }
    const result = await context.api.proposals({ project }, context.job)
    if (!result.ok) return result
    const rows = result.value.map(({ element, annotation, proposal }) => ({
      path: element.path,
      name: annotation.name,
      proposal: formatChoice(proposal.choice),
      source: proposal.source,
      reason: proposal.reason,
    }))
    const lines = rows.map((row) => `${row.path}  ${row.name}\n    ${row.proposal}  (${row.source}) ${row.reason}`)
    return answer(lines.length === 0 ? 'Nothing is waiting: every element is decided.\n' : `${lines.join('\n')}\n`, rows)
  },
}
