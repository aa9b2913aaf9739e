import type { ElementEdit, NewElement } from '../dicom/edits.ts'
import type { DataElement } from '../dicom/element.ts'
import type { OperationKind } from '../script/operation.ts'
import { blockOf, elementOf, groupOf, isInPrivateBlock, isPrivateCreator, tagOf, type Tag } from '../dicom/tag.ts'

/** Whether an element reserves a block: a Private Creator with a name (PS3.5 7.8.1). */
export function reservesBlock(element: DataElement): boolean {
  return isPrivateCreator(element.tag) && element.creator !== undefined
}

/** Numbers a block within its data set. */
function blockKey(tag: Tag): number {
  return (groupOf(tag) << 8) | (isPrivateCreator(tag) ? elementOf(tag) : blockOf(tag))
}

/**
 * Settles the Private Creators of one data set when everything else in it is settled. A block in which anything is
 * left keeps its creator whatever the script says of it, for without it what is left is an orphan; a block in which
 * nothing is left loses it, unless script and setting both say that it stays.
 * @param creators the Private Creators that reserve a block, with their own Operations
 */
export function settleCreators(
  creators: ReadonlyMap<DataElement, OperationKind>,
  elements: readonly DataElement[],
  edits: Map<DataElement, ElementEdit>,
  added: readonly NewElement[],
  emptied: 'drop' | 'keep',
): void {
  if (creators.size === 0) return
  const used = new Set<number>()
  for (const element of elements) {
    if (isInPrivateBlock(element.tag) && edits.get(element)?.do !== 'remove') used.add(blockKey(element.tag))
  }
  for (const { tag } of added) if (isInPrivateBlock(tag)) used.add(blockKey(tag))
  for (const [creator, operation] of creators) {
    const stays = used.has(blockKey(creator.tag)) || (emptied === 'keep' && operation !== 'remove')
    if (!stays) edits.set(creator, { do: 'remove' })
  }
}

/**
 * Where a private element of a creator goes in a data set: into the creator's block, or into the first that is free.
 * @returns the tag, and the creator's own tag where the block is new; undefined where all blocks of the group are taken
 */
export function placePrivate(
  elements: readonly DataElement[],
  added: readonly NewElement[],
  group: number,
  creator: string,
  element: number,
): { readonly tag: Tag; readonly newCreator: Tag | undefined } | undefined {
  const name = creator.toUpperCase()
  const own = elements.find((one) => groupOf(one.tag) === group && reservesBlock(one) && one.creator?.toUpperCase() === name)
  if (own !== undefined) return { tag: tagOf(group, (elementOf(own.tag) << 8) | element), newCreator: undefined }
  const taken = new Set<number>()
  for (const { tag } of [...elements, ...added])
    if (groupOf(tag) === group) taken.add(isPrivateCreator(tag) ? elementOf(tag) : blockOf(tag))
  for (let block = 0x10; block <= 0xff; block += 1) {
    if (!taken.has(block)) return { tag: tagOf(group, (block << 8) | element), newCreator: tagOf(group, block) }
  }
  return undefined
}
