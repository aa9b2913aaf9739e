import { leafOf, parsePath, type PathText } from '../dicom/attribute-path.ts'
import { formatChoice } from '../decisions/choice-text.ts'
import { formatScope } from '../decisions/scope-text.ts'
import { byCodePoint } from '../inventory/code-point-order.ts'
import type { DecisionTable, PathDecisions } from '../decisions/decision-table.ts'
import type { Operation } from './operation.ts'
import { SCRIPT } from './texts.ts'

/** How far a target can say what was decided for one element. */
export interface ExpressibilityRow {
  readonly path: PathText
  /** `retain:shift-date`; several scopes joined by ` | `; `review` where nobody has decided. */
  readonly decision: string
  readonly target: string
  /** As decided, stricter than decided, or weaker. */
  readonly expressed: 'yes' | 'stricter' | 'no'
  /** What is lost, or what to do; empty where there is nothing to say. */
  readonly why: string
}

export const EXPRESSIBILITY_COLUMNS = ['path', 'decision', 'target', 'expressed', 'why'] as const

export interface ExpressibilityCounts {
  readonly yes: number
  readonly stricter: number
  readonly no: number
}

export function countExpressed(rows: readonly ExpressibilityRow[]): ExpressibilityCounts {
  const count = (expressed: ExpressibilityRow['expressed']): number => rows.filter((row) => row.expressed === expressed).length
  return { yes: count('yes'), stricter: count('stricter'), no: count('no') }
}

/**
 * Rows that say, where there is nothing else to say, why a Private Creator that was retained with its block goes: nothing
 * of the block stays.
 */
export function withEmptiedBlocks(
  rows: readonly ExpressibilityRow[],
  { operations, decisions }: { readonly operations: readonly Operation[]; readonly decisions: DecisionTable },
): readonly ExpressibilityRow[] {
  const isAsked = ({ path, why, expressed }: ExpressibilityRow): boolean =>
    why === '' &&
    expressed === 'yes' &&
    isCreatorPath(path) &&
    decisions.at(path).elements.some(({ choice }) => choice.decision === 'retain')
  const asked = new Set(rows.filter(isAsked).map(({ path }) => path))
  const own = Map.groupBy(
    operations.filter(({ path }) => asked.has(path)),
    ({ path }) => path,
  )
  return rows.map((row) => {
    const [gone, ...others] = asked.has(row.path) ? (own.get(row.path) ?? []) : []
    return gone !== undefined && [gone, ...others].every(({ do: how }) => how === 'remove') ? { ...row, why: gone.because } : row
  })
}

function isCreatorPath(path: PathText): boolean {
  if (!path.endsWith('")')) return false
  const parsed = parsePath(path)
  return parsed?.kind === 'element' && leafOf(parsed).kind === 'creator'
}

/** `retain:keep [manufacturer=GE] | delete`, and how many single values are decided. */
export function decisionText({ elements, values }: PathDecisions): string {
  const whole = elements.map((entry) => {
    const scope = formatScope(entry.scope)
    return formatChoice(entry.choice) + (scope === '' ? '' : ` [${scope}]`)
  })
  const single = values.length === 0 ? [] : [`${values.length} ${values.length === 1 ? 'value' : 'values'}`]
  return [...whole, ...single].join(' | ') || 'review'
}

const RANK = { yes: 0, stricter: 1, no: 2 } as const
const NAMED_SCRIPTS = 3

/** The rows of several scripts as those of one: of each element the worst answer, and which script it is of. */
export function mergedRows(
  scripts: readonly { readonly name: string; readonly rows: readonly ExpressibilityRow[] }[],
): readonly ExpressibilityRow[] {
  const [only, ...others] = scripts
  if (only !== undefined && others.length === 0) return only.rows
  const byPath = Map.groupBy(
    scripts.flatMap(({ name, rows }) => rows.map((row) => ({ name, row }))),
    ({ row }) => row.path,
  )
  return [...byPath.values()]
    .map((all): ExpressibilityRow => {
      const worst = all.map(({ row }) => row).reduce((known, row) => (RANK[row.expressed] > RANK[known.expressed] ? row : known))
      const { expressed, why } = worst
      const same = all.filter(({ row }) => row.expressed === expressed && row.why === why).map(({ name }) => name)
      if (why === '' || same.length === all.length) return worst
      return { ...worst, why: SCRIPT.unsaid.inScripts(same.slice(0, NAMED_SCRIPTS), same.length - NAMED_SCRIPTS, why) }
    })
    .sort((one, other) => byCodePoint(one.path, other.path))
}
