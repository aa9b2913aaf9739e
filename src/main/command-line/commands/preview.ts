import { counted } from '../../../core/words.ts'
import type { Preview, PreviewElement, PreviewValue } from '../../../contract/preview-answers.ts'
import { answer, PROJECT_OPTION, text, usage, type Command } from '../command.ts'

export const previewCommand: Command = {
  name: 'preview',
  summary: 'old value → new value with counts, before anything is written',
  usage: 'preview --project DIR [PATH] [--limit N]',
  example: "tagbench preview --project ./delivery-project '(0008,0020)'",
  options: { ...PROJECT_OPTION, limit: { type: 'string' } },
  optionHelp: {
    project: 'the project folder',
    limit: 'most values of an element (default: 1,000 of one, 5 of each where no path is named)',
  },
  async run(context) {
    const project = text(context, 'project')
    if (project === undefined) return usage('name the project folder with --project.')
    if (context.positionals.length > 1) return usage('name one path, or none for the whole script.')
    const [path] = context.positionals
    const asked = text(context, 'limit')
    if (asked !== undefined && !/^[1-9]\d{0,6}$/.test(asked)) return usage('--limit is a number from 1.')
    const limit = asked === undefined ? {} : { limit: Number(asked) }
    const result = await context.api.preview({ project, ...(path === undefined ? {} : { path }), ...limit }, context.job)
    if (!result.ok) return result
    return answer(previewText(result.value, path !== undefined), { ...result.value })
  },
}

/** @param isOfOne one element was asked for: why it is treated so is said too */
function previewText({ elements, exampleDays }: Preview, isOfOne: boolean): string {
  if (elements.length === 0) return 'Nothing changes.\n'
  const perPatient = elements.some((element) => element.perPatient)
  const example =
    perPatient && exampleDays !== null
      ? [`What differs by patient is shown for one patient, whose dates move by ${exampleDays} days.`, '']
      : []
  const operations = Map.groupBy(elements, ({ path }) => path)
  const lines = elements.flatMap((element) => [
    ...elementLines(element, (operations.get(element.path)?.length ?? 1) > 1),
    ...(isOfOne && element.because !== '' ? [`  (${element.because})`] : []),
  ])
  return `${[...example, ...lines].join('\n')}\n`
}

/** @param isOneOfSeveral an element has several Operations; each shows all values, of which it treats some */
function elementLines(element: PreviewElement, isOneOfSeveral: boolean): readonly string[] {
  const { path, name, operation, scope, files, distinctValues, values, sopClasses } = element
  const scoped = Object.entries(scope).map(([field, value]) => `${field}=${String(value)}`)
  const named = [...scoped, ...(sopClasses === undefined ? [] : [`files of ${counted(sopClasses.length, 'SOP Class', 'SOP Classes')}`])]
  const where = named.length === 0 && isOneOfSeveral ? ['all others'] : named
  const more = distinctValues - values.length
  return [
    `${path}${name === '' ? '' : ` ${name}`}: ${operation}${where.length === 0 ? '' : ` (${where.join(', ')})`}, ${counted(distinctValues, 'value')} in ${counted(files, 'file')}${isOneOfSeveral ? ' altogether' : ''}`,
    ...values.map((value) => `  ${quoted(value.old)} → ${newText(value)}  ${counted(value.files, 'file')}`),
    ...(more > 0 && values.length > 0 ? [`  … and ${more} more`] : []),
  ]
}

const WORDS: Readonly<Record<Exclude<PreviewValue['fate'], 'changed' | 'kept'>, string>> = {
  emptied: '(emptied)',
  removed: '(removed)',
  open: '(to be reviewed: nothing is written)',
  unknown: '(replaced; its bytes are not in the inventory)',
}

function newText(value: PreviewValue): string {
  return value.fate === 'changed' ? quoted(value.new) : value.fate === 'kept' ? '(kept)' : WORDS[value.fate]
}

/** Control characters are no commands to a terminal. */
function quoted(value: string): string {
  return `<${value.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}>`
}
