import { A_STEP, finished, type Steps } from '../in-steps.ts'
import type { Annotation } from '../annotation/annotation.ts'
import type { Profile } from '../confidentiality/profile.ts'
import type { PathText } from '../dicom/attribute-path.ts'
import type { Equipment, Inventory } from '../inventory/inventory.ts'
import { byCodePoint } from '../inventory/code-point-order.ts'
import { addedOperations, OVERWRITTEN } from './added-elements.ts'
import type { DecisionEntry } from '../decisions/decision.ts'
import type { PathDecisions, DecisionTable } from '../decisions/decision-table.ts'
import { compiledNodes, type CompiledNode } from './compiled-nodes.ts'
import { elementOperations } from './element-operations.ts'
import { overlayData } from './overlay-groups.ts'
import { isGoneOn, leavesNothing } from './fate.ts'
import { givenOperations } from './given-elements.ts'
import { writtenAnew } from './fixed-operations.ts'
import { methodClaims, type MethodClaims } from './method-claims.ts'
import { codesWithSchemes } from './codes-with-schemes.ts'
import type { Operation, OperationKind, ScriptSettings } from './operation.ts'
import { creatorDeletes, creatorOperations, identifies, stays } from './private-creators.ts'
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
  /** What becomes of each element, in the order of the inventory: each kind of its Operations once (see `OperationsByPath.fateOf`). */
  readonly fates: readonly (readonly OperationKind[])[]
  readonly claims: MethodClaims
  readonly settings: ScriptSettings
  /** Private Creators that may name somebody, in upper case: of those that go no script has to say the name. */
  readonly identifyingCreators: ReadonlySet<string>
}

/**
 * The decisions as one list of Operations: what script writers print and apply runs. The same input gives the same
 * list. Every element of the inventory has Operations, of which the last is for any instance, but for elements inside
 * a Sequence that goes, which go with it, and for what is inside an opaque value, which stays or goes with that. An
 * `add` stands beside the others of its path: it comes when they are done.
 */
export function compile(input: CompileInput): Compiled {
  return finished(compiler()(input))
}

/**
 * {@link compile} for one decision after the other: as long as inventory and profile are the same, only those elements
 * are compiled anew whose Operations can have changed. They are known by what they follow from: their annotation, the
 * decisions on them, on their creator and on their overlay, and the Operations around them.
 */
export function compiler(): (input: CompileInput) => Steps<Compiled> {
  let nodes: readonly CompiledNode[] = []
  let before: readonly unknown[] = []
  return function* (input) {
    const now = [input.inventory.elements(), input.profile]
    if (!isSame(now, before)) nodes = compiledNodes(input.inventory.elements())
    before = now
    for (const [index, each] of nodes.entries()) {
      if (index % A_STEP === 0) yield
      if (each.node.kind !== 'creator') compileNode(each, input)
    }
    for (const each of nodes) if (each.node.kind === 'creator') compileCreator(each, input)
    return gathered(nodes, input)
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}

/** Everything that was compiled, put together. */
function gathered(nodes: readonly CompiledNode[], { profile, annotations }: CompileInput): Compiled {
  const claims = methodClaims(
    nodes.flatMap(({ compiled }) => compiled ?? []),
    profile,
  )
  const added = [...addedOperations(claims), ...givenOperations(profile)]
  const own = nodes.filter(({ node }) => !OVERWRITTEN.has(node.element.path)).flatMap(({ operations }) => operations)
  const operations = [...codesWithSchemes(own), ...added].sort((a, b) => byCodePoint(a.path, b.path))
  const openReviews = nodes.flatMap(({ node, fate }) =>
    fate.includes('blocked') && !OVERWRITTEN.has(node.element.path) && node.kind !== 'inside' ? [node.element.path] : [],
  )
  return {
    operations: Object.freeze(operations),
    openReviews,
    fates: fates(nodes, added),
    claims,
    settings: scriptSettings(profile, claims),
    identifyingCreators: new Set(
      nodes.flatMap(({ node: { leaf, element } }) =>
        leaf?.kind === 'creator' && identifies(annotations.get(element.path)) ? [leaf.creator.trim().toUpperCase()] : [],
      ),
    ),
  }
}

function fates(nodes: readonly CompiledNode[], added: readonly Operation[]): readonly (readonly OperationKind[])[] {
  const isAdded = new Set(added.map(({ path }) => path))
  return nodes.map(({ node: { element }, fate }) => {
    if (!isAdded.has(element.path)) return fate
    return OVERWRITTEN.has(element.path) ? ['add'] : [...fate, 'add']
  })
}

function compileNode(each: CompiledNode, input: CompileInput): void {
  const { node, around, creator } = each
  const decided = input.decisions.atKey(each.key)
  const onCreator = creator === undefined ? undefined : input.decisions.atKey(creator)
  const overlay = overlayData(node, input.decisions)
  const from: unknown[] = [input.annotations.get(node.element.path), decided, onCreator, overlay]
  for (const outer of around) from.push(outer.operations)
  if (isSame(from, each.from)) return
  const scanners = scannersLeft(each)
  const operations =
    scanners.length === 0 || node.kind === 'inside' ? NONE : operationsOf(each, { decided, onCreator, overlay, scanners }, input)
  settle(each, { from, operations, decided }, input)
}

function compileCreator(each: CompiledNode, input: CompileInput): void {
  const { node, around, members } = each
  const decided = input.decisions.atKey(each.key)
  const annotation = input.annotations.get(node.element.path)
  const from: unknown[] = [annotation, decided]
  for (const outer of around) from.push(outer.operations)
  for (const member of members) from.push(member.operations)
  if (isSame(from, each.from)) return
  const block = { members: members.flatMap(({ operations }) => operations), annotation }
  const operations =
    scannersLeft(each).length === 0 ? NONE : creatorOperations(node, decided, block, input.profile.settings.emptiedCreators)
  settle(each, { from, operations, decided }, input)
  const { path, vrs } = node.element
  const staysAlone = operations.some(({ do: how }) => how === 'keep') && !block.members.some(stays)
  // What an Option keeps of private elements is for the claims of that Option.
  if (staysAlone && annotation?.effective.code === 'X') each.compiled = { path, vrs, operations, decided, annotation, staysAlone }
}

const NONE: readonly Operation[] = []

function settle(
  each: CompiledNode,
  { from, operations, decided }: Pick<CompiledNode, 'from' | 'operations'> & { readonly decided: PathDecisions },
  { annotations }: CompileInput,
): void {
  const { node, around } = each
  const { path, vrs } = node.element
  each.from = from
  each.operations = operations
  each.fate = fateOf(operations, node.kind === 'inside' ? around[0] : undefined, around)
  each.compiled = node.kind === 'element' ? { path, vrs, operations, decided, annotation: annotations.get(path) } : undefined
}

/** What is inside an opaque value shares the fate of its element. */
function fateOf(
  operations: readonly Operation[],
  opened: CompiledNode | undefined,
  around: readonly CompiledNode[],
): readonly OperationKind[] {
  if (opened !== undefined) return opened.fate
  if (operations.length > 0) return [...new Set(operations.map((operation) => operation.do))]
  return around.some((outer) => outer.operations.some((operation) => leavesNothing(operation.do))) ? ['remove'] : []
}

const NO_SCANNER: Equipment = { manufacturer: '', model: '', software: '' }

/** The scanners of an element on which no Sequence around it goes; none where the element goes with a Sequence everywhere. */
function scannersLeft({ node, around }: CompiledNode): readonly Equipment[] {
  const { equipment } = node.element
  const scanners = equipment.length === 0 ? [NO_SCANNER] : equipment
  if (around.some(({ operations }) => operations.length === 0)) return []
  return scanners.filter((scanner) => !around.some(({ operations }) => isGoneOn(operations, scanner)))
}

interface DecidedHere {
  readonly decided: PathDecisions
  readonly onCreator: PathDecisions | undefined
  readonly overlay: readonly DecisionEntry[]
  readonly scanners: readonly Equipment[]
}

function operationsOf({ node }: CompiledNode, here: DecidedHere, { inventory, profile }: CompileInput): readonly Operation[] {
  const anew = writtenAnew(node.kind)
  if (anew !== undefined) return [{ path: node.element.path, when: {}, do: 'remove', because: anew }]
  return elementOperations({
    node,
    decided: here.decided,
    creatorDeletes: here.onCreator === undefined ? [] : creatorDeletes(here.onCreator),
    overlayData: here.overlay,
    scanners: here.scanners,
    inventory,
    profile,
  })
}
