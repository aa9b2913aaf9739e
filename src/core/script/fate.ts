import { openedElement, parsePath, pathKey, type PathText } from '../dicom/attribute-path.ts'
import { parentText } from './element-tree.ts'
import { scopeHolds } from '../decisions/scope.ts'
import type { Equipment } from '../inventory/inventory.ts'
import type { Operation, OperationKind } from './operation.ts'

/** Whether an Operation leaves nothing of what was inside an element. */
export function leavesNothing(kind: OperationKind): boolean {
  return kind === 'remove' || kind === 'empty' || kind === 'dummy'
}

/** Whether an element, and so all that is inside it, is gone on a scanner whatever the SOP Class. */
export function isGoneOn(operations: readonly Operation[], scanner: Equipment): boolean {
  for (const operation of operations) {
    if (!scopeHolds(operation.when, scanner)) continue
    if (!leavesNothing(operation.do)) return false
    if (operation.when.sopClasses === undefined) return true
  }
  return false
}

/** The Operations of a script by path. Spellings of a creator meet. */
export class OperationsByPath {
  readonly #byKey = new Map<string, Operation[]>()

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      const key = pathKey(operation.path)
      const same = this.#byKey.get(key)
      if (same === undefined) this.#byKey.set(key, [operation])
      else same.push(operation)
    }
  }

  at(path: PathText): readonly Operation[] {
    return this.#byKey.get(pathKey(path)) ?? []
  }

  /**
   * What becomes of an element: its own Operations; `remove` where it has none because a Sequence around it goes. What
   * is inside an opaque value shares the fate of its element.
   * @returns each kind once, in the order of the script; empty where the script does not know the element
   */
  fateOf(path: PathText): readonly OperationKind[] {
    const opened = openedElement(path)
    if (opened !== undefined) return this.fateOf(opened)
    const own = this.at(path)
    if (own.length > 0) return [...new Set(own.map((operation) => operation.do))]
    for (let around = parentOf(path); around !== undefined; around = parentOf(around)) {
      if (this.at(around).some((operation) => leavesNothing(operation.do))) return ['remove']
    }
    return []
  }
}

function parentOf(path: PathText): PathText | undefined {
  const parsed = parsePath(path)
  return parsed === undefined ? undefined : parentText(parsed)
}

const indexes = new WeakMap<readonly Operation[], OperationsByPath>()

/** {@link OperationsByPath.fateOf} for a list of Operations, which is indexed once. */
export function fateOf(path: PathText, operations: readonly Operation[]): readonly OperationKind[] {
  let index = indexes.get(operations)
  if (index === undefined) indexes.set(operations, (index = new OperationsByPath(operations)))
  return index.fateOf(path)
}
