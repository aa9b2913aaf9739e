import type { PathText } from '../dicom/attribute-path.ts'
import type { ByteSource } from '../dicom/byte-source.ts'
import type { DataElement, Item, Part10File } from '../dicom/element.ts'
import type { Operation } from '../script/operation.ts'
import { isPrivateCreator } from '../dicom/tag.ts'
import type { PathLike } from '../deidentification/operation-index.ts'
import { pairElements, pairItems, type Pair, type PathOf } from './pair-elements.ts'

export type ChangeKind = 'removed' | 'emptied' | 'changed' | 'added'

/** One difference between an instance and its copy. A removed or emptied Sequence covers what was inside it. */
export interface Change {
  readonly kind: ChangeKind
  readonly path: PathText
  /** The element before; undefined for what was added. */
  readonly before: DataElement | undefined
  /** The element after; undefined for what was removed. */
  readonly after: DataElement | undefined
  /** The Operation for this element, or of the Sequence around it that covers it. */
  readonly operation: Operation | undefined
  /** Every element of its private block went with this Private Creator. */
  readonly emptiedCreator: boolean
}

/** One side of a comparison. */
export interface Side {
  readonly file: Part10File
  /** The file itself; {@link Part10File.dataSet} is the inflated data set where it is deflated. */
  readonly bytes: ByteSource
}

/** Equality of two byte ranges of the same length; may read them in pieces. */
export type SameBytes = (a: ByteSource, aOffset: number, b: ByteSource, bOffset: number, length: number) => boolean

export interface ComparisonInput {
  readonly before: Side
  readonly after: Side
  readonly root: PathOf
  readonly sameBytes: SameBytes
  /** The Operation that holds for an element of this instance; for one that was not there before, the one that adds it. */
  operationFor(path: PathLike, added: boolean): Operation | undefined
}

export interface Comparison {
  readonly changes: readonly Change[]
  /** Elements that an Operation was to remove or to empty, and that are as they were. */
  readonly untouched: readonly { readonly path: PathText; readonly operation: Operation }[]
  /** Elements at every depth whose bytes are as they were. */
  readonly identical: number
  /** Of those, private elements that kept their creator. */
  readonly privateKept: number
  /** Elements compared at every depth: those of the original and those that were added. */
  readonly compared: number
  readonly sameTransferSyntax: boolean
  /** Undefined where the original has no Pixel Data. */
  readonly samePixels: boolean | undefined
}

const PIXEL_DATA: ReadonlySet<number> = new Set([0x7fe00010, 0x7fe00008, 0x7fe00009])

/**
 * What became of each element of an instance, bytes against bytes. Elements meet by path and occurrence (a private one
 * by its creator, never its block number), items by place, or by likeness where some were dropped.
 */
export function compareInstances(input: ComparisonInput): Comparison {
  const walk = new Walk(input)
  walk.fileMeta()
  walk.dataSet()
  return walk.result()
}

interface Place {
  readonly path: PathOf
  readonly before: ByteSource
  readonly after: ByteSource
  /** The Operation of a Sequence around that covers everything in it. */
  readonly cover: Operation | undefined
}

class Walk {
  private readonly input: ComparisonInput
  private readonly changes: Change[] = []
  private readonly untouched: { path: PathText; operation: Operation }[] = []
  private identical = 0
  private privateKept = 0
  private compared = 0

  constructor(input: ComparisonInput) {
    this.input = input
  }

  result(): Comparison {
    const { before, after } = this.input
    const pixels = before.file.elements.some((element) => PIXEL_DATA.has(element.tag))
    return {
      changes: this.changes,
      untouched: this.untouched,
      identical: this.identical,
      privateKept: this.privateKept,
      compared: this.compared,
      sameTransferSyntax: before.file.transferSyntax.uid === after.file.transferSyntax.uid,
      samePixels: pixels
        ? !this.changes.some((change) => PIXEL_DATA.has((change.before ?? change.after)?.tag ?? 0) && !change.path.includes('['))
        : undefined,
    }
  }

  fileMeta(): void {
    const { before, after, root } = this.input
    const place = { path: root, before: before.bytes, after: after.bytes, cover: undefined }
    this.elements(place, before.file.fileMeta, after.file.fileMeta)
    this.outside('preamble', { bytes: before.bytes, at: before.file.preamble }, { bytes: after.bytes, at: after.file.preamble })
    this.outside(
      'after-data-set',
      { bytes: before.file.dataSet, at: before.file.trailing },
      { bytes: after.file.dataSet, at: after.file.trailing },
    )
  }

  dataSet(): void {
    const { before, after, root } = this.input
    const place = { path: root, before: before.file.dataSet, after: after.file.dataSet, cover: undefined }
    this.elements(place, before.file.elements, after.file.elements)
  }

  private outside(path: PathText, before: Stretch, after: Stretch): void {
    const { input } = this
    if (before.at === undefined && after.at === undefined) return
    this.compared++
    const same =
      before.at !== undefined &&
      after.at !== undefined &&
      before.at.length === after.at.length &&
      input.sameBytes(before.bytes, before.at.offset, after.bytes, after.at.offset, before.at.length)
    if (same) this.identical++
    else {
      const kind = after.at === undefined ? 'removed' : before.at === undefined ? 'added' : 'changed'
      const operation = input.operationFor({ text: path }, before.at === undefined)
      this.changes.push({ kind, path, before: undefined, after: undefined, operation, emptiedCreator: false })
    }
  }

  /** The same bytes, with everything inside. */
  private kept(path: PathOf, element: DataElement, operation: Operation | undefined): void {
    this.compared++
    this.identical++
    if (element.creator !== undefined && !isPrivateCreator(element.tag)) this.privateKept++
    const empty = element.length === 0 || element.items?.length === 0
    if (operation?.do === 'remove' || (operation?.do === 'empty' && !empty)) this.untouched.push({ path: path.text, operation })
    for (const item of element.items ?? [])
      for (const inner of item.elements) {
        const child = path.child(inner)
        this.kept(child, inner, this.input.operationFor(child, false))
      }
  }

  private elements(place: Place, before: readonly DataElement[], after: readonly DataElement[]): void {
    const pairs = pairElements(before, after, place.path)
    const blocksKept = keptBlocks(pairs)
    for (const pair of pairs) this.pair(place, pair, blocksKept)
  }

  private pair(place: Place, { path, before, after }: Pair, blocksKept: ReadonlySet<string>): void {
    const operation = this.input.operationFor(path, before === undefined) ?? place.cover
    if (before === undefined || after === undefined) {
      const element = before ?? after
      this.compared += element === undefined ? 0 : countElements(element)
      const emptiedCreator = before !== undefined && isPrivateCreator(before.tag) && !blocksKept.has(blockKey(before))
      this.changes.push({ kind: after === undefined ? 'removed' : 'added', path: path.text, before, after, operation, emptiedCreator })
      return
    }
    if (this.sameElement(place, before, after)) {
      this.kept(path, before, operation)
      return
    }
    if (before.items !== undefined && after.items !== undefined && (after.items.length > 0 || before.items.length === 0)) {
      this.sequence(
        { ...place, path, cover: covers(operation) ? operation : undefined },
        before,
        after,
        before.items,
        after.items,
        operation,
      )
      return
    }
    this.compared += countElements(before)
    const empty = after.length === 0 || after.items?.length === 0
    const wasEmpty = before.length === 0 || before.items?.length === 0
    this.changes.push({
      kind: empty && !wasEmpty ? 'emptied' : 'changed',
      path: path.text,
      before,
      after,
      operation,
      emptiedCreator: false,
    })
  }

  /** A Sequence with items on both sides that is not the same bytes. */
  private sequence(
    place: Place,
    before: DataElement,
    after: DataElement,
    items: readonly Item[],
    newItems: readonly Item[],
    operation: Operation | undefined,
  ): void {
    this.compared++
    const changesBefore = this.changes.length
    const pairs = pairItems(items, newItems, (a, b) => this.sameItem(place, a, b))
    for (const [item, newItem] of pairs) {
      if (item !== undefined && newItem !== undefined) this.elements(place, item.elements, newItem.elements)
      else this.compared += (item ?? newItem)?.elements.reduce((sum, element) => sum + countElements(element), 0) ?? 0
    }
    const itemsDiffer = pairs.some(([item, newItem]) => item === undefined || newItem === undefined)
    // The bytes differ and no element in it does: its items were written in another way.
    if (itemsDiffer || this.changes.length === changesBefore)
      this.changes.push({ kind: 'changed', path: place.path.text, before, after, operation, emptiedCreator: false })
    else this.identical++
  }

  private sameElement(place: Place, a: DataElement, b: DataElement): boolean {
    if (a.writtenVr !== b.writtenVr) return false
    const [aLength, bLength] = [a.end - a.valueOffset, b.end - b.valueOffset]
    if (aLength !== bLength || a.length !== b.length) return false
    return this.input.sameBytes(place.before, a.valueOffset, place.after, b.valueOffset, aLength)
  }

  /** How alike two items are: elements of one tag with the same bytes. */
  private sameItem(place: Place, a: Item, b: Item): number {
    const others = new Map(b.elements.map((element) => [element.tag, element]))
    let same = 0
    for (const element of a.elements) {
      const other = others.get(element.tag)
      if (other !== undefined && this.sameElement(place, element, other)) same++
    }
    return same
  }
}

/** Bytes that are no element, where there are any. */
interface Stretch {
  readonly bytes: ByteSource
  readonly at: { readonly offset: number; readonly length: number } | undefined
}

/** Operations that give a Sequence a content of their own, so that no element in it is the one that was there. */
function covers(operation: Operation | undefined): boolean {
  return operation?.do === 'dummy' || operation?.do === 'replace' || operation?.do === 'add'
}

/** The element and everything inside it. */
export function countElements(element: DataElement): number {
  let count = 1
  for (const item of element.items ?? []) for (const inner of item.elements) count += countElements(inner)
  return count
}

/** `gggg:bb`, for a Private Creator the block that it reserves. */
function blockKey(element: DataElement): string {
  const low = element.tag & 0xffff
  return `${element.tag >>> 16}:${isPrivateCreator(element.tag) ? low : low >>> 8}`
}

/** Blocks of the original in which at least one element is left. */
function keptBlocks(pairs: readonly Pair[]): ReadonlySet<string> {
  const kept = new Set<string>()
  for (const { before, after } of pairs)
    if (before !== undefined && after !== undefined && before.creator !== undefined && !isPrivateCreator(before.tag))
      kept.add(blockKey(before))
  return kept
}
