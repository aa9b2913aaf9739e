import type { PathText } from '../../dicom/attribute-path.ts'
import { isRegisteredUid } from '../../dictionary/index.ts'
import { isStructuralUid } from '../../confidentiality/structural-uids.ts'
import { holdsDate } from '../../confidentiality/value-shapes.ts'
import type { DecisionTable } from '../../decisions/decision-table.ts'
import { scopeHolds } from '../../decisions/scope.ts'
import type { Equipment, Inventory } from '../../inventory/inventory.ts'
import type { Result } from '../../result.ts'
import { dummyText } from '../ctp/dummy-text.ts'
import type { TreeElement } from '../element-tree.ts'
import { decisionText } from '../expressibility.ts'
import { OperationsByPath } from '../fate.ts'
import type { Operation } from '../operation.ts'
import { madeUpInstances, type Encoding, type MadeUpInstance } from './made-up-instances.ts'
import type { SimDataSet } from './sim-data-set.ts'
import { SIMULATION } from './texts.ts'

/** What an engine does to a data set, or why it does not write it. */
export type EngineRun = (input: SimDataSet) => Result<SimDataSet, { readonly message: string }>

export interface SimulationInput {
  readonly inventory: Inventory
  readonly operations: readonly Operation[]
  readonly decisions: DecisionTable
  readonly run: EngineRun
}

export interface Difference {
  readonly path: PathText
  readonly decision: string
  /** What the engine does: `kept`, `changed`, `emptied`, `removed`; several joined by ` | `. */
  readonly simulated: string
  /** Whether the engine leaves something that was to go or to be changed. */
  readonly weaker: boolean
  readonly why: string
}

export interface Simulated {
  readonly differences: readonly Difference[]
  readonly instances: number
  readonly refused: number
  /** Why, each reason once. */
  readonly refusedBecause: readonly string[]
}

type Fate = 'kept' | 'changed' | 'emptied' | 'removed'

/** Runs an engine over instances made up from the inventory and names every element whose fate is not the decided one. */
export function simulate({ inventory, operations, decisions, run }: SimulationInput): Simulated {
  const byPath = new OperationsByPath(operations)
  const found = new Map<PathText, { fates: Set<Fate>; wanted: Set<string>; weaker: boolean; encodings: Set<Encoding> }>()
  let instances = 0
  let refused = 0
  const because = new Set<string>()
  for (const instance of madeUpInstances(inventory)) {
    instances += 1
    const result = run(instance.dataSet)
    if (!result.ok) {
      refused += 1
      because.add(result.failure.message)
      continue
    }
    for (const [node, place] of instance.places) {
      const operation = operationFor(byPath, node, instance.scanner)
      const wanted = [...wantedFates(operation, node, instance), ...(isWrittenAnew(byPath, node) ? (['changed'] as const) : [])]
      if (isAdded(node) && wanted[0] === 'kept') continue
      // The creator of an emptied block goes, but where somebody retained it nobody said that it must.
      if (node.kind === 'creator' && decisions.at(node.element.path).elements.some(({ choice }) => choice.decision === 'retain')) continue
      const { fate, shows } = fateOf(node, place, instance, result.value)
      if (wanted.includes(fate)) continue
      const path = node.element.path
      const entry = found.get(path) ?? { fates: new Set(), wanted: new Set(), weaker: false, encodings: new Set() }
      entry.fates.add(fate)
      entry.encodings.add(instance.encoding)
      entry.wanted.add(wanted[0] ?? 'removed')
      entry.weaker ||= shows && !wanted.includes('kept')
      found.set(path, entry)
    }
  }
  const differences = [...found].map(([path, { fates, wanted, weaker, encodings }]): Difference => {
    const decided = decisions.at(path)
    return {
      path,
      decision: decided.elements.length + decided.values.length === 0 ? [...wanted].join(' | ') : decisionText(decided),
      simulated: [...fates].join(' | '),
      weaker,
      why: SIMULATION.differs(weaker, [...wanted], [...fates], where(encodings)),
    }
  })
  return { differences: differences.sort((a, b) => Number(b.weaker) - Number(a.weaker)), instances, refused, refusedBecause: [...because] }
}

/** In which files alone something is otherwise than decided. */
function where(encodings: ReadonlySet<Encoding>): readonly string[] {
  if (encodings.has('explicit')) return []
  return [...(encodings.has('with-unknown') ? [SIMULATION.withUnknown] : []), ...(encodings.has('implicit') ? [SIMULATION.implicit] : [])]
}

/** The first Operation that holds for a scanner; which SOP Class it is, is not looked at: a Delete is one in any. */
function operationFor(byPath: OperationsByPath, { element }: TreeElement, scanner: Equipment): Operation | undefined {
  return byPath
    .at(element.path)
    .find((operation) => operation.do !== 'add' && operation.when.sopClasses === undefined && scopeHolds(operation.when, scanner))
}

/** What may become of an element, the decided first. An element inside a Sequence that goes has no Operation, and goes. */
function wantedFates(operation: Operation | undefined, node: TreeElement, { values }: MadeUpInstance): readonly Fate[] {
  const value = values.get(node) ?? ''
  if (operation === undefined) return isAdded(node) ? ['changed', 'kept', 'removed', 'emptied'] : ['removed']
  switch (operation.do) {
    case 'keep':
      return node.element.vrs.includes('AS') ? ['kept', 'changed'] : ['kept']
    case 'process':
      return ['kept']
    case 'remove':
    case 'blocked':
      return ['removed']
    case 'empty':
      return ['emptied', ...unchanged(value === '')]
    case 'dummy':
      // A value that was a dummy before is one still.
      return ['changed', ...unchanged(value === dummyText(node.element.vrs))]
    case 'clean': {
      const known = operation.values?.find((one) => one.value === value)
      if (known?.do === 'keep' || (known === undefined && value === '')) return ['kept']
      return known?.do === 'replace' ? ['changed', ...unchanged(known.with === value)] : [left(operation)]
    }
    case 'shift-date': {
      const known = operation.values?.find((one) => one.value === value)
      if (
        known !== undefined &&
        known.do !== 'replace' &&
        node.element.vrs.some((vr) => vr !== 'TM' && value.includes('\\') && holdsDate(value, vr))
      )
        return ['changed']
      if (known !== undefined)
        return known.do === 'keep' ? ['kept'] : known.do === 'remove' ? [left(operation)] : ['changed', ...unchanged(known.with === value)]
      return node.element.vrs.every((vr) => vr === 'TM') || value === '' ? ['kept'] : ['changed']
    }
    case 'remap-uid': {
      const stays = node.leaf?.kind === 'public' && isStructuralUid(node.leaf.tag)
      return stays || value === '' || isRegisteredUid(value) ? ['kept'] : ['changed']
    }
    case 'map-patient':
      return ['changed', ...unchanged(value === '')]
    case 'replace':
      return [(operation.with ?? '') === '' ? 'emptied' : 'changed', ...unchanged(operation.with === value)]
    case 'add':
      return ['changed']
  }
}

function unchanged(holds: boolean): readonly Fate[] {
  return holds ? ['kept'] : []
}

function left(operation: Operation): Fate {
  return operation.otherwise === 'empty' ? 'emptied' : operation.otherwise === 'dummy' ? 'changed' : 'removed'
}

const ADDED = new Set(['(0012,0062)', '(0012,0063)', '(0012,0064)', '(0028,0303)'])

/** Whether something is added where the old value goes. */
function isWrittenAnew(byPath: OperationsByPath, { element }: TreeElement): boolean {
  return byPath.at(element.path).some((operation) => operation.do === 'add')
}

function isAdded({ element }: TreeElement): boolean {
  return ADDED.has(element.path) || element.path.startsWith('(0012,0064)[')
}

/** What became of an element, and whether what is left still shows the old value. */
function fateOf(
  node: TreeElement,
  place: readonly number[],
  { values }: MadeUpInstance,
  output: SimDataSet,
): { readonly fate: Fate; readonly shows: boolean } {
  const gone = { fate: 'removed', shows: false } as const
  let inside: SimDataSet | undefined = output
  for (const tag of place.slice(0, -1)) inside = inside?.elements.get(tag)?.items?.[0]
  const element = inside?.elements.get(place.at(-1) ?? 0)
  if (element === undefined) return gone
  if (node.isSequence) return element.items === undefined ? { fate: 'emptied', shows: false } : { fate: 'kept', shows: true }
  const old = values.get(node) ?? ''
  if (element.value === old) return { fate: 'kept', shows: old !== '' }
  if (element.value.trim() === '') return { fate: 'emptied', shows: false }
  return { fate: 'changed', shows: old.length > 1 && element.value.includes(old) }
}
