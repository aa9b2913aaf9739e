import type { Annotation } from '../annotation/annotation.ts'
import type { Profile } from '../confidentiality/profile.ts'
import { pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Equipment, Inventory } from '../inventory/inventory.ts'
import { byCodePoint } from '../inventory/code-point-order.ts'
import { addedOperations, OVERWRITTEN } from './added-elements.ts'
import type { DecisionTable } from '../decisions/decision-table.ts'
import { decidedAt } from './decided.ts'
import { elementOperations } from './element-operations.ts'
import { overlayData } from './overlay-groups.ts'
import { elementTree, type TreeElement } from './element-tree.ts'
import { isGoneOn } from './fate.ts'
import { writtenAnew } from './fixed-operations.ts'
import { methodClaims, type CompiledElement, type MethodClaims } from './method-claims.ts'
import type { Operation, ScriptSettings } from './operation.ts'
import { creatorDeletes, creatorOperations } from './private-creators.ts'
import { scriptSettings } from './script-settings.ts'

export interface CompileInput {
  readonly inventory: Inventory
  readonly annotations: ReadonlyMap<PathText, Annotation>
  readonly decisions: DecisionTable
  readonly profile: Profile
}

export interface Compiled {
  /** Sorted by path, and within a path so that the first that matches an instance holds. */
  readonly operations: readonly Operation[]
  /** Elements with an Operation that is blocked: undecided, or held for review. */
  readonly openReviews: readonly PathText[]
  readonly claims: MethodClaims
  readonly settings: ScriptSettings
}

/**
 * The decisions as one list of Operations: what script writers print and apply runs. The same input gives the same
 * list. Every element of the inventory has Operations, of which the last is for any instance, but for elements inside
 * a Sequence that goes, which go with it, and for what is inside an opaque value, which stays or goes with that. An
 * `add` stands beside the others of its path: it comes when they are done.
 */
export function compile(input: CompileInput): Compiled {
  const compiled = compileElements(input)
  const claims = methodClaims(
    compiled.filter(({ node }) => node.kind === 'element').map(({ node, operations }) => withAnnotation(node, operations, input)),
    input.profile,
  )
  const added = addedOperations(claims)
  const own = compiled.filter(({ node }) => !OVERWRITTEN.has(node.element.path)).flatMap(({ operations }) => operations)
  const operations = [...own, ...added].sort((a, b) => byCodePoint(a.path, b.path))
  const openReviews = [...new Set(operations.filter((operation) => operation.do === 'blocked').map(({ path }) => path))]
  return { operations: Object.freeze(operations), openReviews, claims, settings: scriptSettings(input.profile, claims) }
}

interface CompiledNode {
  readonly node: TreeElement
  readonly operations: readonly Operation[]
}

function withAnnotation(node: TreeElement, operations: readonly Operation[], input: CompileInput): CompiledElement {
  const { path, vrs } = node.element
  return { path, vrs, operations, decided: decidedAt(path, input.decisions), annotation: input.annotations.get(path) }
}

function compileElements(input: CompileInput): readonly CompiledNode[] {
  const tree = elementTree(input.inventory)
  const byPath = new Map<string, readonly Operation[]>()
  const creatorsOf = new Map(tree.filter(({ kind }) => kind === 'creator').map((node) => [node.block, node]))
  const members = new Map<string, Operation[]>()
  const scannersOf = new Map<TreeElement, readonly Equipment[]>()
  for (const node of tree) {
    const scanners = scannersLeft(node, byPath)
    scannersOf.set(node, scanners)
    if (scanners.length === 0 || node.kind === 'creator' || node.kind === 'inside') continue
    const creator = node.block === undefined ? undefined : creatorsOf.get(node.block)
    const operations = operationsOf(node, creator, scanners, input)
    byPath.set(pathKey(node.element.path), operations)
    if (node.block !== undefined && node.kind === 'element') members.set(node.block, [...(members.get(node.block) ?? []), ...operations])
  }
  return tree.map((node) => {
    if (node.kind !== 'creator' || (scannersOf.get(node)?.length ?? 0) === 0)
      return { node, operations: byPath.get(pathKey(node.element.path)) ?? [] }
    const decided = decidedAt(node.element.path, input.decisions)
    const { emptiedCreators } = input.profile.settings
    const block = { members: members.get(node.block ?? '') ?? [], annotation: input.annotations.get(node.element.path) }
    return { node, operations: creatorOperations(node, decided, block, emptiedCreators) }
  })
}

const NO_SCANNER: Equipment = { manufacturer: '', model: '', software: '' }

/** The scanners of an element on which no Sequence around it goes; none where the element goes with a Sequence everywhere. */
function scannersLeft(node: TreeElement, byPath: ReadonlyMap<string, readonly Operation[]>): readonly Equipment[] {
  const { equipment } = node.element
  const scanners = equipment.length === 0 ? [NO_SCANNER] : equipment
  const around: (readonly Operation[])[] = []
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    const operations = byPath.get(pathKey(parent.element.path))
    if (operations === undefined) return []
    around.push(operations)
  }
  return scanners.filter((scanner) => !around.some((operations) => isGoneOn(operations, scanner)))
}

function operationsOf(
  node: TreeElement,
  creator: TreeElement | undefined,
  scanners: readonly Equipment[],
  input: CompileInput,
): readonly Operation[] {
  const { path } = node.element
  const anew = writtenAnew(node.kind)
  if (anew !== undefined) return [{ path, when: {}, do: 'remove', because: anew }]
  return elementOperations({
    node,
    decided: decidedAt(path, input.decisions),
    creatorDeletes: creator === undefined ? [] : creatorDeletes(decidedAt(creator.element.path, input.decisions)),
    overlayData: overlayData(node, input.decisions),
    scanners,
    inventory: input.inventory,
    profile: input.profile,
  })
}
