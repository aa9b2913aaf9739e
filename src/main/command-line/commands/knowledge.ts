import { scannerWords, type Approval } from '../../../core/knowledge/approval.ts'
import type { ApprovalChange } from '../../../core/knowledge/compare-approvals.ts'
import type { FoundElement } from '../../../core/knowledge/search.ts'
import { statementText } from '../../../core/knowledge/statement.ts'
import { count, counted } from '../../../core/words.ts'
import { answer, flag, text, usage, type Command, type CommandContext, type CommandResult } from '../command.ts'

type Verb = (context: CommandContext, operand: string) => Promise<CommandResult>

const VERBS: Readonly<Record<string, Verb>> = {
  search,
  import: importFile,
  export: exportFile,
  lint,
}

/** Elements that a terminal shows, unless `--limit` says otherwise. */
const SHOWN = 50

async function search(context: CommandContext, words: string): Promise<CommandResult> {
  const limit = Number(text(context, 'limit') ?? SHOWN)
  if (!Number.isSafeInteger(limit) || limit < 1) return usage('--limit takes a number.')
  const result = await context.api.knowledgeSearch({ text: words, limit }, context.job)
  if (!result.ok) return result
  const { total, elements } = result.value
  const more = total > elements.length ? `… and ${count(total - elements.length)} more\n` : ''
  return answer(`${elements.map(shown).join('')}${more}${counted(total, 'element')}\n`, {
    ...result.value,
  })
}

function shown({ path, vr, name, vendor, status, statements, phiFound }: FoundElement): string {
  const said = statements.map(statementText).join('; ')
  const found = phiFound ? '; identities were found in it' : ''
  return `${path} ${vr} ${name === '' ? 'no name known' : name} [${vendor}] ${status}${said === '' ? '' : `: ${said}`}${found}\n`
}

async function importFile(context: CommandContext, file: string): Promise<CommandResult> {
  const asked = text(context, 'conflicts')
  const conflicts = (['ours', 'theirs'] as const).find((one) => one === asked)
  if (asked !== undefined && conflicts === undefined) return usage('--conflicts takes ours or theirs.')
  const [approvals, base, date] = [text(context, 'file'), text(context, 'base'), text(context, 'date')]
  const input = {
    file,
    ...(approvals === undefined ? {} : { approvals }),
    ...(base === undefined ? {} : { base }),
    ...(date === undefined ? {} : { date }),
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(flag(context, 'compare') ? { compareOnly: true } : {}),
  }
  const result = await context.api.knowledgeImport(input, context.job)
  if (!result.ok) return result
  const { kind, rows, used, repaired, rejected, changes } = result.value
  const verb = flag(context, 'compare') ? 'Compared' : 'Imported'
  if (kind !== 'approvals')
    return answer(`${verb} ${kind}: ${rows} rows, ${used} used, ${repaired} repaired, ${rejected} rejected.\n`, { ...result.value })
  const lines = changes.map(changeLine)
  return answer(`${lines.join('')}${verb} ${rows} approvals; ${changes.length} differ from ours.\n`, { ...result.value })
}

function changeLine({ kind, ours, theirs, base }: ApprovalChange): string {
  const one = theirs ?? ours
  const where = scannerWords(one?.scope ?? {})
  const began = base === undefined ? '' : `, began with ${approvalWords(base)}`
  return `${kind} ${one?.path ?? ''}${where === '' ? '' : ` for ${where}`}: ours ${approvalWords(ours)}, theirs ${approvalWords(theirs)}${began}\n`
}

/** `retain:shift-date by A. Curator 2026-11-29 (gain; conformance statement, p. 12)`. */
function approvalWords(approval: Approval | undefined): string {
  if (approval === undefined) return 'nothing'
  const { decision, treatment, by, at, reason, document } = approval
  const who = [by, at.slice(0, 10)].filter((word) => word !== '').join(' ')
  const why = [reason, document].filter((word) => word !== '').join('; ')
  return `${decision}${treatment === '' ? '' : `:${treatment}`}${who === '' ? '' : ` by ${who}`}${why === '' ? '' : ` (${why})`}`
}

async function exportFile(context: CommandContext, file: string): Promise<CommandResult> {
  const approvals = text(context, 'file')
  const result = await context.api.knowledgeExport({ file, ...(approvals === undefined ? {} : { approvals }) }, context.job)
  if (!result.ok) return result
  const { rows, leftOut } = result.value
  const removed = leftOut === 0 ? '' : ` ${leftOut} that CTP cannot express are written as removed.`
  return answer(`Exported ${rows} approvals.${removed}\n`, { ...result.value })
}

async function lint(context: CommandContext, file: string): Promise<CommandResult> {
  const out = text(context, 'out')
  const result = await context.api.knowledgeLint({ file, ...(out === undefined ? {} : { out }) }, context.job)
  if (!result.ok) return result
  const { problems, rows, used, repaired, rejected } = result.value
  const lines = problems.map(({ line, fate, problem, message }) => `line ${line}: ${problem}: ${message} (${fate})\n`)
  return answer(`${lines.join('')}${rows} rows: ${used} used as they are, ${repaired} repaired, ${rejected} rejected.\n`, {
    ...result.value,
  })
}

export const knowledgeCommand: Command = {
  name: 'knowledge',
  summary: 'search, import, export and check what is known of private elements',
  usage: 'knowledge (search TEXT | import FILE | export FILE | lint FILE)',
  example: "tagbench knowledge search 'philips suv tcia:k'",
  options: {
    limit: { type: 'string' },
    file: { type: 'string' },
    base: { type: 'string' },
    conflicts: { type: 'string' },
    compare: { type: 'boolean' },
    date: { type: 'string' },
    out: { type: 'string' },
  },
  optionHelp: {
    limit: `search: how many elements are shown (default: ${SHOWN}); also creator:, group:, element:, name:, vr:, vendor:, tcia:k, ctp:K, e.3.10-1:safe, phi-found, silent, team:retain, status:conflict`,
    file: "import, export: another approvals file than the user's own",
    base: 'import: the approvals that ours and theirs began with',
    conflicts: 'import: ours (default) or theirs, where both approved differently',
    compare: 'import: only says what would change',
    date: 'import: of when a published list is',
    out: 'lint: where a clean list is written',
  },
  async run(context) {
    const [verb = '', ...rest] = context.positionals
    const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
    if (run === undefined) return usage('say what to do: search TEXT, import FILE, export FILE or lint FILE.')
    if (rest.length === 0) return usage(verb === 'search' ? 'say what to search for.' : 'name the file.')
    if (verb !== 'search' && rest.length > 1) return usage('name one file.')
    return run(context, rest.join(' '))
  },
}
