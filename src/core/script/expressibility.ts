import type { PathText } from '../dicom/attribute-path.ts'
import { formatChoice } from '../decisions/choice-text.ts'
import { formatScope } from '../decisions/scope-text.ts'
import type { PathDecisions } from '../decisions/decision-table.ts'

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

/** `retain:keep [manufacturer=GE] | delete`, and how many single values are decided. */
export function decisionText({ elements, values }: PathDecisions): string {
  const whole = elements.map((entry) => {
    const scope = formatScope(entry.scope)
    return formatChoice(entry.choice) + (scope === '' ? '' : ` [${scope}]`)
  })
  const single = values.length === 0 ? [] : [`${values.length} ${values.length === 1 ? 'value' : 'values'}`]
  return [...whole, ...single].join(' | ') || 'review'
}
