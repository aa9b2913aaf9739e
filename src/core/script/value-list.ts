import type { Choice } from '../decisions/decision.ts'
import { dateShapeOf } from '../confidentiality/value-shapes.ts'
import { shapeText } from '../decisions/proposal-context.ts'
import type { InventoryValue, PlainValue } from '../inventory/inventory.ts'
import type { ValueOperation } from './operation.ts'

/** What becomes of each value of an element, or how many of them nobody has decided. */
export type ValueList = { readonly values: readonly ValueOperation[] } | { readonly open: number }

/**
 * The values of a cleaned element. A value that is decided as something else than kept, removed or replaced cannot be
 * cleaned one by one, so it counts as open.
 * @param undecided what becomes of a value that has no decision of its own
 */
export function valueList(found: readonly InventoryValue[], choices: ReadonlyMap<string, Choice>, undecided: 'keep' | 'open'): ValueList {
  const byValue = new Map<string, ValueOperation | undefined>()
  for (const one of found) {
    const key = `${one.digest ?? ''} ${one.value}`
    if (!byValue.has(key)) byValue.set(key, valueOperation(one, choices.get(one.value), undecided))
  }
  const values = [...byValue.values()].filter((operation) => operation !== undefined)
  const open = byValue.size - values.length
  return open > 0 ? { open } : { values }
}

function valueOperation(found: InventoryValue, choice: Choice | undefined, undecided: 'keep' | 'open'): ValueOperation | undefined {
  const which = found.digest === undefined ? { value: found.value } : { value: found.value, digest: found.digest }
  if (choice === undefined) return undecided === 'keep' || saysNothing(found) ? { ...which, do: 'keep' } : undefined
  switch (choice.decision) {
    case 'review':
      return undefined
    case 'delete':
      return { ...which, do: 'remove' }
    case 'retain':
      if (choice.treatment === undefined || choice.treatment === 'keep') return { ...which, do: 'keep' }
      return choice.treatment === 'replace' && choice.replacement !== undefined
        ? { ...which, do: 'replace', with: choice.replacement }
        : undefined
  }
}

/**
 * The values of an element that is shifted which do not go the way of a date: those that are none, and those that
 * somebody decided otherwise by themselves. A date that somebody wants to retain is shifted like the others.
 */
export function valuesApart(found: readonly InventoryValue[], choices: ReadonlyMap<string, Choice>): ValueList {
  const apart = found.filter((one) => {
    const choice = choices.get(one.value)
    if (!isDateOf(one)) return true
    return choice !== undefined && !(choice.decision === 'retain' && (choice.treatment ?? 'keep') !== 'replace')
  })
  return valueList(apart, choices, 'open')
}

/** Whether a value is a date, as its VR writes one, and so is shifted; an empty one is as good as one. */
export function isDateOf(found: PlainValue): boolean {
  return dateShapeOf(found.vr)(shapeText(found))
}

/** An empty value needs nobody's look. */
function saysNothing(found: InventoryValue): boolean {
  return found.value === '' && found.form === 'text'
}
