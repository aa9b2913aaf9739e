import { leafOf, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Tag } from '../../core/dicom/tag.ts'
import { fateOf } from '../../core/script/fate.ts'
import type { Operation } from '../../core/script/operation.ts'
import type { InventoryStore } from '../project/inventory-store.ts'

/** A reference in the copy to an instance that the collection does not have. */
export interface OutsideReference {
  readonly path: PathText
  /** As the originals have it. */
  readonly uid: string
  /** Files that have it. */
  readonly files: number
}

const REFERENCED_SOP_INSTANCE: Tag = 0x00081155

/**
 * References that lead out of the collection, as far as they stay in the copy: they are remapped like all others, and the
 * instances that they mean may be published elsewhere or never. In the order of paths and UIDs.
 */
export function outsideReferences(inventory: InventoryStore, operations: readonly Operation[]): readonly OutsideReference[] {
  const found = inventory.elements().flatMap(({ path }): OutsideReference[] => {
    const parsed = parsePath(path)
    const leaf = parsed?.kind === 'element' && parsed.inside === undefined ? leafOf(parsed) : undefined
    if (leaf?.kind !== 'public' || leaf.tag !== REFERENCED_SOP_INSTANCE) return []
    if (!fateOf(path, operations).some((kind) => kind === 'keep' || kind === 'remap-uid' || kind === 'clean')) return []
    return inventory.values(path).flatMap(({ value, files }) =>
      value
        .split('\\')
        .filter((uid) => uid.trim() !== '')
        .map((uid) => ({ path, uid: uid.trim(), files })),
    )
  })
  if (found.length === 0) return []
  const outside = new Set(found.map(({ uid }) => uid))
  for (const { sopInstance } of inventory.scannedFiles()) outside.delete(sopInstance)
  return found.filter(({ uid }) => outside.has(uid)).sort((a, b) => (a.path + a.uid < b.path + b.uid ? -1 : 1))
}
