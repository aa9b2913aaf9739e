import { formatScope } from '../decisions/scope-text.ts'
import type { Scope } from '../decisions/decision.ts'
import { scopeHolds, specificity } from '../decisions/scope.ts'
import type { Equipment } from '../inventory/inventory.ts'

const FIELDS = ['manufacturer', 'model', 'software'] as const

/** Whether everything in `narrow` is in `wide` too. */
export function isWithin(narrow: Scope, wide: Scope): boolean {
  return FIELDS.every((field) => wide[field] === undefined || wide[field] === narrow[field])
}

/** What two scopes have in common; undefined where no scanner is in both. */
function common(one: Scope, other: Scope): Scope | undefined {
  if (FIELDS.some((field) => one[field] !== undefined && other[field] !== undefined && one[field] !== other[field])) return undefined
  return { ...one, ...other }
}

/**
 * The scopes for which an element must be compiled one by one so that the first Operation that matches is the right
 * one for every scanner: those decided, and what several of them have in common. Most specific first; the last is `{}`,
 * any scanner. Scopes of scanners that the element was not found on are left out.
 */
export function scopesOf(decided: readonly Scope[], scanners: readonly Equipment[]): readonly Scope[] {
  // Nearly all decisions are for any scanner.
  if (decided.every((scope) => specificity(scope) === 0)) return ANY_ALONE
  const found = new Map<string, Scope>([['', {}]])
  for (const scope of decided) {
    const before = Array.from(found.values())
    for (const known of before) {
      const both = common(known, scope)
      if (both !== undefined && scanners.some((scanner) => scopeHolds(both, scanner))) found.set(formatScope(both), both)
    }
  }
  return [...found]
    .sort(([textA, a], [textB, b]) => specificity(b) - specificity(a) || (textA < textB ? -1 : 1))
    .map(([, scope]) => inOrder(scope))
}

const ANY_ALONE: readonly Scope[] = [{}]

/** Fields in one order, so that equal scopes are written alike. */
function inOrder(scope: Scope): Scope {
  return Object.fromEntries(FIELDS.flatMap((field) => (scope[field] === undefined ? [] : [[field, scope[field]]])))
}
