import { pathKey, type PathText } from '../dicom/attribute-path.ts'
import type { Scope } from '../decisions/decision.ts'

/** A value of an element that a person has read and said stays. */
export interface AcceptedValue {
  readonly path: PathText
  readonly value: string
  readonly scope: Scope
  readonly reason: string
}

/** What of an instance a scope asks for. */
export type ScopedTo = Required<Scope>

/** Values that were accepted one by one: found in the copy, they are no leaks. */
export class AcceptedValues {
  readonly #byKey = new Map<string, AcceptedValue[]>()

  constructor(values: readonly AcceptedValue[]) {
    for (const value of values) {
      const key = `${pathKey(value.path)}\0${value.value}`
      const list = this.#byKey.get(key)
      if (list === undefined) this.#byKey.set(key, [value])
      else list.push(value)
    }
  }

  /** @returns why the value stays, or undefined where nobody has said so */
  reasonFor(key: string, value: string, on: ScopedTo): string | undefined {
    return this.#byKey.get(`${key}\0${value}`)?.find(({ scope }) => covers(scope, on))?.reason
  }
}

function covers(scope: Scope, on: ScopedTo): boolean {
  return (
    (scope.manufacturer ?? on.manufacturer) === on.manufacturer &&
    (scope.model ?? on.model) === on.model &&
    (scope.software ?? on.software) === on.software
  )
}
