import type { DataElement, Item } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'

/** An element and what became of it; one of the two is undefined where it was removed or added. */
export interface Pair {
  readonly path: PathNode
  readonly before: DataElement | undefined
  readonly after: DataElement | undefined
}

/**
 * Elements of one data set and of its copy, side by side. Both lists are walked together by tag; what that leaves over
 * (blocks that moved, tags out of order) meets by path, the first occurrence with the first.
 */
export function pairElements(before: readonly DataElement[], after: readonly DataElement[], parent: PathNode): readonly Pair[] {
  const pairs: Pair[] = []
  const gone: DataElement[] = []
  const come = new Map<PathNode, DataElement[]>()
  const added = (element: DataElement): void => {
    const path = parent.child(element)
    const list = come.get(path)
    if (list === undefined) come.set(path, [element])
    else list.push(element)
  }
  let j = 0
  for (const element of before) {
    for (let other = after[j]; other !== undefined && other.tag < element.tag; other = after[++j]) added(other)
    const other = after[j]
    if (other === undefined || other.tag !== element.tag) gone.push(element)
    else {
      j++
      const path = parent.child(element)
      if (path === parent.child(other)) pairs.push({ path, before: element, after: other })
      else {
        gone.push(element)
        added(other)
      }
    }
  }
  for (; j < after.length; j++) {
    const other = after[j]
    if (other !== undefined) added(other)
  }
  for (const element of gone) {
    const path = parent.child(element)
    pairs.push({ path, before: element, after: come.get(path)?.shift() })
  }
  for (const [path, list] of come) for (const element of list) pairs.push({ path, before: undefined, after: element })
  return pairs
}

const MOST_COMPARED = 4096

/**
 * Items of a Sequence and of its copy. The same number: by place. Otherwise some were dropped (or added): the order is
 * kept, and those meet that are most alike.
 */
export function pairItems(
  before: readonly Item[],
  after: readonly Item[],
  likeness: (a: Item, b: Item) => number,
): readonly (readonly [Item | undefined, Item | undefined])[] {
  if (before.length === after.length || before.length * after.length > MOST_COMPARED) {
    const most = Math.max(before.length, after.length)
    return Array.from({ length: most }, (_, index) => [before[index], after[index]] as const)
  }
  // The best alignment in order (Needleman and Wunsch): best[i][j] is for the items from i and from j on.
  const best = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  const alike = before.map((a) => after.map((b) => likeness(a, b) + 0.5))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, best[i + 1]![j + 1]! + alike[i]![j]!) // tables are filled
  const pairs: (readonly [Item | undefined, Item | undefined])[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const here = best[i]?.[j] ?? 0
    if (i < before.length && j < after.length && here === best[i + 1]![j + 1]! + alike[i]![j]!) pairs.push([before[i++], after[j++]])
    else if (i < before.length && (j >= after.length || here === best[i + 1]![j]!)) pairs.push([before[i++], undefined])
    else pairs.push([undefined, after[j++]])
  }
  return pairs
}
