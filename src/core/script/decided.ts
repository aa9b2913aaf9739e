import type { Choice, DecisionEntry, DecisionSource, Scope } from '../decisions/decision.ts'
import { formatChoice } from '../decisions/choice-text.ts'
import { specificity } from '../decisions/scope.ts'
import { isWithin } from './scopes.ts'
import { SCRIPT } from './texts.ts'

/** Of several decisions the one that holds for all scanners of a scope: the most specific, and of two such the later. */
export function decisionFor(entries: readonly DecisionEntry[], scope: Scope): DecisionEntry | undefined {
  let best: DecisionEntry | undefined
  for (const entry of entries) {
    if (!isWithin(scope, entry.scope)) continue
    const gain = best === undefined ? 1 : specificity(entry.scope) - specificity(best.scope) || entry.id - best.id
    if (gain > 0) best = entry
  }
  return best
}

/** The decisions on single values that hold for all scanners of a scope, by value. */
export function valueChoicesFor(entries: readonly DecisionEntry[], scope: Scope): ReadonlyMap<string, Choice> {
  const byValue = new Map<string, DecisionEntry[]>()
  for (const entry of entries) {
    if (entry.value === undefined) continue
    const same = byValue.get(entry.value)
    if (same === undefined) byValue.set(entry.value, [entry])
    else same.push(entry)
  }
  const choices = new Map<string, Choice>()
  for (const [value, same] of byValue) {
    const choice = decisionFor(same, scope)?.choice
    if (choice !== undefined) choices.set(value, choice)
  }
  return choices
}

const SAID_BY: Readonly<Record<DecisionSource, string>> = SCRIPT.saidBy

/** `retain:shift-date, accepted from the Standard: C by RetainLongitudinalModifiedDates`: for the reader of a script. */
export function saidOf(entry: DecisionEntry): string {
  return SCRIPT.said(formatChoice(entry.choice), SAID_BY[entry.source], entry.reason.trim())
}
