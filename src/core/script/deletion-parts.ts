import { deletionFor, type Deletion } from '../confidentiality/deletion.ts'
import type { Operation } from './operation.ts'
import type { TreeElement } from './element-tree.ts'
import { SCRIPT } from './texts.ts'

/** An Operation before its path and scanner are put to it. */
export interface Part extends Pick<Operation, 'do' | 'with' | 'values' | 'otherwise' | 'content' | 'because'> {
  readonly sopClasses?: readonly string[]
}

/** D over Z over X: what no IOD can object to, hence what is done for SOP Classes that the collection does not have. */
const MOST_COMPATIBLE = ['process', 'dummy', 'empty', 'remove'] as const

/**
 * How an element goes where the Type decides it: one part for each outcome that differs by SOP Class, the most
 * compatible last and without a condition.
 */
export function deletionParts(node: TreeElement): readonly (Part & { readonly do: Deletion['do'] })[] {
  const byOutcome = new Map<Deletion['do'], { classes: string[]; reasons: Set<string> }>()
  const { vrs, sopClasses } = node.element
  for (const [sopClass, deletion] of deletionFor(node.path, vrs, sopClasses, node.element)) {
    let outcome = byOutcome.get(deletion.do)
    if (outcome === undefined) byOutcome.set(deletion.do, (outcome = { classes: [], reasons: new Set() }))
    outcome.classes.push(sopClass)
    outcome.reasons.add(deletion.reason)
  }
  const outcomes = MOST_COMPATIBLE.flatMap((how) => {
    const outcome = byOutcome.get(how)
    return outcome === undefined ? [] : [{ how, classes: outcome.classes.sort(), because: sentence(outcome.reasons) }]
  })
  const [fallback, ...others] = outcomes
  if (fallback === undefined) return [{ do: 'remove', because: SCRIPT.because.noSopClass }]
  return [
    ...others.map(({ how, classes, because }) => ({ do: how, sopClasses: classes, because })),
    { do: fallback.how, because: fallback.because },
  ]
}

const REASONS_SAID = 3

function sentence(reasons: ReadonlySet<string>): string {
  const sorted = [...reasons].sort()
  return SCRIPT.reasons(sorted.slice(0, REASONS_SAID), sorted.length - REASONS_SAID)
}
