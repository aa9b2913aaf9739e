import type { Equipment } from '../inventory/inventory.ts'
import type { Scope } from './decision.ts'

const FIELDS = ['manufacturer', 'model', 'software'] as const

/** Any scanner. */
export const ANY: Scope = {}

/** Whether a decision of this scope holds for a scanner. An absent field means any; the others are compared exactly. */
export function scopeHolds(scope: Scope, equipment: Equipment | undefined): boolean {
  return FIELDS.every((field) => scope[field] === undefined || (equipment !== undefined && scope[field] === equipment[field]))
}

/** How many fields a scope names: the more, the more specific. */
export function specificity(scope: Scope): number {
  return FIELDS.filter((field) => scope[field] !== undefined).length
}

export function isSameScope(one: Scope, other: Scope): boolean {
  return FIELDS.every((field) => one[field] === other[field])
}
