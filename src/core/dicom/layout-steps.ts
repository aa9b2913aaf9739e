import type { ByteSource } from './byte-source.ts'
import { characterSetsOf, DEFAULT_CHARACTER_SETS, type CharacterSets } from './character-set.ts'
import { UNDEFINED_LENGTH, type DataElement, type Item, type Part10File } from './element.ts'
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
export const END = { counted: 0, delimited: 1 } as const

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
  /** By step: the tag as a little-endian word of the file; of an end {@link END}. */
  readonly tags: Uint32Array
  /** By step: the written VR as a little-endian word; 0 in implicit VR. */
  readonly vrs: Uint16Array
  /** By element. */
  readonly flags: Uint8Array
  readonly elements: readonly LaidOut[]
  readonly explicitVr: boolean
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
  if (!isUsual || transferSyntaxFrom !== 'file-meta' || !transferSyntax.littleEndian) return undefined
  if (elements.length === 0 || !isInOrder(fileMeta) || !isInOrder(elements)) return undefined
  const steps = new Steps(transferSyntax.explicitVr, source)
  const isWhole =
    steps.elements(fileMeta, -1, true, DEFAULT_CHARACTER_SETS, 0) &&
    steps.elements(elements, -1, transferSyntax.explicitVr, characterSetsOf(elements, source), 0)
  return isWhole ? steps.done() : undefined
}

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
  readonly #explicitVr: boolean
  readonly #kinds: number[] = []
  readonly #tags: number[] = []
  readonly #vrs: number[] = []
  readonly #flags: number[] = []
  readonly #elements: LaidOut[] = []
  #deepest = 0
  #headEnd = 132

  constructor(explicitVr: boolean, source: ByteSource) {
    this.#explicitVr = explicitVr
    this.#source = source
  }

  done(): LayoutSteps {
    return {
      kinds: Uint8Array.from(this.#kinds),
      tags: Uint32Array.from(this.#tags),
      vrs: Uint16Array.from(this.#vrs),
      flags: Uint8Array.from(this.#flags),
      elements: this.#elements,
      explicitVr: this.#explicitVr,
      deepest: this.#deepest,
      headEnd: this.#headEnd,
    }
  }

  /** @returns whether all of them are laid out as usual */
  elements(list: readonly DataElement[], parent: number, explicitVr: boolean, characterSets: CharacterSets, depth: number): boolean {
    if (depth > DEEPEST) return false
    this.#deepest = Math.max(this.#deepest, depth)
    for (const element of list) {
      if (!this.#element(element, parent, explicitVr, characterSets, depth)) return false
    }
    return true
  }

  #element(element: DataElement, parent: number, explicitVr: boolean, characterSets: CharacterSets, depth: number): boolean {
    const { tag, writtenVr, length, items, fragments, encoding, end, valueOffset } = element
    if (encoding !== undefined || this.#kinds.length > MOST_STEPS) return false
    if (explicitVr ? writtenVr === undefined || !isVR(writtenVr) : writtenVr !== undefined) return false
    const isOpen = length === UNDEFINED_LENGTH
    if (items !== undefined && explicitVr && writtenVr !== 'SQ') return false
    const isLong = writtenVr !== undefined && isVR(writtenVr) && LONG_FORM.has(writtenVr)
    const kind = items !== undefined ? (isOpen ? STEP.openSequence : STEP.sequence) : fragments !== undefined ? STEP.fragments : undefined
    this.#step(kind ?? (isLong ? STEP.longValue : STEP.shortValue), wordOf(tag), lettersOf(writtenVr))
    const index = this.#elements.push({ element, parent, littleEndian: true, characterSets }) - 1
    this.#flags.push(flagsOf(element))
    if (fragments !== undefined) return writtenVr !== 'UN' && PIXELS.has(tag)
    if (items === undefined) {
      if (PIXELS.has(tag)) return true
      this.#headEnd = Math.max(this.#headEnd, end)
      return this.#headEnd <= LARGEST_HEAD
    }
    let at = valueOffset
    for (const item of items) {
      if (!this.#item(item, index, explicitVr, characterSets, depth + 1)) return false
      at = item.end
    }
    this.#step(STEP.endSequence, isOpen ? END.delimited : END.counted, 0)
    return end === (isOpen ? at + 8 : at)
  }

  #item(item: Item, parent: number, explicitVr: boolean, inherited: CharacterSets, depth: number): boolean {
    const { length, elements, end, valueOffset } = item
    if (length === 0) {
      this.#step(STEP.emptyItem, ITEM_WORD, 0)
      return true
    }
    const isOpen = length === UNDEFINED_LENGTH
    this.#step(isOpen ? STEP.openItem : STEP.item, ITEM_WORD, 0)
    if (!this.elements(elements, parent, explicitVr, characterSetsOf(elements, this.#source, inherited), depth)) return false
    this.#step(STEP.endItem, isOpen ? END.delimited : END.counted, 0)
    const at = elements.at(-1)?.end ?? valueOffset
    return end === (isOpen ? at + 8 : at)
  }

  #step(kind: number, tag: number, vr: number): void {
    this.#kinds.push(kind)
    this.#tags.push(tag)
    this.#vrs.push(vr)
  }
}

/** A tag as the four bytes of a little-endian file make one word. */
function wordOf(tag: Tag): number {
  return (groupOf(tag) | (elementOf(tag) << 16)) >>> 0
}

const ITEM_WORD = wordOf(TAG.item)

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
