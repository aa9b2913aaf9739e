import type { ByteSource } from './byte-source.ts'
import { Cursor } from './cursor.ts'
import { UNDEFINED_LENGTH } from './element.ts'
import { readFragments } from './fragments.ts'
import { vrOfBytes } from './header.ts'
import { END, FLAG, ITEM_OF, STEP, stepsOf, wordOf, type LaidOut, type LayoutSteps } from './layout-steps.ts'
import type { Part10File } from './element.ts'
import { TAG } from './tag.ts'

/** Preamble and `DICM`. */
const PREFIX = 132
/** What is asked for beyond the last file's headers: those of the next may be longer. */
const SLACK = 4096
const STRETCH = 1 << 16

/** What marks items, as words of a little-endian and of a big-endian file. */
const ITEM = wordOf(TAG.item, true)
const ITEM_BIG = wordOf(TAG.item, false)
const ITEM_DELIMITATION = wordOf(TAG.itemDelimitation, true)
const ITEM_DELIMITATION_BIG = wordOf(TAG.itemDelimitation, false)
const SEQUENCE_DELIMITATION = wordOf(TAG.sequenceDelimitation, true)
const SEQUENCE_DELIMITATION_BIG = wordOf(TAG.sequenceDelimitation, false)

/**
 * How a file is laid out: its elements and items, one after the other. The files of a series share one layout, and to
 * see that a file has the layout of the last one costs a fraction of reading it: no tree is built.
 *
 * Values may differ, also in length, as long as the reader would read the same tree: where its reading depends on a
 * value (Private Creators, Specific Character Set, Transfer Syntax, whatever might be items) the value must be the same
 * or of no influence, and where that is not certain the file does not match. A file that matches is read exactly to its end.
 */
export class Layout {
  readonly #steps: LayoutSteps
  /** Of the last file that was taken over: its headers and values, and where they are. */
  #last: Uint8Array
  #lastView: DataView
  #lastOffsets: Uint32Array
  #lastLengths: Uint32Array
  /** Of the file that was matched last. */
  #offsets: Uint32Array
  #lengths: Uint32Array
  #headEnd: number
  #matchedEnd: number
  readonly #limits: Float64Array

  private constructor(steps: LayoutSteps, head: Uint8Array) {
    this.#steps = steps
    this.#last = head
    this.#lastView = viewOf(head)
    this.#headEnd = head.length
    this.#matchedEnd = head.length
    this.#lastOffsets = Uint32Array.from(steps.elements, ({ element }) => element.valueOffset)
    this.#lastLengths = Uint32Array.from(steps.elements, ({ element }) => element.length)
    this.#offsets = this.#lastOffsets.slice()
    this.#lengths = this.#lastLengths.slice()
    this.#limits = new Float64Array(2 * steps.deepest + 2)
  }

  /**
   * The layout of a file that was read; the file counts as the one that was matched last.
   * @param source the file itself
   * @returns undefined for the few that are laid out in a way that would take a reader to recognise
   */
  static of(file: Part10File, source: ByteSource): Layout | undefined {
    const steps = stepsOf(file, source)
    if (steps === undefined) return undefined
    const head = new Uint8Array(source.bytes(0, steps.headEnd))
    return head.length === steps.headEnd ? new Layout(steps, head) : undefined
  }

  /** Every element, in the order in which a walk over the tree meets them; those of File Meta Information first. */
  get elements(): readonly LaidOut[] {
    return this.#steps.elements
  }

  /** How much of the file {@link isSame} needs at hand. */
  get head(): number {
    return this.#matchedEnd
  }

  /** Whether a file has this layout. */
  matches(source: ByteSource): boolean {
    const { size } = source
    const most = Math.min(size, Math.max(this.#headEnd + SLACK, STRETCH))
    const head = source.bytes(0, most)
    if (head.length < most || most < PREFIX || !this.#hasPrefix(head)) return false
    return this.#walk(viewOf(head), most, source)
  }

  /** First byte of the value of an element, in the file that matched. */
  offset(element: number): number {
    return this.#offsets[element] as number
  }

  /** Length of that value as declared. */
  length(element: number): number {
    return this.#lengths[element] as number
  }

  /** Whether {@link isSame} looks at the length of an element only: pixels, and what is a Sequence and has its values inside. */
  isUnread(element: number): boolean {
    return ((this.#steps.flags[element] as number) & FLAG.unread) !== 0
  }

  /**
   * Whether an element of the file that matched has the value that the last one had, to the byte.
   * @param head the first {@link head} bytes of the file
   */
  isSame(element: number, head: DataView): boolean {
    const length = this.#lengths[element] as number
    if (length !== this.#lastLengths[element]) return false
    const flags = this.#steps.flags[element] as number
    if ((flags & FLAG.unread) !== 0) return true
    return isEqual(this.#lastView, this.#lastOffsets[element] as number, head, this.#offsets[element] as number, length)
  }

  /** The file that matched becomes the last one. */
  take(source: ByteSource): void {
    const end = this.#matchedEnd
    if (this.#last.length < end) {
      this.#last = new Uint8Array(end + SLACK)
      this.#lastView = viewOf(this.#last)
    }
    this.#last.set(source.bytes(0, end))
    this.#headEnd = end
    const [offsets, lengths] = [this.#lastOffsets, this.#lastLengths]
    this.#lastOffsets = this.#offsets
    this.#lastLengths = this.#lengths
    this.#offsets = offsets
    this.#lengths = lengths
  }

  #hasPrefix(head: Uint8Array): boolean {
    for (let at = 0; at < PREFIX; at++) if (head[at] !== this.#last[at]) return false
    return true
  }

  /** One step after the other; false as soon as anything is not as it was, or not at hand. */
  #walk(head: DataView, have: number, source: ByteSource): boolean {
    const { kinds, tags, vrs, flags, bigFrom } = this.#steps
    const limits = this.#limits
    const { size } = source
    let at = PREFIX
    let limit = size
    let depth = 0
    let element = 0
    let matchedEnd = PREFIX
    for (let step = 0; step < kinds.length; step++) {
      const kind = kinds[step] as number
      const little = step < bigFrom
      if (kind === STEP.endItem || kind === STEP.endSequence) {
        const ends = tags[step]
        if (ends !== END.counted) {
          const isItem = kind === STEP.endItem
          const delimiter = little
            ? isItem
              ? ITEM_DELIMITATION
              : SEQUENCE_DELIMITATION
            : isItem
              ? ITEM_DELIMITATION_BIG
              : SEQUENCE_DELIMITATION_BIG
          if (at + 8 > limit || at + 8 > have || head.getUint32(at, true) !== delimiter) return false
          at += 8
        }
        if (ends !== END.delimited && at !== limit) return false
        depth -= 1
        limit = limits[depth] as number
        continue
      }
      if (at + 8 > limit || at + 8 > have || head.getUint32(at, true) !== tags[step]) return false
      if (kind === STEP.item || kind === STEP.emptyItem || kind === STEP.openItem) {
        const length = head.getUint32(at + 4, little)
        at += 8
        if (kind === STEP.emptyItem) {
          if (length !== 0) return false
          continue
        }
        if ((length === UNDEFINED_LENGTH) !== (kind === STEP.openItem) || length === 0) return false
        const end = kind === STEP.openItem ? limit : at + length
        if (end > limit) return false
        // Items without written VRs must not look as if they had them.
        if (vrs[step] === ITEM_OF.noVrs && (at + 6 > have || vrOfBytes(head.getUint8(at + 4), head.getUint8(at + 5)) !== undefined))
          return false
        limits[depth] = limit
        depth += 1
        limit = end
        continue
      }

      const vr = vrs[step] as number
      let length: number
      let valueOffset: number
      if (vr === 0) {
        length = head.getUint32(at + 4, little)
        valueOffset = at + 8
      } else {
        if (head.getUint16(at + 4, true) !== vr) return false
        if (kind === STEP.shortValue) {
          length = head.getUint16(at + 6, little)
          valueOffset = at + 8
        } else {
          // What else stands there leaves the form of the header in doubt.
          if (at + 12 > have || head.getUint16(at + 6, true) !== 0) return false
          length = head.getUint32(at + 8, little)
          valueOffset = at + 12
        }
      }
      this.#offsets[element] = valueOffset
      this.#lengths[element] = length
      const flag = flags[element] as number
      element += 1
      if (kind === STEP.fragments) {
        if (length !== UNDEFINED_LENGTH) return false
        const read = readFragments(new Cursor(source), valueOffset, limit, true, MOST_FRAGMENTS)
        if (!read.ok) return false
        at = read.value.end
        // The source was read on: what was at hand may have moved.
        const again = source.bytes(0, have)
        if (again.length < have) return false
        head = viewOf(again)
        continue
      }
      if (kind === STEP.sequence || kind === STEP.openSequence) {
        if ((length === UNDEFINED_LENGTH) !== (kind === STEP.openSequence)) return false
        if ((length === 0) !== ((flag & FLAG.empty) !== 0)) return false
        const end = kind === STEP.openSequence ? limit : valueOffset + length
        if (end > limit) return false
        limits[depth] = limit
        depth += 1
        limit = end
        at = valueOffset
        continue
      }
      if (length === UNDEFINED_LENGTH) return false
      const end = valueOffset + length
      if (end > limit) return false
      if (flag !== 0 && !this.#isSafe(element - 1, flag, head, have)) return false
      if ((flag & FLAG.unread) === 0) {
        if (end > have) return false
        matchedEnd = end
      }
      at = end
    }
    this.#matchedEnd = matchedEnd
    return at === size
  }

  /** Whether a value leads the reader to the same tree, where that depends on the value. */
  #isSafe(element: number, flag: number, head: DataView, have: number): boolean {
    const offset = this.#offsets[element] as number
    const length = this.#lengths[element] as number
    const isAsLong = length === this.#lastLengths[element]
    if ((flag & FLAG.sameLength) !== 0 && !isAsLong) return false
    if ((flag & FLAG.noItems) !== 0 && length >= 8) {
      if (offset + 8 > have) return false
      const word = head.getUint32(offset, true)
      // In either order of bytes: UN is looked at in both.
      if (word === ITEM || word === ITEM_BIG) return false
    }
    if ((flag & FLAG.sameValue) === 0) return true
    if (!isAsLong || offset + length > have) return false
    return isEqual(this.#lastView, this.#lastOffsets[element] as number, head, offset, length)
  }
}

/** More fragments than any layout is worth to be recognised for. */
const MOST_FRAGMENTS = 100_000

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function isEqual(a: DataView, aAt: number, b: DataView, bAt: number, length: number): boolean {
  let index = 0
  for (; index + 4 <= length; index += 4) if (a.getInt32(aAt + index, true) !== b.getInt32(bAt + index, true)) return false
  for (; index < length; index++) if (a.getUint8(aAt + index) !== b.getUint8(bAt + index)) return false
  return true
}
