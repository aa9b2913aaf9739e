import { groupOf, elementOf, isPrivate, tagOf, type Tag } from '../../dicom/tag.ts'
import type { PathText } from '../../dicom/attribute-path.ts'
import type { Equipment, Inventory, InventoryValue } from '../../inventory/inventory.ts'
import { elementTree, type TreeElement } from '../element-tree.ts'
import type { SimDataSet, SimElement } from './sim-data-set.ts'

/** An instance made up from the inventory: every element of a scanner once, Sequences with one item. */
export interface MadeUpInstance {
  readonly scanner: Equipment
  readonly encoding: Encoding
  readonly dataSet: SimDataSet
  /** Where each element of the inventory stands: the tags from the root. */
  readonly places: ReadonlyMap<TreeElement, readonly Tag[]>
  /** The value that each element has. */
  readonly values: ReadonlyMap<TreeElement, string>
}

/** How the file of an instance would be encoded, as far as engines see a difference. */
export type Encoding =
  /** Explicit VR, each element with a VR that it has somewhere. */
  | 'explicit'
  /** Explicit VR, and everything is written as UN that some file writes so. */
  | 'with-unknown'
  /** Implicit VR Little Endian. */
  | 'implicit'

const SYNTAX: PathText = '(0002,0010)'
const IMPLICIT_VR = '1.2.840.10008.1.2'
/** So many instances of a scanner in each encoding that some but not all files have. */
const ODD_ROUNDS = 2

/** So many instances of a scanner show so many values of each element. */
const ROUNDS = 12
const MOST_INSTANCES = 60

/**
 * Instances that together hold every element of the inventory with several of its values. They are for engines, not for
 * people: what stands in one together was never in one file.
 */
export function* madeUpInstances(inventory: Inventory): Generator<MadeUpInstance> {
  const tree = elementTree(inventory).filter(({ kind }) => kind === 'element' || kind === 'creator')
  const scanners = scannersOf(inventory)
  const orphans = orphanBlocks(tree)
  const rounds = Math.max(1, Math.min(ROUNDS, Math.floor(MOST_INSTANCES / Math.max(1, scanners.length))))
  const values = new Map(tree.map((node) => [node, node.kind === 'creator' ? [] : telling(inventory.values(node.element.path))]))
  for (const scanner of scanners) {
    const own = tree.filter(({ element }) => element.equipment.length === 0 || element.equipment.some((one) => isSame(one, scanner)))
    const most = Math.min(rounds, Math.max(1, ...own.map((node) => values.get(node)?.length ?? 0)))
    for (const encoding of encodings(own, inventory))
      for (let round = 0; round < (encoding === 'explicit' ? most : Math.min(most, ODD_ROUNDS)); round += 1)
        yield instanceOf(own, { scanner, encoding }, orphans, (node) => at(values.get(node) ?? [], round))
  }
}

function encodings(own: readonly TreeElement[], { values }: Pick<Inventory, 'values'>): readonly Encoding[] {
  return [
    'explicit',
    ...(own.some(({ element }) => element.writtenAsUnknown === true) ? (['with-unknown'] as const) : []),
    ...(values(SYNTAX).some(({ value }) => value.trim() === IMPLICIT_VR) ? (['implicit'] as const) : []),
  ]
}

const NO_SCANNER: Equipment = { manufacturer: '', model: '', software: '' }

function scannersOf({ elements }: Pick<Inventory, 'elements'>): readonly Equipment[] {
  const byText = new Map<string, Equipment>()
  for (const { equipment } of elements()) for (const one of equipment) byText.set(JSON.stringify(one), one)
  return byText.size === 0 ? [NO_SCANNER] : [...byText.values()].slice(0, MOST_INSTANCES)
}

function isSame(one: Equipment, other: Equipment): boolean {
  return one.manufacturer === other.manufacturer && one.model === other.model && one.software === other.software
}

/** Values that say most of what an engine does: of several the first, and those of several parts or none. */
function telling(values: readonly InventoryValue[]): readonly string[] {
  // Bytes without a text say something too.
  const texts = values.slice(0, 20_000).map(({ value, form }) => (form === 'digest' && value === '' ? 'X' : value))
  const odd = texts.filter((text) => text === '' || text.includes('\\'))
  return [...new Set([...texts.filter((text) => text !== '').slice(0, ROUNDS - 2), ...odd.slice(0, 2)])]
}

function at(values: readonly string[], round: number): string {
  return values.length === 0 ? 'X' : (values[round % values.length] ?? '')
}

/** Blocks that private tags without a creator stand in, by group: no made-up creator may claim them. */
function orphanBlocks(tree: readonly TreeElement[]): ReadonlyMap<number, ReadonlySet<number>> {
  const blocks = new Map<number, Set<number>>()
  for (const { leaf } of tree) {
    if (leaf?.kind !== 'public' || !isPrivate(leaf.tag)) continue
    const element = elementOf(leaf.tag)
    blocks.set(groupOf(leaf.tag), (blocks.get(groupOf(leaf.tag)) ?? new Set()).add(element > 0xff ? element >>> 8 : element))
  }
  return blocks
}

function instanceOf(
  tree: readonly TreeElement[],
  { scanner, encoding }: Pick<MadeUpInstance, 'scanner' | 'encoding'>,
  orphans: ReadonlyMap<number, ReadonlySet<number>>,
  valueOf: (node: TreeElement) => string,
): MadeUpInstance {
  const root: SimDataSet = { elements: new Map(), ...(encoding === 'implicit' ? { transferSyntax: IMPLICIT_VR } : {}) }
  const items = new Map<TreeElement, SimDataSet>()
  const places = new Map<TreeElement, readonly Tag[]>()
  const values = new Map<TreeElement, string>()
  const blocks = new Map<SimDataSet, Map<string, number>>()
  for (const node of tree) {
    const inside = node.parent === undefined ? root : items.get(node.parent)
    if (inside === undefined || node.leaf === undefined) continue
    const tag = tagFor(node, inside, blocks, orphans)
    if (tag === undefined) continue
    const value = node.leaf.kind === 'creator' ? node.leaf.creator : node.isSequence ? '' : valueOf(node)
    const element: SimElement = { vr: node.isSequence ? 'SQ' : vrOfNode(node, encoding), value }
    if (node.isSequence) {
      const item: SimDataSet = { elements: new Map() }
      items.set(node, item)
      inside.elements.set(tag, { ...element, items: [item] })
    } else inside.elements.set(tag, element)
    places.set(node, [...((node.parent === undefined ? undefined : places.get(node.parent)) ?? []), tag])
    values.set(node, value)
  }
  sort(root)
  return { scanner, encoding, dataSet: root, places, values }
}

function vrOfNode({ element }: TreeElement, encoding: Encoding): string {
  return encoding === 'with-unknown' && element.writtenAsUnknown === true ? 'UN' : (element.vrs[0] ?? 'UN')
}

/** Private elements get a block: of their creator's where one is there, and one of their own otherwise. */
function tagFor(
  { leaf, kind }: TreeElement,
  inside: SimDataSet,
  blocks: Map<SimDataSet, Map<string, number>>,
  orphans: ReadonlyMap<number, ReadonlySet<number>>,
): Tag | undefined {
  if (leaf === undefined) return undefined
  if (leaf.kind === 'public') return leaf.tag
  const claimed = blocks.get(inside) ?? new Map<string, number>()
  blocks.set(inside, claimed)
  const key = `${leaf.group} ${leaf.creator.toUpperCase()}`
  let block = claimed.get(key)
  if (block === undefined) {
    const taken = new Set([...claimed].filter(([other]) => other.startsWith(`${leaf.group} `)).map(([, number]) => number))
    for (const unclaimed of orphans.get(leaf.group) ?? []) taken.add(unclaimed)
    block = 0x10
    while (taken.has(block)) block += 1
    if (block > 0xff) return undefined
    claimed.set(key, block)
    inside.elements.set(tagOf(leaf.group, block), { vr: 'LO', value: leaf.creator })
  }
  return kind === 'creator' || leaf.kind === 'creator' ? tagOf(leaf.group, block) : tagOf(leaf.group, (block << 8) | leaf.element)
}

/** Elements stand in the order of their tags. */
function sort({ elements }: SimDataSet): void {
  const sorted = [...elements].sort(([a], [b]) => a - b)
  elements.clear()
  for (const [tag, element] of sorted) {
    elements.set(tag, element)
    element.items?.forEach(sort)
  }
}
