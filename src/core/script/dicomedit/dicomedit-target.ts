import { isDecided } from '../ctp/ctp-target.ts'
import { operationsByScope, type CtpRow } from '../ctp/rows.ts'
import { decisionText, type ExpressibilityRow } from '../expressibility.ts'
import { openReviewsOf } from '../operation.ts'
import { oneLine } from '../script-head.ts'
import type { ScriptTarget, TargetInput, TargetOutput } from '../script-target.ts'
import { headLines } from './head.ts'
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
  const text = [
    `version "${newer || guard.length > 0 ? '6.6' : '6.3'}"`,
    ...headLines(input, plan, rows).map((line) => (line === '' ? '//' : `// ${oneLine(line)}`)),
    ...guard,
    ...lines,
  ]
  return {
    files: [{ name: 'dicomedit.das', text: text.map((line) => `${line}\n`), secret: holdsValues(plan) }],
    expressibility: rows,
    openReviews: openReviewsOf(input),
  }
}

/** Conditions on values name old values, which may identify somebody. */
function holdsValues({ wordings }: DicomEditPlan): boolean {
  return [...wordings.values()].some(({ action }) => action.do === 'values')
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
    return stricterThan(SCRIPT.unsaid.textsFirst)
  return loses === undefined ? YES : stricterThan(loses)
}
