import { count, counted } from '../../../core/words.ts'
import { answer, PROJECT_OPTION, text, usage, type Command, type CommandContext } from '../command.ts'
import { author, recordedText } from './decide.ts'
import { workersOf } from './scan.ts'
import type { ApplyResult } from '../../../contract/copy-answers.ts'

/** `--unreviewed delete` or nothing; null where it says anything else. */
export function unreviewedOf(context: CommandContext): 'delete' | undefined | null {
  const value = text(context, 'unreviewed')
  return value === undefined || value === 'delete' ? value : null
}

export function applyText(result: ApplyResult): string {
  return `${counted(result.written, 'instance')} written, ${count(result.leftOut)} left out, ${count(result.failed)} failed, ${counted(result.notCopied, 'file')} not copied, in ${result.seconds.toFixed(1)} s\n`
}

/** Says on the error channel what apply does not do although the profile may look as if it did. */
export async function sayWhatIsNotRedacted({ api, job, terminal }: CommandContext, project: string): Promise<void> {
  const profile = await api.profile({ project }, job)
  if (profile.ok && profile.value.settings.redactionRegions !== '')
    terminal.err('Redaction regions are set: apply redacts no pixels; they are in the pixel script for CTP only.\n')
}

export const applyCommand: Command = {
  name: 'apply',
  summary: 'de-identify into a new folder',
  usage: 'apply --project DIR --out DIR [--workers N] [--unreviewed delete]',
  example: 'tagbench apply --project ./delivery-project --out ./release',
  options: {
    ...PROJECT_OPTION,
    out: { type: 'string' },
    workers: { type: 'string' },
    unreviewed: { type: 'string' },
    by: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder',
    out: 'the folder to write into: new, empty, or that of an interrupted run',
    workers: 'threads (default: one for each core, at most 4)',
    unreviewed: 'delete: records Delete for everything that nobody reviewed, then goes on',
    by: 'who says so (default: the name you are logged in with)',
  },
  async run(context) {
    const project = text(context, 'project')
    const out = text(context, 'out')
    if (project === undefined) return usage('name the project folder with --project.')
    if (out === undefined) return usage('name the folder to write into with --out.')
    const workers = workersOf(text(context, 'workers'))
    if (workers === null) return usage('--workers takes a whole number from 1 to 128.')
    const unreviewed = unreviewedOf(context)
    if (unreviewed === null) return usage('--unreviewed takes delete.')
    if (unreviewed === 'delete') {
      const recorded = await context.api.deleteUnreviewed({ project, by: author(context) }, context.job)
      if (!recorded.ok) return recorded
      context.terminal.err(recordedText('Recorded', recorded.value))
    }
    const result = await context.api.apply({ project, out, ...(workers === undefined ? {} : { workers }) }, context.job)
    if (!result.ok) return result
    await sayWhatIsNotRedacted(context, project)
    return answer(applyText(result.value), { ...result.value })
  },
}
