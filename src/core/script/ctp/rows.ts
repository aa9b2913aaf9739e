import { isPrivate, TAG, type Tag } from '../../dicom/tag.ts'
import type { DecisionTable } from '../../decisions/decision-table.ts'
import { formatScope } from '../../decisions/scope-text.ts'
import type { PathDecisions } from '../../decisions/decision-table.ts'
import { elementTree, type TreeElement } from '../element-tree.ts'
import { OperationsByPath } from '../fate.ts'
import type { Operation } from '../operation.ts'
import { reachable } from '../reachable.ts'
import type { TargetInput } from '../script-target.ts'
import { isSame, REMOVE, stricter } from './ctp-action.ts'
import { isBehindPixelData, wordingOf, type Worded, type WordingContext } from './element-action.ts'
import { SCRIPT } from '../texts.ts'
import { CTP } from './texts.ts'

/** An element of the inventory with its Operations, placed where CTP's rules find it. */
export interface CtpRow {
  readonly node: TreeElement
  /** Those that can hold for a scanner that has it, without the `add` of elements that say how the instance was de-identified. */
  readonly operations: readonly Operation[]
  readonly decided: PathDecisions
  /** The Sequences around it, the innermost first. */
  readonly around: readonly CtpRow[]
  readonly level: 'root' | 'item'
  readonly kind: RowKind
  /** Something stands in it that no decision is asked for and that goes: elements of group 0000 or 0002, padding. */
  readonly holdsStrays: boolean
}

export type RowKind =
  | 'public'
  /** A private element in a block. */
  | 'private'
  | 'creator'
  /** A private tag that no creator claims, or the claim of a blank creator. */
  | 'orphan'

/** The elements that a script speaks of: not what CTP writes anew, and not what goes with a Sequence that goes. */
export function ctpRows(input: Pick<TargetInput, 'inventory' | 'operations'> & { readonly decisions: DecisionTable }): readonly CtpRow[] {
  const byPath = new OperationsByPath(input.operations)
  const rows = new Map<TreeElement, CtpRow>()
  const tree = elementTree(input.inventory)
  const withStrays = sequencesWithStrays(tree)
  for (const node of tree) {
    if (node.kind !== 'element' && node.kind !== 'creator') continue
    const all = byPath.at(node.element.path)
    if (all.length === 0) continue
    const operations = reachable(all, node.element.equipment).filter((operation) => operation.do !== 'add')
    const parent = node.parent === undefined ? undefined : rows.get(node.parent)
    rows.set(node, {
      node,
      operations,
      decided: input.decisions.at(node.element.path),
      around: parent === undefined ? [] : [parent, ...parent.around],
      level: node.parent === undefined ? 'root' : 'item',
      kind: kindOf(node),
      holdsStrays: withStrays.has(node),
    })
  }
  return [...rows.values()]
}

function sequencesWithStrays(tree: readonly TreeElement[]): ReadonlySet<TreeElement> {
  const found = new Set<TreeElement>()
  for (const { kind, parent } of tree)
    if (kind === 'file-meta' || kind === 'padding')
      for (let around = parent; around !== undefined; around = around.parent) found.add(around)
  return found
}

function kindOf({ leaf }: TreeElement): RowKind {
  if (leaf?.kind === 'creator') return 'creator'
  if (leaf?.kind === 'private') return 'private'
  return leaf !== undefined && isPrivate(leaf.tag) ? 'orphan' : 'public'
}

/** The tag of a public element. */
export function tagOfRow({ node }: CtpRow): Tag {
  if (node.leaf?.kind !== 'public') throw new Error('only public elements have a tag of their own')
  return node.leaf.tag
}

/** Whether an element stands behind Pixel Data when it is at the root. */
export function isBehind({ node: { leaf } }: CtpRow): boolean {
  if (leaf === undefined) return false
  return leaf.kind === 'public' ? isBehindPixelData(leaf.tag) : leaf.group > 0x7fe0
}

/** The de-identification method codes are a matter of their own to CTP: no rule of a tag reaches into them. */
export function isMethodCodes(row: CtpRow): boolean {
  return row.kind === 'public' && tagOfRow(row) === TAG.deidentificationMethodCodeSequence
}

/** The Sequence around a row into which CTP does not look: a private one, or the method codes. The outermost counts. */
export function closedAround(row: CtpRow): CtpRow | undefined {
  return row.around.findLast((sequence) => sequence.kind !== 'public' || isMethodCodes(sequence))
}

/** The Operations that differ for CTP: of each scope the one for all SOP Classes, since a Delete is a Delete in any of them. */
export function operationsByScope({ operations }: CtpRow): readonly Operation[] {
  const byScope = new Map<string, Operation>()
  for (const operation of operations) byScope.set(formatScope(operation.when), operation)
  return [...byScope.values()]
}

/** All Operations of a public element in one wording: CTP has one script for all scanners. */
export function ownWording(row: CtpRow, context: WordingContext): Worded {
  const { node, level } = row
  const place = { tag: tagOfRow(row), element: node.element, isSequence: node.isSequence, level, depth: row.around.length }
  const worded = operationsByScope(row).map((operation) => wordingOf(operation, place, context))
  const [first, ...others] = worded
  // Nothing old is left where the Operation adds only.
  if (first === undefined) return { action: REMOVE }
  const action = others.reduce((all, one) => stricter(all, one.action), first.action)
  const loses = new Set(worded.flatMap((one) => (one.loses === undefined ? [] : [one.loses])))
  if (worded.some((one) => !isSame(one.action, action))) loses.add(CTP.elements.scanners)
  return loses.size === 0 ? { action } : { action, loses: SCRIPT.unsaid.all([...loses]) }
}
