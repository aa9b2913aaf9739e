import { answer, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

/** `--workers N` as a number; undefined where absent, null where it is none. */
export function workersOf(value: string | undefined): number | undefined | null {
  if (value === undefined) return undefined
  return /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 128 ? Number(value) : null
}

export const scanCommand: Command = {
  name: 'scan',
  summary: 'inventory a folder tree into a project',
  usage: 'scan COLLECTION --project DIR [--workers N]',
  example: 'tagbench scan ./delivery --project ./delivery-project',
  options: { ...PROJECT_OPTION, workers: { type: 'string' } },
  optionHelp: {
    project: 'the project folder; made if it is not there',
    workers: 'threads that read files (default: one for each core, at most 4)',
  },
  async run(context) {
    const [collection, ...more] = context.positionals
    const project = text(context, 'project')
    if (collection === undefined || more.length > 0) return usage('name one collection folder.')
    if (project === undefined) return usage('name the project folder with --project.')
    const workers = workersOf(text(context, 'workers'))
    if (workers === null) return usage('--workers takes a whole number from 1 to 128.')
    const result = await context.api.scan({ project, collection, ...(workers === undefined ? {} : { workers }) }, context.job)
    if (!result.ok) return result
    const { files, instances, notDicom, unreadable, elements, values, seconds } = result.value
    const lines = [
      `${files.toLocaleString('en')} files: ${instances.toLocaleString('en')} DICOM instances, ${notDicom.toLocaleString('en')} not DICOM, ${unreadable.toLocaleString('en')} unreadable`,
      `${elements.toLocaleString('en')} elements with ${values.toLocaleString('en')} distinct values, in ${seconds.toFixed(1)} s`,
      'Every file with its reason: reports/files.csv in the project.',
    ]
    return answer(`${lines.join('\n')}\n`, result.value as unknown as Readonly<Record<string, unknown>>)
  },
}
