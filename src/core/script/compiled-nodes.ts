import { pathKey } from '../dicom/attribute-path.ts'
import type { InventoryElement } from '../inventory/inventory.ts'
import { elementTree, type TreeElement } from './element-tree.ts'
import type { CompiledElement } from './method-claims.ts'
import type { Operation, OperationKind } from './operation.ts'

/** An element with its Operations, and what they were made from. */
export interface CompiledNode {
  readonly node: TreeElement
  /** `pathKey` of its path. */
  readonly key: string
  /** The Sequences around it, or the opaque element that it is inside of; the nearest first. */
  readonly around: readonly CompiledNode[]
  /** Key of the Private Creator of its block. */
  readonly creator: string | undefined
  /** Of a Private Creator: the elements of its block. */
  readonly members: readonly CompiledNode[]
  /** What it was compiled from: each part is the same thing for as long as it says the same. */
  from: readonly unknown[]
  /** None where it goes with a Sequence around it, or has no say of its own. */
  operations: readonly Operation[]
  /** Each kind once; `remove` where it goes with a Sequence around it. */
  fate: readonly OperationKind[]
  /** What the claims look at. */
  compiled: CompiledElement | undefined
}

/** The elements of an inventory in its order, none of them compiled yet. */
export function compiledNodes(elements: readonly InventoryElement[]): readonly CompiledNode[] {
  const tree = elementTree({ elements: () => elements })
  const creators = new Map<string, string>()
  const members = new Map<string, CompiledNode[]>()
  for (const { kind, block, element } of tree) {
    if (kind !== 'creator' || block === undefined) continue
    creators.set(block, pathKey(element.path))
    members.set(block, [])
  }
  const known = new Map<TreeElement, CompiledNode>()
  return tree.map((node) => {
    const { block = '', kind, parent } = node
    const outer = parent === undefined ? undefined : known.get(parent)
    const made: CompiledNode = {
      node,
      key: pathKey(node.element.path),
      around: outer === undefined ? [] : [outer, ...outer.around],
      creator: kind === 'creator' ? undefined : creators.get(block),
      members: kind === 'creator' ? (members.get(block) ?? []) : [],
      from: [],
      operations: [],
      fate: [],
      compiled: undefined,
    }
    known.set(node, made)
    if (kind === 'element') members.get(block)?.push(made)
    return made
  })
}
