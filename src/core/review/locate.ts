import type { DataElement, Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { BULK, NUMBER_SIZE, type VR } from '../dicom/vr.ts'
import type { Region } from './leak-search.ts'

/** What stands at an offset of a file. */
export interface Located {
  readonly path: PathNode
  readonly element: DataElement
  /** The Sequences around it, the outermost first. */
  readonly around: readonly DataElement[]
  /** False in its header, or in the header of an item in it. */
  readonly inValue: boolean
}

const PIXELS: ReadonlySet<number> = new Set([0x7fe00010, 0x7fe00008, 0x7fe00009])

/** VRs whose values are digits that mean a measure, a time or a new UID. */
const OF_NUMBERS: ReadonlySet<VR> = new Set<VR>(['AS', 'DS', 'IS', 'TM', 'UI'])

/**
 * The innermost element at an offset; undefined between elements (preamble, trailing bytes).
 * @param elements in the order of the file
 */
export function locate(elements: readonly DataElement[], root: PathNode, offset: number): Located | undefined {
  const around: DataElement[] = []
  let level = elements
  let path = root
  for (;;) {
    const element = elementAt(level, offset)
    if (element === undefined) break
    path = path.child(element)
    const item = element.items?.find((one) => offset >= one.valueOffset && offset < one.end)
    if (item === undefined || elementAt(item.elements, offset) === undefined)
      return { path, element, around, inValue: offset >= element.valueOffset && element.items === undefined }
    around.push(element)
    level = item.elements
  }
  return undefined
}

/** Binary search over elements that follow each other. */
function elementAt(elements: readonly DataElement[], offset: number): DataElement | undefined {
  let low = 0
  let high = elements.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const element = elements[middle]
    if (element === undefined) return undefined
    if (offset < element.headerOffset) high = middle - 1
    else if (offset >= element.end) low = middle + 1
    else return element
  }
  return undefined
}

/** What the bytes of an element are, as far as the search for originals asks. */
export function regionOf(located: Located | undefined): Region {
  if (located === undefined) return 'text'
  const { element, inValue } = located
  if (!inValue) return 'binary'
  if (PIXELS.has(element.tag)) return 'pixels'
  if (OF_NUMBERS.has(element.vr)) return 'numbers'
  return BULK.has(element.vr) || NUMBER_SIZE[element.vr] !== undefined ? 'binary' : 'text'
}

/** Where the Pixel Data of a file lies, icons included, as `[from, to)` in order of offset. */
export function pixelRanges({ elements }: Pick<Part10File, 'elements'>): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = []
  const walk = (level: readonly DataElement[]): void => {
    for (const element of level) {
      if (PIXELS.has(element.tag)) ranges.push([element.valueOffset, element.end])
      for (const item of element.items ?? []) walk(item.elements)
    }
  }
  walk(elements)
  return ranges.sort((a, b) => a[0] - b[0])
}
