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

/** Items by place: those that came stand behind those that were there. */
export function pairByPlace(before: readonly Item[], after: readonly Item[]): readonly (readonly [Item | undefined, Item | undefined])[] {
  const most = Math.max(before.length, after.length)
  return Array.from({ length: most }, (_, index) => [before[index], after[index]] as const)
}

/** Up to so many pairs of items each is compared with each, */
const FEW_COMPARED = 4096
/** and up to so many those that can be meant. */
const MOST_COMPARED = 1 << 18

/**
 * Items of a Sequence and of its copy. The same number: by place. Otherwise some were dropped (or added): the order is
 * kept, and those meet that are most alike.
 */
export function pairItems(
  before: readonly Item[],
  after: readonly Item[],
  likeness: (a: Item, b: Item) => number,
): readonly (readonly [Item | undefined, Item | undefined])[] {
  const dropped = before.length - after.length
  // By how much an item may have moved up: by any number where there are few, else as if none was added where some were dropped.
  const isFew = before.length * after.length <= FEW_COMPARED
  const least = isFew ? -after.length : Math.min(0, dropped)
  const width = (isFew ? before.length : Math.max(0, dropped)) - least + 1
  if (dropped === 0 || (before.length + 1) * width > MOST_COMPARED) return pairByPlace(before, after)
  // The best alignment in order (Needleman and Wunsch): what is best for the items from i and from j on, a row for each i.
  const best = new Float64Array((before.length + 1) * width).fill(-Infinity)
  const met = new Float64Array(best.length).fill(-Infinity)
  const from = (i: number, j: number): number =>
    i - j < least || i - j >= least + width ? -Infinity : (best[i * width + i - j - least] ?? -Infinity)
  for (let i = before.length; i >= 0; i--)
    for (let j = Math.min(after.length, i - least); j >= Math.max(0, i - least - width + 1); j--) {
      const [a, b] = [before[i], after[j]]
      const at = i * width + i - j - least
      if (a !== undefined && b !== undefined) met[at] = from(i + 1, j + 1) + likeness(a, b) + 0.5
      best[at] =
        a === undefined && b === undefined
          ? 0
          : Math.max(met[at] ?? 0, a === undefined ? -Infinity : from(i + 1, j), b === undefined ? -Infinity : from(i, j + 1))
    }
  const pairs: (readonly [Item | undefined, Item | undefined])[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const here = from(i, j)
    if (here === met[i * width + i - j - least]) pairs.push([before[i++], after[j++]])
    else if (i < before.length && here === from(i + 1, j)) pairs.push([before[i++], undefined])
    else pairs.push([undefined, after[j++]])
  }
  return pairs
}
