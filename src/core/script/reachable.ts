import { scopeHolds } from '../decisions/scope.ts'
import type { Equipment } from '../inventory/inventory.ts'
import type { Operation } from './operation.ts'

const NO_SCANNER: Equipment = { manufacturer: '', model: '', software: '' }

/**
 * Of the Operations of one element those that hold for some scanner that has it: none for others only, and none behind
 * one that holds for each of them whatever the SOP Class. What is added is added anyway.
 */
export function reachable(operations: readonly Operation[], equipment: readonly Equipment[]): readonly Operation[] {
  let left: readonly Equipment[] = equipment.length === 0 ? [NO_SCANNER] : equipment
  return operations.filter(({ do: how, when }) => {
    if (how === 'add') return true
    if (!left.some((scanner) => scopeHolds(when, scanner))) return false
    if (when.sopClasses === undefined) left = left.filter((scanner) => !scopeHolds(when, scanner))
    return true
  })
}
