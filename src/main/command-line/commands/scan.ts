import { count, counted } from '../../../core/words.ts'
import { answer, flag, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

/** `--workers N` as a number; undefined where absent, null where it is none. */
export function workersOf(value: string | undefined): number | undefined | null {
  if (value === undefined) return undefined
  return /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 128 ? Number(value) : null
}

export const scanCommand: Command = {
  name: 'scan',
  summary: 'inventory a folder tree into a project',
  usage: 'scan COLLECTION --project DIR [--workers N] [--digest]',
  example: 'tagbench scan ./delivery --project ./delivery-project',
  options: { ...PROJECT_OPTION, workers: { type: 'string' }, digest: { type: 'boolean' } },
  optionHelp: {
    project: 'the project folder; made if it is not there',
    workers: 'threads that read files (default: one for each core, at most 4)',
    digest: 'compares all bytes of files that seem unchanged by size and time; what no earlier scan with --digest read is read again',
  },
  async run(context) {
    const [collection, ...more] = context.positionals
    const project = text(context, 'project')
    if (collection === undefined || more.length > 0) return usage('name one collection folder.')
    if (project === undefined) return usage('name the project folder with --project.')
    const workers = workersOf(text(context, 'workers'))
    if (workers === null) return usage('--workers takes a whole number from 1 to 128.')
    const digests = flag(context, 'digest')
    const result = await context.api.scan({ project, collection, digests, ...(workers === undefined ? {} : { workers }) }, context.job)
    if (!result.ok) return result
    const { files, instances, notDicom, unreadable, elements, values, news, inconsistencies, seconds } = result.value
    const lines = [
      `${counted(files, 'file')}: ${counted(instances, 'DICOM instance')}, ${count(notDicom)} not DICOM, ${count(unreadable)} unreadable`,
      `${counted(elements, 'element')} with ${counted(values, 'distinct value')}, in ${seconds.toFixed(1)} s`,
      ...(Object.values(news).some((found) => found > 0)
        ? [
            `Since the last scan: ${counted(news.files, 'file')} new, ${count(news.changedFiles)} changed, ${count(news.goneFiles)} gone; ` +
              `${counted(news.elements, 'element')} and ${counted(news.values, 'value')} new.`,
          ]
        : []),
      ...(inconsistencies > 0
        ? [
            `${counted(inconsistencies, 'contradiction')} (an instance twice, a study of two patients …): reports/inconsistencies.csv in the project.`,
          ]
        : []),
      'Every file with its reason: reports/files.csv in the project.',
    ]
    return answer(`${lines.join('\n')}\n`, result.value as unknown as Readonly<Record<string, unknown>>)
  },
}
