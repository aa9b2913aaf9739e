import { answer, flag, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

const FORMATS = ['csv', 'json', 'html'] as const

export const valuesCommand: Command = {
  name: 'values',
  summary: 'the distinct values that need review, with counts',
  usage: 'values --project DIR --mode before|final [--format csv|json|html] [--meta-quotes] [--out FILE]',
  example: 'tagbench values --project ./delivery-project --mode before --meta-quotes --out values.csv',
  options: {
    ...PROJECT_OPTION,
    mode: { type: 'string' },
    format: { type: 'string' },
    'meta-quotes': { type: 'boolean' },
    out: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder',
    mode: 'before: what the profile or a decision does not already settle; final: everything in the applied copy but known physical parameters',
    format: 'csv (default), json or html',
    'meta-quotes': 'values and paths stand in <…>, so that a spreadsheet leaves them alone',
    out: 'a file instead of standard output',
  },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const mode = text(context, 'mode')
    if (mode !== 'before' && mode !== 'final') return usage('--mode is before or final.')
    const format = FORMATS.find((one) => one === (text(context, 'format') ?? (context.json ? 'json' : 'csv')))
    if (format === undefined) return usage('--format is csv, json or html.')
    const out = text(context, 'out')
    const report = { kind: 'values', mode, format, metaQuotes: flag(context, 'meta-quotes') } as const
    const result = await context.api.writeReport({ project, report, ...(out === undefined ? {} : { out }) }, context.job)
    if (!result.ok) return result
    if (out !== undefined) return answer('', { file: result.value.file })
    return answer(result.value.text, format === 'json' ? { values: JSON.parse(result.value.text) as unknown } : { text: result.value.text })
  },
}
