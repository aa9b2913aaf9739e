import { SCRIPT_TARGETS } from '../../../contract/curation-api.ts'
import { answer, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

export const scriptCommand: Command = {
  name: 'script',
  summary: 'write the decisions as a script for an engine',
  usage: 'script --project DIR --target tagbench|ctp --out DIR [--per manufacturer] [--accept-weaker PATH,…]',
  example: 'tagbench script --project ./delivery-project --target ctp --out ./ctp',
  options: {
    ...PROJECT_OPTION,
    target: { type: 'string' },
    out: { type: 'string' },
    per: { type: 'string' },
    'accept-weaker': { type: 'string' },
    check: { type: 'string' },
    simulate: { type: 'boolean' },
    diff: { type: 'string' },
    import: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder',
    target: 'tagbench (our own) or ctp (RSNA CTP DicomAnonymizer)',
    out: 'the folder to write into',
    per: 'manufacturer: one script for each',
    'accept-weaker': 'paths for which the target may be weaker than the decision',
  },
  async run(context) {
    for (const later of ['check', 'simulate', 'diff', 'import'])
      if (context.options[later] !== undefined) return usage(`--${later} is not there yet; it comes with a later version.`)
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    const target = SCRIPT_TARGETS.find((one) => one === text(context, 'target'))
    if (target === undefined) return usage(`--target is one of ${SCRIPT_TARGETS.join(', ')}.`)
    const out = text(context, 'out')
    if (out === undefined) return usage('name the folder to write into with --out.')
    const per = text(context, 'per')
    if (per !== undefined && per !== 'manufacturer') return usage('--per takes manufacturer.')
    const acceptWeaker = splitPaths(text(context, 'accept-weaker') ?? '')
    const result = await context.api.exportScript({ project, target, out, perManufacturer: per !== undefined, acceptWeaker }, context.job)
    if (!result.ok) return result
    const { files, openReviews, weaker, expressed } = result.value
    const lines = [
      ...files.map((file) => `wrote ${file}`),
      `Decisions expressed: ${expressed.yes} as decided, ${expressed.stricter} stricter, ${expressed.no} not. See expressibility.csv.`,
      ...(openReviews > 0 ? [`${openReviews} open Reviews are written as deletion.`] : []),
      ...weaker.map((path) => `weaker than the decision, not accepted: ${path}`),
    ]
    return answer(`${lines.join('\n')}\n`, { ...result.value }, openReviews > 0 || weaker.length > 0 ? 3 : 0)
  },
}

/** Splits a comma-separated list of paths; the commas inside a path's parentheses are its own. */
export function splitPaths(list: string): readonly string[] {
  return list.split(/,(?=\()/).filter((path) => path !== '')
}
