import { answer, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

const FORMATS = ['csv', 'json', 'html', 'txt'] as const

export const inventoryCommand: Command = {
  name: 'inventory',
  summary: 'the Element Inventory, annotated',
  usage: 'inventory --project DIR [--format csv|json|html|txt] [--out FILE]',
  example: 'tagbench inventory --project ./delivery-project --format csv --out inventory.csv',
  options: { ...PROJECT_OPTION, format: { type: 'string' }, out: { type: 'string' } },
  optionHelp: {
    project: 'the project folder',
    format: 'csv (default), json, html, or txt: the bare list of elements, no values',
    out: 'a file instead of standard output',
  },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const format = FORMATS.find((one) => one === (text(context, 'format') ?? (context.json ? 'json' : 'csv')))
    if (format === undefined) return usage('--format is csv, json, html or txt.')
    const out = text(context, 'out')
    const result = await context.api.writeReport(
      { project, report: { kind: 'inventory', format }, ...(out === undefined ? {} : { out }) },
      context.job,
    )
    if (!result.ok) return result
    if (out !== undefined) return answer('', { file: result.value.file })
    return answer(
      result.value.text,
      format === 'json' ? { elements: JSON.parse(result.value.text) as unknown } : { text: result.value.text },
    )
  },
}
