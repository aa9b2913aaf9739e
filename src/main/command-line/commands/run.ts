import { answer, PROJECT_OPTION, text, usage, type Command, type CommandResult } from '../command.ts'
import { applyText, sayWhatIsNotRedacted, unreviewedOf } from './apply.ts'
import { author } from './decide.ts'
import { profileChanges } from './profile.ts'
import { reviewText } from './review.ts'
import { workersOf } from './scan.ts'
import { unattended } from '../unattended.ts'

export const runCommand: Command = {
  name: 'run',
  summary: 'scan, accept proposals, apply and review in one go, unattended',
  usage: 'run COLLECTION --project DIR --out DIR [--options A,B,…|--preset NAME] [--set KEY=VALUE …] [--accept all] [--unreviewed delete]',
  example: 'tagbench run ./delivery --project ./delivery-project --out ./release --preset TCIA --accept all --unreviewed delete',
  options: {
    ...PROJECT_OPTION,
    out: { type: 'string' },
    options: { type: 'string' },
    preset: { type: 'string' },
    set: { type: 'string', multiple: true },
    accept: { type: 'string' },
    unreviewed: { type: 'string' },
    workers: { type: 'string' },
    by: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder; made if it is not there',
    out: 'the folder to write into: new or empty',
    options: 'the Options, comma-separated',
    preset: 'Basic, TCIA or MIDI-B',
    set: 'a setting, as for tagbench profile',
    accept: 'all (default), standard, knowledge or evidence: the proposals that are recorded as decisions',
    unreviewed: 'delete: records Delete for everything that nobody reviewed; otherwise the run stops where Reviews are open',
    workers: 'threads (default: one for each core, at most 4)',
    by: 'who says so (default: the name you are logged in with)',
  },
  async run(context): Promise<CommandResult> {
    const [collection, ...more] = context.positionals
    const project = text(context, 'project')
    const out = text(context, 'out')
    if (collection === undefined || more.length > 0) return usage('name one collection folder.')
    if (project === undefined) return usage('name the project folder with --project.')
    if (out === undefined) return usage('name the folder to write into with --out.')
    const changes = profileChanges(context)
    if (typeof changes === 'string') return usage(changes)
    const workers = workersOf(text(context, 'workers'))
    if (workers === null) return usage('--workers takes a whole number from 1 to 128.')
    const unreviewed = unreviewedOf(context)
    if (unreviewed === null) return usage('--unreviewed takes delete.')
    const accept = text(context, 'accept') ?? 'all'
    if (accept !== 'all' && accept !== 'standard' && accept !== 'knowledge' && accept !== 'evidence')
      return usage('--accept is all, standard, knowledge or evidence.')
    const result = await unattended(context.api, context.job, {
      project,
      collection,
      out,
      changes,
      accept,
      by: author(context),
      deleteUnreviewed: unreviewed === 'delete',
      ...(workers === undefined ? {} : { workers }),
    })
    if (!result.ok) return result
    const { scan, openReviews, apply, review } = result.value
    if (apply === undefined || review === undefined)
      return answer(
        `${openReviews} Reviews are open, so nothing was applied. Decide them, or run again with --unreviewed delete.\n`,
        { scan, openReviews, gate: 'closed' },
        3,
      )
    await sayWhatIsNotRedacted(context, project)
    return answer(
      applyText(apply) + reviewText(review),
      { scan, openReviews, apply, review, gate: review.gate },
      review.gate === 'open' ? 0 : 3,
    )
  },
}
