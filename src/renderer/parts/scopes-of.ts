import type { InventoryRow } from '../../contract/inventory-row.ts'
import type { Scope } from '../../core/decisions/decision.ts'
import { isSameScope } from '../../core/decisions/scope.ts'

/** More than a person chooses from. */
const MOST = 40

/** What a decision on these rows can hold for: all equipment, and the scanners that they were found on, the wider first. */
export function scopesOf(rows: readonly InventoryRow[]): readonly Scope[] {
  const found: Scope[] = []
  const add = (scope: Scope): void => {
    if (!found.some((one) => isSameScope(one, scope))) found.push(scope)
  }
  for (const { element } of rows.slice(0, MOST)) {
    for (const { manufacturer, model, software } of element.equipment) {
      add({ manufacturer })
      add({ manufacturer, model })
      add({ manufacturer, model, software })
    }
  }
  const key = ({ manufacturer = '', model = '', software = '' }: Scope): string => [manufacturer, model, software].join('\0')
  return [{}, ...found.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, MOST)]
}
