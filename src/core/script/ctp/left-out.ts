import { TAG, type Tag } from '../../dicom/tag.ts'
import { isRegisteredUid } from '../../dictionary/index.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import type { Operation } from '../operation.ts'
import { isDeletion, KEEP } from './ctp-action.ts'
import type { PublicRules } from './public-rules.ts'
import { tagOfRow, type CtpRow } from './rows.ts'

/** Values for which an instance is left out by apply unless somebody decided them by name. */
const LEFT_OUT: ReadonlyMap<Tag, (value: string) => boolean> = new Map<Tag, (value: string) => boolean>([
  [TAG.sopClassUid, (value) => value !== '' && !isRegisteredUid(value)],
  [TAG.burnedInAnnotation, (value) => value.toUpperCase() === 'YES'],
])

/**
 * Values of the root that have CTP quarantine an instance, because apply leaves it out too: a private SOP Class, and
 * text that is said to be burned into the pixels. A value that goes has nothing left to say.
 */
export function quarantined(
  rows: readonly CtpRow[],
  { rules }: Pick<PublicRules, 'rules'>,
  inventory: Pick<Inventory, 'values'>,
): ReadonlyMap<Tag, readonly string[]> {
  const found = new Map<Tag, readonly string[]>()
  for (const row of rows) {
    if (row.kind !== 'public' || row.level !== 'root') continue
    const tag = tagOfRow(row)
    const isLeftOut = LEFT_OUT.get(tag)
    if (isLeftOut === undefined || isDeletion(rules.get(tag)?.root ?? KEEP)) continue
    const named = namedValues(row.operations)
    const values = inventory
      .values(row.node.element.path)
      .map(({ value }) => value.trim())
      .filter((value) => isLeftOut(value) && !named.has(value))
    if (values.length > 0) found.set(tag, [...new Set(values)].sort())
  }
  return found
}

function namedValues(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(operations.flatMap(({ values }) => (values ?? []).flatMap((one) => (one.named === true ? [one.value.trim()] : []))))
}
