import { SCRIPT_PER, SCRIPT_TARGETS, type ScriptTarget } from '../../../contract/script-answers.ts'
import { answer, flag, PROJECT_OPTION, text, usage, type Command, type CommandContext, type CommandResult } from '../command.ts'
import { author } from './decide.ts'
import { checkOne, compareTwo, importOne, simulateOne, sourceOf } from './script-tools.ts'

export const scriptCommand: Command = {
  name: 'script',
  summary: 'write the decisions as a script for an engine; check, simulate, compare, read scripts',
  usage:
    'script --project DIR --target tagbench|ctp|dicomedit|posda|deid|kitware --out DIR [--per manufacturer|model] [--accept-weaker PATH,…]\n' +
    '  tagbench script --check FILE --target tagbench|ctp|dicomedit\n' +
    '  tagbench script --simulate --project DIR --target ctp|dicomedit [--out FILE]\n' +
    '  tagbench script --diff A B [--project DIR]\n' +
    '  tagbench script --import FILE --target tagbench|ctp|dicomedit --project DIR [--by NAME]',
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
    by: { type: 'string' },
  },
  optionHelp: {
    project: 'the project folder',
    target:
      'tagbench (our own), ctp (RSNA CTP DicomAnonymizer), dicomedit (XNAT DicomEdit 6), posda (edit table), deid (pydicom/deid), kitware (dicom-anonymizer)',
    out: 'the folder to write into; with --simulate a file for the list',
    per: 'manufacturer or model: one script for each, with what routes instances to it (ctp, dicomedit, deid, kitware)',
    'accept-weaker': 'paths for which the target may be weaker than the decision',
    check: 'a script whose syntax is checked, with line and column; a file, or one that comes with the program, as TCIA-Basic',
    simulate: 'what the engine would do to this inventory, where it is not what was decided; a script of your own may follow',
    diff: 'two scripts, and what they say differently; of two languages, or of DicomEdit, for the elements of a project',
    import: 'an existing script, recorded as decisions: a file, or one that comes with the program, as TCIA-Basic',
    by: 'who imports (default: you)',
  },
  async run(context) {
    const project = text(context, 'project')
    const target = SCRIPT_TARGETS.find((one) => one === text(context, 'target'))
    const diff = text(context, 'diff')
    const [second] = context.positionals
    if (diff !== undefined) {
      if (second === undefined || context.positionals.length > 1) return usage('name two scripts: --diff A B.')
      return compareTwo(context, {
        one: await sourceOf(context, diff),
        other: await sourceOf(context, second),
        ...(target === undefined ? {} : { target }),
        ...(project === undefined ? {} : { project }),
      })
    }
    if (target === undefined) return usage(`--target is one of ${SCRIPT_TARGETS.join(', ')}.`)
    const check = text(context, 'check')
    if (check !== undefined) return checkOne(context, await sourceOf(context, check), target)
    if (project === undefined) return usage('name the project folder with --project.')
    if (flag(context, 'simulate'))
      return simulateOne(context, { project, target, source: second === undefined ? { current: true } : await sourceOf(context, second) })
    const file = text(context, 'import')
    if (file !== undefined) return importOne(context, { project, target, source: await sourceOf(context, file), by: author(context) })
    return exportOne(context, project, target)
  },
}

async function exportOne(context: CommandContext, project: string, target: ScriptTarget): Promise<CommandResult> {
  const out = text(context, 'out')
  if (out === undefined) return usage('name the folder to write into with --out.')
  const asked = text(context, 'per')
  const per = SCRIPT_PER.find((one) => one === asked)
  if (asked !== undefined && per === undefined) return usage('--per takes manufacturer or model.')
  const acceptWeaker = splitPaths(text(context, 'accept-weaker') ?? '')
  const result = await context.api.exportScript({ project, target, out, ...(per === undefined ? {} : { per }), acceptWeaker }, context.job)
  if (!result.ok) return result
  const { files, openReviews, weaker, expressed } = result.value
  const lines = [
    ...files.map((file) => `wrote ${file}`),
    `Decisions expressed: ${expressed.yes} as decided, ${expressed.stricter} stricter, ${expressed.no} not. See expressibility.csv.`,
    ...(openReviews > 0 ? [`${openReviews} open Reviews are written as deletion.`] : []),
    ...weaker.map((path) => `weaker than the decision, not accepted: ${path}`),
  ]
  return answer(`${lines.join('\n')}\n`, { ...result.value }, openReviews > 0 || weaker.length > 0 ? 3 : 0)
}

/** Splits a comma-separated list of paths; the commas inside a path's parentheses are its own. */
export function splitPaths(list: string): readonly string[] {
  return list.split(/,(?=\()/).filter((path) => path !== '')
}
