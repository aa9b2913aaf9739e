import type { PathText } from '../dicom/attribute-path.ts'
import type { ByteSource } from '../dicom/byte-source.ts'
import { characterSetsOf, DEFAULT_CHARACTER_SETS, type CharacterSets } from '../dicom/character-set.ts'
import type { DataElement, Item, Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { isPrivateCreator } from '../dicom/tag.ts'
import type { Operation } from '../script/operation.ts'
import { isAlwaysWritten } from './always-written.ts'
import { pairByPlace, pairElements, pairItems, type Pair } from './pair-elements.ts'

export type ChangeKind = 'removed' | 'emptied' | 'changed' | 'added'

/** An element with all that is needed to read its value. */
export interface Standing {
  readonly element: DataElement
  readonly source: ByteSource
  readonly littleEndian: boolean
  readonly characterSets: CharacterSets
}

/** One difference between an instance and its copy. A removed or emptied Sequence covers what was inside it. */
export interface Change {
  readonly kind: ChangeKind
  readonly path: PathText
  /** {@link path} with creators in upper case: under it spellings of one path meet. */
  readonly key: string
  /** Undefined for places outside the data set. */
  readonly node: PathNode | undefined
  /** Undefined for what was added, and for places outside the data set. */
  readonly before: Standing | undefined
  /** Undefined for what was removed, and for places outside the data set. */
  readonly after: Standing | undefined
  /** The Operation for this element, or of the Sequence around it that covers it. */
  readonly operation: Operation | undefined
  /** The Operation of a Sequence around it whose Content Items are cleaned by what they are. */
  readonly content: Operation | undefined
  /** A Private Creator that went because its whole block went, or came because something in its block came. */
  readonly followsBlock: boolean
  /** An element that went and stood beside another of the same name and value, which stays. */
  readonly stoodTwice: boolean
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
  readonly root: PathNode
  readonly sameBytes: SameBytes
  /** The Operation that holds for an element of this instance; for one that was not there before, the one that adds it. */
  operationFor(path: Pick<PathNode, 'text' | 'key'>, added: boolean): Operation | undefined
  /** Called for each element of the copy, at every depth, whose bytes are as they were. */
  onKept?(path: PathNode, element: DataElement): void
}

/** An element that an Operation was to remove or to empty, and that is as it was. */
export interface Untouched {
  readonly path: PathText
  readonly key: string
  readonly operation: Operation
}

export interface Comparison {
  readonly changes: readonly Change[]
  readonly untouched: readonly Untouched[]
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

/** One data set of a side: the root, File Meta Information or an item. */
type DataSetSide = Omit<Standing, 'element'>

interface Place {
  readonly path: PathNode
  readonly before: DataSetSide
  readonly after: DataSetSide
  /** The Operation of a Sequence around that covers everything in it. */
  readonly cover: Operation | undefined
  /** The Operation of a Sequence around that cleans its Content Items by what they are. */
  readonly content: Operation | undefined
}

class Walk {
  private readonly input: ComparisonInput
  private readonly changes: Change[] = []
  private readonly untouched: Untouched[] = []
  private identical = 0
  private privateKept = 0
  private compared = 0

  constructor(input: ComparisonInput) {
    this.input = input
  }

  result(): Comparison {
    const { before, after } = this.input
    const pixels = before.file.elements.some((element) => PIXEL_DATA.has(element.tag))
    const pixelsChanged = this.changes.some(
      (change) => PIXEL_DATA.has((change.before ?? change.after)?.element.tag ?? 0) && !change.path.includes('['),
    )
    return {
      changes: this.changes,
      untouched: this.untouched,
      identical: this.identical,
      privateKept: this.privateKept,
      compared: this.compared,
      sameTransferSyntax: before.file.transferSyntax.uid === after.file.transferSyntax.uid,
      samePixels: pixels ? !pixelsChanged : undefined,
    }
  }

  fileMeta(): void {
    const { before, after, root } = this.input
    const meta = { littleEndian: true, characterSets: DEFAULT_CHARACTER_SETS }
    const place = {
      path: root,
      before: { ...meta, source: before.bytes },
      after: { ...meta, source: after.bytes },
      cover: undefined,
      content: undefined,
    }
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
    const side = ({ file }: Side): DataSetSide => ({
      source: file.dataSet,
      littleEndian: file.transferSyntax.littleEndian,
      characterSets: characterSetsOf(file.elements, file.dataSet),
    })
    this.elements(
      { path: root, before: side(before), after: side(after), cover: undefined, content: undefined },
      before.file.elements,
      after.file.elements,
    )
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
    if (same) {
      this.identical++
      return
    }
    const kind = after.at === undefined ? 'removed' : before.at === undefined ? 'added' : 'changed'
    const operation = input.operationFor({ text: path, key: path }, before.at === undefined)
    this.changes.push({
      kind,
      path,
      key: path,
      node: undefined,
      before: undefined,
      after: undefined,
      operation,
      content: undefined,
      followsBlock: false,
      stoodTwice: false,
    })
  }

  private change(
    kind: ChangeKind,
    place: Place,
    { path, before, after }: Pair,
    operation: Operation | undefined,
    { followsBlock = false, stoodTwice = false } = {},
  ): void {
    this.changes.push({
      kind,
      path: path.text,
      key: path.key,
      node: path,
      before: before === undefined ? undefined : { ...place.before, element: before },
      after: after === undefined ? undefined : { ...place.after, element: after },
      operation,
      content: place.content,
      followsBlock,
      stoodTwice,
    })
  }

  /** The same bytes, with everything inside. */
  private kept(path: PathNode, element: DataElement, operation: Operation | undefined): void {
    this.compared++
    this.identical++
    this.input.onKept?.(path, element)
    if (element.creator !== undefined && !isPrivateCreator(element.tag)) this.privateKept++
    // A Private Creator follows its block, whatever its own Operation says (PS3.5 7.8.1).
    const isCreator = isPrivateCreator(element.tag) && element.creator !== undefined
    const wasToGo = (operation?.do === 'remove' && !isCreator) || (operation?.do === 'empty' && !isEmpty(element))
    if (wasToGo && operation !== undefined && !isAlwaysWritten(path.text))
      this.untouched.push({ path: path.text, key: path.key, operation })
    for (const item of element.items ?? [])
      for (const inner of item.elements) {
        const child = path.child(inner)
        this.kept(child, inner, this.input.operationFor(child, false))
      }
  }

  private elements(place: Place, before: readonly DataElement[], after: readonly DataElement[]): void {
    const pairs = pairElements(before, after, place.path)
    const blocks = blocksOf(pairs)
    for (const pair of pairs) this.pair(place, pair, { blocks, pairs })
  }

  private pair(place: Place, pair: Pair, { blocks, pairs }: { readonly blocks: Blocks; readonly pairs: readonly Pair[] }): void {
    const { path, before, after } = pair
    const operation = this.input.operationFor(path, before === undefined) ?? place.cover
    if (before === undefined) {
      this.compared += after === undefined ? 0 : countElements(after)
      this.change('added', place, pair, operation, {
        followsBlock: after !== undefined && isPrivateCreator(after.tag) && blocks.come.has(blockKey(after)),
      })
    } else if (after === undefined) {
      this.compared += countElements(before)
      this.change('removed', place, pair, operation, {
        followsBlock: isPrivateCreator(before.tag) && !blocks.kept.has(blockKey(before)),
        stoodTwice: pairs.some((one) => one.path === path && one.after !== undefined && this.isAgain(place, one.before, before)),
      })
    } else if (this.sameElement(place, before, after)) this.kept(path, after, operation)
    else if (isEmpty(before) && isEmpty(after) && isDone(operation)) this.kept(path, after, operation)
    else if (before.items !== undefined && after.items !== undefined && (!isEmpty(after) || isEmpty(before)))
      this.sequence(place, pair, before, after, operation)
    else {
      this.compared += countElements(before)
      this.change(isEmpty(after) && !isEmpty(before) ? 'emptied' : 'changed', place, pair, operation)
    }
  }

  /** A Sequence with items on both sides that is not the same bytes. */
  private sequence(place: Place, pair: Pair, before: DataElement, after: DataElement, operation: Operation | undefined): void {
    this.compared++
    const changesBefore = this.changes.length
    const cover = covers(operation) ? operation : undefined
    const content = operation?.content === true ? operation : place.content
    if (cover !== undefined && before.items?.length !== after.items?.length) {
      // Items that were made anew are not those that were there.
      this.compared += countElements(before) - 1
      this.change('changed', place, pair, operation)
      return
    }
    const [items, newItems] = [before.items ?? [], after.items ?? []]
    // What says how an instance was de-identified is added to what an earlier run says, which it may be most like.
    const pairs = isAlwaysWritten(pair.path.text)
      ? pairByPlace(items, newItems)
      : pairItems(items, newItems, (a, b) => this.sameItem(place, a, b))
    for (const [item, newItem] of pairs) {
      if (item === undefined || newItem === undefined) {
        for (const element of (item ?? newItem)?.elements ?? []) this.compared += countElements(element)
        continue
      }
      const inside = {
        path: pair.path,
        before: insideOf(place.before, before, item),
        after: insideOf(place.after, after, newItem),
        cover,
        content,
      }
      this.elements(inside, item.elements, newItem.elements)
    }
    const itemsDiffer = pairs.some(([item, newItem]) => item === undefined || newItem === undefined)
    // The bytes differ and no element in it does: its items were written in another way.
    if (itemsDiffer || this.changes.length === changesBefore) this.change('changed', place, pair, operation)
    else this.identical++
  }

  /** Whether one element says what another of its name says. */
  private isAgain(place: Place, one: DataElement | undefined, other: DataElement): boolean {
    if (one === undefined || one.vr !== other.vr || one.length !== other.length) return false
    const [a, b] = [one.end - one.valueOffset, other.end - other.valueOffset]
    return a === b && this.input.sameBytes(place.before.source, one.valueOffset, place.before.source, other.valueOffset, a)
  }

  private sameElement(place: Place, a: DataElement, b: DataElement): boolean {
    const length = a.end - a.valueOffset
    if (a.writtenVr !== b.writtenVr || a.length !== b.length || length !== b.end - b.valueOffset) return false
    return this.input.sameBytes(place.before.source, a.valueOffset, place.after.source, b.valueOffset, length)
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

/** An Operation that may write an empty element in another way, for what it is to be is what it was. */
function isDone(operation: Operation | undefined): boolean {
  return operation !== undefined && operation.do !== 'keep' && operation.do !== 'process'
}

function isEmpty(element: DataElement): boolean {
  return element.length === 0 || element.items?.length === 0
}

function insideOf(side: DataSetSide, sequence: DataElement, item: Item): DataSetSide {
  return {
    source: side.source,
    littleEndian: sequence.encoding?.littleEndian ?? side.littleEndian,
    characterSets: characterSetsOf(item.elements, side.source, side.characterSets),
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

interface Blocks {
  /** Blocks of the original in which at least one element is left. */
  readonly kept: ReadonlySet<string>
  /** Blocks of the copy with at least one element that is new. */
  readonly come: ReadonlySet<string>
}

function blocksOf(pairs: readonly Pair[]): Blocks {
  const kept = new Set<string>()
  const come = new Set<string>()
  for (const { before, after } of pairs) {
    if (after?.creator === undefined || isPrivateCreator(after.tag)) continue
    if (before === undefined) come.add(blockKey(after))
    else kept.add(blockKey(before))
  }
  return { kept, come }
}
