import { leafOf, parsePath, type PathText } from '../../core/dicom/attribute-path.ts'
import type { Tag } from '../../core/dicom/tag.ts'
import { Fingerprints } from '../../core/review/fingerprints.ts'
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
  const paths = inventory.elements().flatMap(({ path }) => (staysReference(path, operations) ? [path] : []))
  // More than there are files, and nearly all of them lead to one: what is held of each is a few bytes.
  const known = new Fingerprints()
  for (const { uid } of referencesAt(inventory, paths)) known.set(uid, OUTSIDE)
  if (known.size === 0) return []
  for (const { sopInstance } of inventory.scannedFiles()) if (known.get(sopInstance) !== undefined) known.set(sopInstance, INSIDE)
  const found: OutsideReference[] = []
  for (const reference of referencesAt(inventory, paths)) if (known.get(reference.uid) === OUTSIDE) found.push(reference)
  return found.sort((a, b) => (a.path + a.uid < b.path + b.uid ? -1 : 1))
}

const OUTSIDE = 0
const INSIDE = 1

function staysReference(path: PathText, operations: readonly Operation[]): boolean {
  const parsed = parsePath(path)
  const leaf = parsed?.kind === 'element' && parsed.inside === undefined ? leafOf(parsed) : undefined
  if (leaf?.kind !== 'public' || leaf.tag !== REFERENCED_SOP_INSTANCE) return false
  return fateOf(path, operations).some((kind) => kind === 'keep' || kind === 'remap-uid' || kind === 'clean')
}

function* referencesAt(inventory: InventoryStore, paths: readonly PathText[]): Generator<OutsideReference> {
  for (const path of paths)
    for (const { value, files } of inventory.valuesInTurn(path))
      for (const part of value.split('\\')) if (part.trim() !== '') yield { path, uid: part.trim(), files }
}
