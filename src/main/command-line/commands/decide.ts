import { userInfo } from 'node:os'
import { TREATMENTS, type Choice, type Treatment } from '../../../core/decisions/decision.ts'
import { parseScope } from '../../../core/decisions/scope-text.ts'
import { counted } from '../../../core/words.ts'
import type { InLog, Recorded } from '../../../contract/decision-answers.ts'
import type { Outcome } from '../../../contract/outcome.ts'
import { answer, PROJECT_OPTION, text, usage, type Command, type CommandContext, type CommandResult } from '../command.ts'

/** Who decides, where `--by` does not say. */
export function author(context: CommandContext): string {
  const by = text(context, 'by')
  if (by !== undefined && by.trim() !== '') return by.trim()
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}

/** `Recorded 12 decisions; 3 Reviews are open.` */
export function recordedText(verb: string, recorded: Recorded): string {
  return `${verb} ${counted(recorded.entries, 'decision')}; ${counted(recorded.openReviews, 'Review is', 'Reviews are')} open.\n`
}

/** What was recorded, with what is left to review then. */
export async function withOpenReviews({ api, job }: CommandContext, project: string, logged: Outcome<InLog>): Promise<Outcome<Recorded>> {
  if (!logged.ok) return logged
  const plan = await api.applyPlan({ project }, job)
  return plan.ok ? { ok: true, value: { ...logged.value, openReviews: plan.value.openReviews } } : plan
}

/** The word and `--treatment` as a Choice, or what is wrong with them. */
export function choiceOf(word: string | undefined, treatment: string | undefined): Choice | string {
  if (word !== 'retain' && word !== 'delete' && word !== 'review') return 'the decision is retain, delete or review.'
  if (treatment === undefined) return { decision: word }
  const [name = '', ...rest] = treatment.split('=')
  const known = TREATMENTS[word].find((one): one is Treatment => one === name)
  if (known === undefined) return `the treatments of ${word} are: ${TREATMENTS[word].join(', ') || 'none'}.`
  if (known === 'replace')
    return rest.length === 0
      ? 'replace takes its new value: replace=TEXT.'
      : { decision: word, treatment: known, replacement: rest.join('=') }
  return rest.length > 0 ? `${known} takes no value.` : { decision: word, treatment: known }
}

async function decideOne(context: CommandContext, project: string): Promise<CommandResult> {
  const [path, word, ...more] = context.positionals
  if (path === undefined || word === undefined || more.length > 0)
    return usage('name one path and one decision: PATH retain|delete|review.')
  const choice = choiceOf(word, text(context, 'treatment'))
  if (typeof choice === 'string') return usage(choice)
  const scope = parseScope(text(context, 'scope') ?? '')
  if (!scope.ok) return usage('--scope takes manufacturer=…,model=…,software=….')
  const value = text(context, 'value')
  const reason = text(context, 'reason')
  const decision = {
    path,
    choice,
    scope: scope.value,
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
  }
  const logged = await context.api.decide({ project, decisions: [decision], by: author(context) }, context.job)
  const result = await withOpenReviews(context, project, logged)
  return result.ok ? answer(recordedText('Recorded', result.value), { ...result.value }) : result
}

export const decideCommand: Command = {
  name: 'decide',
  summary: 'decide for an element, or for one of its values',
  usage: 'decide --project DIR (PATH retain|delete|review | --import FILE.csv | --export FILE.csv)',
  example: `tagbench decide --project ./delivery-project '(0009,"GEMS_IDEN_01",30)' delete --reason 'service id names the site'`,
  options: {
    ...PROJECT_OPTION,
    treatment: { type: 'string' },
    value: { type: 'string' },
    scope: { type: 'string' },
    reason: { type: 'string' },
    by: { type: 'string' },
    import: { type: 'string' },
    export: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder',
    treatment: 'of retain: keep, clean, shift-date, remap-uid, map-patient, replace=TEXT; of delete: auto, remove, empty, dummy',
    value: 'decide for this value of the element only',
    scope: 'manufacturer=…,model=…,software=…: for these scanners only',
    reason: 'why, for those who read the report',
    by: 'who decides (default: the name you are logged in with)',
    import: 'many decisions from a CSV file',
    export: 'writes the decisions to a CSV file',
  },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const [from, to] = [text(context, 'import'), text(context, 'export')]
    if (from !== undefined && to !== undefined) return usage('give either --import or --export.')
    if ((from ?? to) !== undefined && context.positionals.length > 0) return usage('with --import or --export no PATH is given.')
    if (from !== undefined) {
      const result = await context.api.importDecisions({ project, file: from, by: author(context) }, context.job)
      return result.ok ? answer(recordedText('Imported', result.value), { ...result.value }) : result
    }
    if (to !== undefined) {
      const result = await context.api.exportDecisions({ project, file: to }, context.job)
      return result.ok ? answer(`Exported ${counted(result.value.rows, 'decision')}.\n`, { ...result.value }) : result
    }
    return decideOne(context, project)
  },
}
