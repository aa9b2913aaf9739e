import type { PrivateBlock } from '../../../contract/private-answers.ts'
import type { Equipment } from '../../../core/inventory/inventory.ts'

const isSameScanner = (one: Equipment, other: Equipment): boolean =>
  one.manufacturer === other.manufacturer && one.model === other.model && one.software === other.software

/** Whether two lines are of one block: a decision for some of its scanners divides a line, and one for all joins them. */
export function isSameBlock(one: PrivateBlock, other: PrivateBlock): boolean {
  if (one.key === other.key) return true
  return one.creator === other.creator && one.scanners.some((scanner) => other.scanners.some((found) => isSameScanner(scanner, found)))
}

/** Blocks as they stand now, in the places that they had: a list that sorts itself under the hand is no help. */
export function inHeldOrder(before: readonly PrivateBlock[], now: readonly PrivateBlock[]): readonly PrivateBlock[] {
  const place = (block: PrivateBlock): number => {
    const exact = before.findIndex(({ key }) => key === block.key)
    const at = exact < 0 ? before.findIndex((one) => isSameBlock(one, block)) : exact
    return at < 0 ? before.length : at
  }
  return now
    .map((block, index) => ({ block, index, at: place(block) }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ block }) => block)
}

/** The line that a block has become. */
export function successor(block: PrivateBlock, now: readonly PrivateBlock[]): PrivateBlock | undefined {
  return now.find(({ key }) => key === block.key) ?? now.find((one) => isSameBlock(one, block))
}
