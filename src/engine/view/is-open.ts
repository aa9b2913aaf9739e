import type { InventoryRow } from '../../contract/inventory-row.ts'
import { openedElement } from '../../core/dicom/attribute-path.ts'

/** Whether a row waits for a decision. What is inside an opaque value waits with its element, and is not counted beside it. */
export function isOpen(row: InventoryRow): boolean {
  return row.operations.includes('blocked') && openedElement(row.element.path) === undefined
}
