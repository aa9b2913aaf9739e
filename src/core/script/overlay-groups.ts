import type { DecisionTable } from '../decisions/decision-table.ts'
import type { DecisionEntry } from '../decisions/decision.ts'
import { formatPath } from '../dicom/attribute-path.ts'
import { elementOf, groupOf, tagOf } from '../dicom/tag.ts'
import type { TreeElement } from './element-tree.ts'

const OVERLAY_DATA = 0x3000
const NONE: readonly DecisionEntry[] = []

/**
 * What is decided of the Overlay Data (60xx,3000) beside an element of the same overlay group. Where the data goes the
 * element goes with it: what is left would be a module without its Type 1 (PS3.3 C.9.2).
 */
export function overlayData({ path, leaf }: TreeElement, decisions: DecisionTable): readonly DecisionEntry[] {
  if (path.kind !== 'element' || leaf?.kind !== 'public') return NONE
  const group = groupOf(leaf.tag)
  if (group >>> 8 !== 0x60 || elementOf(leaf.tag) === OVERLAY_DATA) return NONE
  const data = formatPath({ ...path, steps: [...path.steps.slice(0, -1), { kind: 'public', tag: tagOf(group, OVERLAY_DATA) }] })
  return decisions.forPath(data)
}
