import { TAG, type Tag } from '../../dicom/tag.ts'
import { isPrivateSopClass } from '../../dictionary/index.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { isSeenNotBurnedIn } from '../burned-in.ts'
import type { Operation } from '../operation.ts'
import { tagOfRow, type CtpRow } from './rows.ts'

/** Values for which an instance is left out by apply unless somebody decided them by name. */
const LEFT_OUT: ReadonlyMap<Tag, (value: string) => boolean> = new Map<Tag, (value: string) => boolean>([
  [TAG.sopClassUid, (value) => value !== '' && isPrivateSopClass(value)],
  [TAG.burnedInAnnotation, (value) => value.toUpperCase() === 'YES'],
])

/**
 * Values of the root that have CTP quarantine an instance, because apply leaves it out too: a private SOP Class, and
 * text that is said to be burned into the pixels, also where what says so goes.
 */
export function quarantined(rows: readonly CtpRow[], inventory: Pick<Inventory, 'values'>): ReadonlyMap<Tag, readonly string[]> {
  const found = new Map<Tag, readonly string[]>()
  for (const row of rows) {
    if (row.kind !== 'public' || row.level !== 'root') continue
    const tag = tagOfRow(row)
    const isLeftOut = LEFT_OUT.get(tag)
    if (isLeftOut === undefined) continue
    const named = namedValues(row.operations)
    const isSeen = (value: string): boolean =>
      tag === TAG.burnedInAnnotation && row.operations.length > 0 && row.operations.every((one) => isSeenNotBurnedIn(value, one))
    const values = inventory
      .values(row.node.element.path)
      .map(({ value }) => value.trim())
      .filter((value) => isLeftOut(value) && !named.has(value) && !isSeen(value))
    if (values.length > 0) found.set(tag, [...new Set(values)].sort())
  }
  return found
}

function namedValues(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(operations.flatMap(({ values }) => (values ?? []).flatMap((one) => (one.named === true ? [one.value.trim()] : []))))
}
