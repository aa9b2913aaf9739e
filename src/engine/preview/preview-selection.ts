import type { ConsideredElement, SelectionEffect, SelectionPreview } from '../../contract/preview-answers.ts'
import type { Steps } from '../../core/in-steps.ts'
import type { Session } from '../session/session.ts'
import { preview } from './preview.ts'

/**
 * What would become of each of some elements, summed up by what is done to them; in steps of one element. One that its
 * choice does not fit, or that is not in the inventory, counts for nothing.
 */
export function* previewSelection(session: Session, elements: readonly ConsideredElement[]): Steps<SelectionPreview> {
  const effects = new Map<string, SelectionEffect>()
  let around = 0
  for (const element of elements) {
    const one = preview(session, { ...element, limit: 1 })
    yield
    if (!one.ok) continue
    if (one.value.elements.length === 0) around += 1
    for (const { operation, distinctValues, fates } of one.value.elements)
      effects.set(operation, sum(effects.get(operation), { operation, elements: 1, distinctValues, fates }))
  }
  return { effects: [...effects.values()].sort((one, other) => other.elements - one.elements), around }
}

function sum(one: SelectionEffect | undefined, other: SelectionEffect): SelectionEffect {
  if (one === undefined) return other
  const both = (kind: keyof SelectionEffect['fates']): number => one.fates[kind] + other.fates[kind]
  return {
    operation: one.operation,
    elements: one.elements + other.elements,
    distinctValues: one.distinctValues + other.distinctValues,
    fates: {
      of: both('of'),
      kept: both('kept'),
      changed: both('changed'),
      emptied: both('emptied'),
      removed: both('removed'),
      open: both('open'),
      unknown: both('unknown'),
    },
  }
}
