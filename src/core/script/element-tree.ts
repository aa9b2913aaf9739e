import { formatPath, formatStep, parsePath, pathKey, type AttributePath, type PathStep, type PathText } from '../dicom/attribute-path.ts'
import { elementOf, groupOf, TAG } from '../dicom/tag.ts'
import type { Inventory, InventoryElement } from '../inventory/inventory.ts'

/** An element of the inventory with its place in the tree of Sequences. */
export interface TreeElement {
  readonly element: InventoryElement
  readonly path: AttributePath
  /** The last step; undefined outside the data set. */
  readonly leaf: PathStep | undefined
  /** The Sequence it stands in; undefined at the root and outside the data set. */
  readonly parent: TreeElement | undefined
  readonly kind: ElementKind
  readonly isSequence: boolean
  /** Key of the block of a private element or Private Creator, in its data set: parent, group and creator. */
  readonly block: string | undefined
}

export type ElementKind =
  | 'element'
  /** A Private Creator `(gggg,"CREATOR")`. */
  | 'creator'
  | 'group-length'
  /** Groups 0002 and 0000, which have no place in a data set. */
  | 'file-meta'
  /** Data Set Trailing Padding (PS3.10 7.2). */
  | 'padding'
  /** Something inside an opaque value, behind `#`. */
  | 'inside'
  | 'outside'

const trees = new WeakMap<readonly InventoryElement[], readonly TreeElement[]>()

/** The elements of an inventory in its order, which puts every Sequence before what is inside it; made once for each list of them. */
export function elementTree(inventory: Pick<Inventory, 'elements'>): readonly TreeElement[] {
  const elements = inventory.elements()
  const known = trees.get(elements)
  if (known !== undefined) return known
  const tree = treeOf(elements)
  trees.set(elements, tree)
  return tree
}

function treeOf(elements: readonly InventoryElement[]): readonly TreeElement[] {
  const known = new Map<string, TreeElement>()
  const withChildren = new Set<string>()
  const rows = elements.map((element) => ({ element, path: parsed(element.path) }))
  for (const { path } of rows) {
    const parent = path.kind === 'element' && path.inside === undefined ? parentText(path) : undefined
    if (parent !== undefined) withChildren.add(pathKey(parent))
  }
  return rows.map(({ element, path }) => {
    const parentPath = parentText(path)
    const leaf = path.kind === 'element' ? path.steps.at(-1) : undefined
    const key = pathKey(element.path)
    const node: TreeElement = {
      element,
      path,
      leaf,
      parent: parentPath === undefined ? undefined : known.get(pathKey(parentPath)),
      kind: kindOf(path, leaf),
      isSequence: element.vrs.includes('SQ') || withChildren.has(key),
      block: leaf === undefined || leaf.kind === 'public' ? undefined : blockKey(parentPath ?? '', leaf.group, leaf.creator),
    }
    known.set(key, node)
    return node
  })
}

function parsed(text: PathText): AttributePath {
  const path = parsePath(text)
  if (path === undefined) throw new Error('an inventory holds only well-formed paths')
  return path
}

/** The path of the Sequence around an element, or of the opaque element around what is inside it. */
export function parentText(path: AttributePath): PathText | undefined {
  if (path.kind === 'outside') return undefined
  if (path.inside !== undefined) return formatPath({ kind: 'element', steps: path.steps })
  const around = path.steps.slice(0, -1)
  const last = around.pop()
  if (last === undefined) return undefined
  const { item: _item, ...sequence } = last
  return around.map(formatStep).join('') + formatStep(sequence)
}

function blockKey(parent: PathText, group: number, creator: string): string {
  return `${pathKey(parent)} ${group} ${creator.toUpperCase()}`
}

function kindOf(path: AttributePath, leaf: PathStep | undefined): ElementKind {
  if (path.kind === 'outside' || leaf === undefined) return 'outside'
  if (path.inside !== undefined) return 'inside'
  if (leaf.kind === 'creator') return 'creator'
  if (leaf.kind === 'private') return 'element'
  if (groupOf(leaf.tag) === 0x0002 || groupOf(leaf.tag) === 0x0000) return 'file-meta'
  if (elementOf(leaf.tag) === 0) return 'group-length'
  return leaf.tag === TAG.dataSetTrailingPadding ? 'padding' : 'element'
}
