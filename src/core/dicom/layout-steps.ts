import type { ByteSource } from './byte-source.ts'
import { characterSetsOf, DEFAULT_CHARACTER_SETS, type CharacterSets } from './character-set.ts'
import { UNDEFINED_LENGTH, type DataElement, type Encoding, type Item, type Part10File } from './element.ts'
import { elementOf, groupOf, isPrivate, isPrivateCreator, TAG, type Tag } from './tag.ts'
import { isVR, LONG_FORM, NUMBER_SIZE } from './vr.ts'

/** Kinds of steps: a header and what follows it, or the end of what was opened. */
export const STEP = {
  shortValue: 0,
  longValue: 1,
  fragments: 2,
  sequence: 3,
  openSequence: 4,
  item: 5,
  openItem: 6,
  emptyItem: 7,
  endItem: 8,
  endSequence: 9,
} as const

/** In place of a tag, what an end is recognised by. */
export const END = {
  /** The length that was declared. */
  counted: 0,
  /** A delimiter. */
  delimited: 1,
  /** Both: some writers count the delimiter in. */
  both: 2,
} as const

/** In place of a VR, how the elements of an item are written. */
export const ITEM_OF = { writtenVrs: 0, noVrs: 1 } as const

/** What a value must be like for the reader to read the same tree. */
export const FLAG = {
  /** The very same: it names creators, character sets, the transfer syntax. */
  sameValue: 1,
  /** Its length decides over its VR. */
  sameLength: 2,
  /** It must not begin like an item. */
  noItems: 4,
  /** Pixels: never read. */
  unread: 8,
  /** A Sequence of length 0. */
  empty: 16,
} as const

/** An element of a layout, as it was in the file that the layout was first seen in. */
export interface LaidOut {
  readonly element: DataElement
  /** Index of the Sequence it is in; -1 at the root. */
  readonly parent: number
  readonly littleEndian: boolean
  readonly characterSets: CharacterSets
}

export interface LayoutSteps {
  readonly kinds: Uint8Array
  /** By step: the tag as its four bytes make a little-endian word, in whatever order they are; of an end {@link END}. */
  readonly tags: Uint32Array
  /** By step: the written VR as a little-endian word, 0 in implicit VR; of an item {@link ITEM_OF}. */
  readonly vrs: Uint16Array
  /** By element. */
  readonly flags: Uint8Array
  readonly elements: readonly LaidOut[]
  /** The first step of a big-endian data set; after the last where it is little endian. */
  readonly bigFrom: number
  /** Sequences and items in each other. */
  readonly deepest: number
  /** First byte after the last value that is not pixels. */
  readonly headEnd: number
}

/** Layouts larger than this are not worth to be kept: their files differ anyway. */
const MOST_STEPS = 20_000
const LARGEST_HEAD = 1 << 18
const DEEPEST = 60
/** Attributes by whose value the reader understands others. */
const DECIDES: ReadonlySet<Tag> = new Set<Tag>([TAG.transferSyntaxUid, TAG.specificCharacterSet, TAG.pixelRepresentation])
const PIXELS: ReadonlySet<Tag> = new Set<Tag>([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData])

/** The steps of a file that was read; undefined where it is laid out in an unusual way. */
export function stepsOf(file: Part10File, source: ByteSource): LayoutSteps | undefined {
  const { preamble, trailing, deflated, transferSyntax, transferSyntaxFrom, elements, fileMeta } = file
  const isUsual = preamble?.offset === 0 && preamble.length === 128 && trailing === undefined && deflated === undefined
  if (!isUsual || transferSyntaxFrom !== 'file-meta') return undefined
  if (elements.length === 0 || !isInOrder(fileMeta) || !isInOrder(elements)) return undefined
  const steps = new Steps(source)
  const isWhole =
    steps.elements(fileMeta, -1, FILE_META, DEFAULT_CHARACTER_SETS, 0) &&
    steps.dataSet(elements, transferSyntax, characterSetsOf(elements, source))
  return isWhole ? steps.done() : undefined
}

/** PS3.10 7.1 */
const FILE_META: Encoding = { explicitVr: true, littleEndian: true }

/** Ascending, each once, none of group 0000: so nothing depends on the order. */
function isInOrder(elements: readonly DataElement[]): boolean {
  let last = 0
  for (const { tag } of elements) {
    if (tag <= last) return false
    last = tag
  }
  return true
}

class Steps {
  readonly #source: ByteSource
  readonly #kinds: number[] = []
  readonly #tags: number[] = []
  readonly #vrs: number[] = []
  readonly #flags: number[] = []
  readonly #elements: LaidOut[] = []
  #deepest = 0
  #headEnd = 132
  #bigFrom: number | undefined

  constructor(source: ByteSource) {
    this.#source = source
  }

  done(): LayoutSteps {
    return {
      kinds: Uint8Array.from(this.#kinds),
      tags: Uint32Array.from(this.#tags),
      vrs: Uint16Array.from(this.#vrs),
      flags: Uint8Array.from(this.#flags),
      elements: this.#elements,
      bigFrom: this.#bigFrom ?? this.#kinds.length,
      deepest: this.#deepest,
      headEnd: this.#headEnd,
    }
  }

  /** @returns whether all of them are laid out as usual */
  dataSet(elements: readonly DataElement[], encoding: Encoding, characterSets: CharacterSets): boolean {
    if (!encoding.littleEndian) this.#bigFrom = this.#kinds.length
    return this.elements(elements, -1, encoding, characterSets, 0)
  }

  elements(list: readonly DataElement[], parent: number, encoding: Encoding, characterSets: CharacterSets, depth: number): boolean {
    if (depth > DEEPEST) return false
    this.#deepest = Math.max(this.#deepest, depth)
    for (const element of list) {
      if (!this.#element(element, parent, encoding, characterSets, depth)) return false
    }
    return true
  }

  #element(element: DataElement, parent: number, around: Encoding, characterSets: CharacterSets, depth: number): boolean {
    const { tag, writtenVr, length, items, fragments, end, headerOffset, valueOffset } = element
    const { explicitVr, littleEndian } = around
    if (this.#kinds.length > MOST_STEPS || (writtenVr === undefined) === explicitVr) return false
    if (writtenVr !== undefined && !isVR(writtenVr)) return false
    const inside = element.encoding ?? around
    if (items !== undefined && !isUsualInside(element, around, inside)) return false
    const isOpen = length === UNDEFINED_LENGTH
    const isLong = writtenVr !== undefined && LONG_FORM.has(writtenVr)
    if (valueOffset - headerOffset !== (isLong ? 12 : 8)) return false
    const kind = items !== undefined ? (isOpen ? STEP.openSequence : STEP.sequence) : fragments !== undefined ? STEP.fragments : undefined
    this.#step(kind ?? (isLong ? STEP.longValue : STEP.shortValue), wordOf(tag, littleEndian), lettersOf(writtenVr))
    const index = this.#elements.push({ element, parent, littleEndian, characterSets }) - 1
    this.#flags.push(flagsOf(element))
    if (fragments !== undefined) return littleEndian && writtenVr !== 'UN' && PIXELS.has(tag)
    if (items === undefined) {
      if (PIXELS.has(tag)) return true
      this.#headEnd = Math.max(this.#headEnd, end)
      return this.#headEnd <= LARGEST_HEAD
    }
    let at = valueOffset
    for (const item of items) {
      if (!this.#item(item, index, inside, characterSets, depth + 1)) return false
      at = item.end
    }
    this.#step(STEP.endSequence, endOf(isOpen, at, end), 0)
    return true
  }

  #item(item: Item, parent: number, encoding: Encoding, inherited: CharacterSets, depth: number): boolean {
    const { length, elements, end, valueOffset } = item
    const word = wordOf(TAG.item, encoding.littleEndian)
    const written = encoding.explicitVr ? ITEM_OF.writtenVrs : ITEM_OF.noVrs
    if (length === 0) {
      this.#step(STEP.emptyItem, word, written)
      return true
    }
    const isOpen = length === UNDEFINED_LENGTH
    this.#step(isOpen ? STEP.openItem : STEP.item, word, written)
    if (!this.elements(elements, parent, encoding, characterSetsOf(elements, this.#source, inherited), depth)) return false
    this.#step(STEP.endItem, endOf(isOpen, elements.at(-1)?.end ?? valueOffset, end), 0)
    return true
  }

  #step(kind: number, tag: number, vr: number): void {
    this.#kinds.push(kind)
    this.#tags.push(tag)
    this.#vrs.push(vr)
  }
}

/** @param at where the last of what is inside ends */
function endOf(isOpen: boolean, at: number, end: number): number {
  return isOpen ? END.delimited : end === at ? END.counted : END.both
}

/**
 * Items are written like what is around them, or without VRs where a writer did not know the Sequence (UN: PS3.5 6.2.2)
 * or did not care. Explicit VRs inside UN are told from the bytes in ways that a comparison of headers does not repeat.
 */
function isUsualInside({ writtenVr, encoding }: DataElement, around: Encoding, inside: Encoding): boolean {
  if (inside.littleEndian !== around.littleEndian) return false
  return encoding === undefined ? writtenVr !== 'UN' || !around.explicitVr : !inside.explicitVr
}

/** A tag as its four bytes in the file make one little-endian word. */
export function wordOf(tag: Tag, littleEndian: boolean): number {
  const [group, element] = [groupOf(tag), elementOf(tag)]
  return littleEndian ? (group | (element << 16)) >>> 0 : (swapped(group) | (swapped(element) << 16)) >>> 0
}

function swapped(word: number): number {
  return ((word & 0xff) << 8) | (word >>> 8)
}

function lettersOf(vr: string | undefined): number {
  return vr === undefined ? 0 : vr.charCodeAt(0) | (vr.charCodeAt(1) << 8)
}

function flagsOf({ tag, vr, writtenVr, length, items, fragments }: DataElement): number {
  if (items !== undefined) return FLAG.unread | (length === 0 ? FLAG.empty : 0)
  let flags = PIXELS.has(tag) || fragments !== undefined ? FLAG.unread : 0
  if (DECIDES.has(tag) || isPrivateCreator(tag)) flags |= FLAG.sameValue
  if (writtenVr === undefined || writtenVr === 'UN') {
    flags |= FLAG.noItems
    if (vr === 'UN' || (isPrivate(tag) && NUMBER_SIZE[vr] !== undefined)) flags |= FLAG.sameLength
  }
  return flags
}
