import { formatPath, parsePath, pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Condition, Operation, OperationKind } from '../script/operation.ts'

/** What of an instance the conditions of Operations ask for. */
export interface InstanceTraits {
  readonly sopClass: string
  readonly manufacturer: string
  readonly model: string
  readonly software: string
}

/** An interned place in a data set, as the reader's paths are; only its key matters here. */
export interface PathLike {
  /** The text under which spellings of Private Creators meet. */
  readonly key: string
}

/** An element that Operations add, by the path of the data set it goes into. */
export interface Addition {
  readonly operation: Operation
  readonly path: PathText
  readonly key: string
}

/** The Operations that hold for one kind of instance: same SOP class, same scanner. */
export interface InstanceOperations {
  /** The one Operation of an element; undefined where the script does not know it. */
  at(place: PathLike): Operation | undefined
  /** What is to be added to the data set under a path: the root, or a Sequence for each of its items. */
  additionsUnder(parent: PathLike): readonly Addition[]
  /** The `add` of one of the elements that say how the instance was de-identified. */
  methodAt(path: MethodPath): Operation | undefined
}

/** The elements that every de-identified instance has or may have (PS3.15 E.1.1 step 6, E.2). */
export const METHOD_PATHS = ['(0012,0062)', '(0012,0063)', '(0012,0064)', '(0028,0303)'] as const
export type MethodPath = (typeof METHOD_PATHS)[number]

function isMethodPath(key: PathText): key is MethodPath {
  return METHOD_PATHS.some((path) => path === key)
}

/**
 * Operations by path, made once for a run. Conditions are resolved once for each kind of instance, paths once for each
 * kind and place: finding an element's Operation is one look-up.
 */
export class OperationIndex {
  readonly #byPath = new Map<PathText, Operation[]>()
  /** What is said of the method: appended to what is there, hence no plain addition. */
  readonly #method = new Map<PathText, Operation[]>()
  readonly #additions = new Map<PathText, Map<PathText, Operation[]>>()
  readonly #kinds = new Map<string, InstanceOperations>()
  readonly #used = new Set<OperationKind>()

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      this.#used.add(operation.do)
      const key = pathKey(operation.path)
      if (operation.do !== 'add') push(this.#byPath, key, operation)
      else if (isMethodPath(key)) push(this.#method, key, operation)
      else {
        const parent = parentOf(operation.path)
        if (parent === undefined) continue
        let children = this.#additions.get(parent)
        if (children === undefined) this.#additions.set(parent, (children = new Map()))
        push(children, key, operation)
      }
    }
    for (const list of [...this.#byPath.values(), ...this.#method.values()]) list.sort(mostSpecificFirst)
    for (const children of this.#additions.values()) for (const list of children.values()) list.sort(mostSpecificFirst)
  }

  /** Whether any Operation does this. */
  uses(kind: OperationKind): boolean {
    return this.#used.has(kind)
  }

  forInstance(traits: InstanceTraits): InstanceOperations {
    const kind = [traits.sopClass, traits.manufacturer, traits.model, traits.software].join('\0')
    let found = this.#kinds.get(kind)
    if (found === undefined) {
      if (this.#kinds.size >= 256) this.#kinds.clear()
      this.#kinds.set(kind, (found = this.#resolve(traits)))
    }
    return found
  }

  #resolve(traits: InstanceTraits): InstanceOperations {
    const places = new WeakMap<PathLike, Operation | undefined>()
    const additions = new Map<PathText, readonly Addition[]>()
    for (const [parent, children] of this.#additions) {
      const here: Addition[] = []
      for (const list of children.values()) {
        const operation = firstThatHolds(list, traits)
        if (operation !== undefined) here.push({ operation, path: operation.path, key: pathKey(operation.path) })
      }
      additions.set(parent, here)
    }
    return {
      at: (place) => {
        const known = places.get(place)
        if (known !== undefined || places.has(place)) return known
        const operation = firstThatHolds(this.#byPath.get(place.key) ?? [], traits)
        places.set(place, operation)
        return operation
      },
      additionsUnder: (parent) => additions.get(parent.key) ?? NONE,
      methodAt: (path) => firstThatHolds(this.#method.get(path) ?? [], traits),
    }
  }
}

const NONE: readonly Addition[] = []

function push<K>(map: Map<K, Operation[]>, key: K, operation: Operation): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [operation])
  else list.push(operation)
}

/** The key of the path of the Sequence that an element stands in; `''` at the root, undefined outside the data set. */
function parentOf(text: PathText): PathText | undefined {
  const path = parsePath(text)
  if (path === undefined || path.kind !== 'element') return undefined
  const steps = path.steps.slice(0, -1)
  const last = steps.at(-1)
  if (last === undefined) return ''
  const { item: _item, ...sequence } = last
  return pathKey(formatPath({ kind: 'element', steps: [...steps.slice(0, -1), sequence] }))
}

function firstThatHolds(operations: readonly Operation[], traits: InstanceTraits): Operation | undefined {
  return operations.find((operation) => holds(operation.when, traits))
}

/** Whether an Operation is for instances of these traits; an absent field of the condition means any. */
export function holds(when: Condition, traits: InstanceTraits): boolean {
  return (
    (when.sopClasses === undefined || when.sopClasses.includes(traits.sopClass)) &&
    (when.manufacturer === undefined || when.manufacturer === traits.manufacturer) &&
    (when.model === undefined || when.model === traits.model) &&
    (when.software === undefined || when.software === traits.software)
  )
}

/** More named fields first; of as many, the order of the script stands (sorting is stable). */
function mostSpecificFirst(a: Operation, b: Operation): number {
  return specificity(b.when) - specificity(a.when)
}

function specificity(when: Condition): number {
  const named = [when.manufacturer, when.model, when.software, when.sopClasses].filter((field) => field !== undefined)
  return named.length
}
