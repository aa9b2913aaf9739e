import { isDecided } from '../ctp/ctp-target.ts'
import { operationsByScope, type CtpRow } from '../ctp/rows.ts'
import { countExpressed, decisionText, type ExpressibilityRow } from '../expressibility.ts'
import { routeWords, type Route } from '../routes.ts'
import type { ScriptTarget, TargetInput, TargetOutput } from '../script-target.ts'
import { isSpellableCreator } from './path-text.ts'
import { dicomEditPlan, type DicomEditPlan } from './plan.ts'
import { routeGuard } from './route-guard.ts'
import { statementsOf } from './statements.ts'
import { SCRIPT } from '../texts.ts'
import { DICOMEDIT } from './texts.ts'

/** XNAT DicomEdit 6. It has no list of what stays, so a script is for the inventoried elements only, and says so. */
export const dicomEditTarget: ScriptTarget = { name: 'dicomedit', write: writeDicomEdit }

function writeDicomEdit(input: TargetInput): TargetOutput {
  const plan = dicomEditPlan(input)
  const rows = expressibilityOf(plan)
  const { lines, newer } = statementsOf(plan, input)
  const guard = input.route === undefined ? [] : routeGuard(input.route).lines
  const openReviews = [...new Set(input.operations.filter((operation) => operation.do === 'blocked').map(({ path }) => path))]
  const text = [
    `version "${newer || guard.length > 0 ? '6.6' : '6.3'}"`,
    ...headLines(input, plan, rows, openReviews.length).map((line) => (line === '' ? '//' : `// ${plain(line)}`)),
    ...guard,
    ...lines,
  ]
  return {
    files: [{ name: 'dicomedit.das', text: text.map((line) => `${line}\n`), secret: holdsValues(plan) }],
    expressibility: rows,
    openReviews,
  }
}

/** Conditions on values name old values, which may identify somebody. */
function holdsValues({ wordings }: DicomEditPlan): boolean {
  return [...wordings.values()].some(({ action }) => action.do === 'values')
}

/** A comment ends with its line, whatever stands in it. */
function plain(line: string): string {
  return line.replace(/[^\x20-\x7e]/gu, (character) => ({ '’': "'", '→': '->' })[character] ?? '?')
}

function headLines(
  { madeFrom, settings, identifyingCreators, route }: TargetInput,
  plan: DicomEditPlan,
  rows: readonly ExpressibilityRow[],
  open: number,
): readonly string[] {
  const counts = countExpressed(rows)
  const unspelt = unspeltCreators(plan, identifyingCreators)
  return [
    'XNAT DicomEdit script, written by Tagbench',
    `Project: ${madeFrom.project}`,
    `Digest of settings and Operations: ${madeFrom.digest}`,
    `Options: ${settings.options.join(' ') || 'none (Basic Profile)'}`,
    ...Object.entries(madeFrom.tables).map(([name, edition]) => `${name}: ${edition}`),
    ...(route === undefined ? [] : routeLines(route)),
    '',
    'VALID FOR THE INVENTORIED COLLECTION ONLY: DicomEdit has no way to remove what is not listed, so a public element',
    'that the inventory does not have stays as it is.',
    ...(settings.unlisted === 'delete' ? ['"Remove everything that is not listed" was asked for: NOT EXPRESSIBLE in DicomEdit.'] : []),
    `Open Reviews: ${open}${open === 0 ? '' : '. Nobody has decided these elements; they are REMOVED here'}`,
    `Decisions said as they are: ${counts.yes}; more strictly: ${counts.stricter}; not: ${counts.no} (see expressibility.csv)`,
    ...rows.filter((row) => row.expressed === 'no').map((row) => `WEAKER THAN DECIDED: ${row.path}: ${row.why}`),
    ...[...unspelt]
      .sort()
      .map((creator) => `Private Creator outside DicomEdit's grammar, its elements go though some were to stay: ${creator}`),
    '',
    'Private elements that are not named go; that they go in items too rests on the description of DicomEdit.',
    'New UIDs are made by DicomEdit: they agree with each other, not with those of a copy that Tagbench wrote.',
    'Patient ID and Patient Name that were to be mapped are emptied: the relabelling script of the archive gives new ones.',
    'Instances that Tagbench leaves out (a private SOP Class, text burned into the pixels) are not left out by this script.',
    'The codes of (0012,0064) are not added: DicomEdit is not known to make Sequences. Pixels are not changed.',
  ]
}

function routeLines(route: Route): readonly string[] {
  const rejects = routeGuard(route).isWhole
    ? 'It rejects instances of other scanners.'
    : 'DicomEdit cannot spell a name of these scanners: SEE TO IT that no instances of others are given to this script.'
  return [routeWords(route), rejects]
}

/** Creators that the grammar cannot spell, of which something was to stay; but none that may name somebody. */
function unspeltCreators({ rows }: DicomEditPlan, identifying: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ node: { leaf }, operations }) =>
      leaf?.kind === 'private' &&
      !isSpellableCreator(leaf.creator) &&
      operations.some(({ do: how }) => how !== 'remove' && how !== 'blocked') &&
      !identifying.has(leaf.creator.trim().toUpperCase())
        ? [leaf.creator]
        : [],
    ),
  )
}

function expressibilityOf(plan: DicomEditPlan): readonly ExpressibilityRow[] {
  const blocks = new Set(
    plan.rows.filter((row) => row.kind === 'private' && plan.wordings.get(row)?.action.do !== 'remove').map((row) => row.node.block),
  )
  return plan.rows.filter(isDecided).map((row) => ({
    path: row.node.element.path,
    decision: decisionText(row.decided),
    target: 'dicomedit',
    ...judged(row, plan, blocks),
  }))
}

type Judgement = Pick<ExpressibilityRow, 'expressed' | 'why'>
const YES: Judgement = { expressed: 'yes', why: '' }
const stricterThan = (why: string): Judgement => ({ expressed: 'stricter', why })

function judged(row: CtpRow, plan: DicomEditPlan, blocks: ReadonlySet<string | undefined>): Judgement {
  const around = plan.goneWith(row)
  if (around !== undefined)
    return operationsByScope(row).every((operation) => operation.do === 'remove')
      ? YES
      : stricterThan(SCRIPT.unsaid.around(around.node.element.path))
  const { action, loses } = plan.wordings.get(row) ?? {}
  // A creator stays with elements of its block, and goes with the last of them.
  if (row.kind === 'creator' && action?.do === 'keep' && !blocks.has(row.node.block))
    return stricterThan(SCRIPT.unsaid.removed(DICOMEDIT.unsaid.emptiedBlock))
  if (row.node.element.path === '(0012,0063)' && action?.do !== 'keep' && action?.do !== 'remove')
    return stricterThan(DICOMEDIT.unsaid.textsFirst)
  return loses === undefined ? YES : stricterThan(loses)
}
