import { fail, ok, type Result } from '../result.ts'
import { characterSets, decodeText } from './character-set.ts'
import type { Cursor } from './cursor.ts'
import { UNDEFINED_LENGTH, type DataElement, type Encoding, type Item, type ReadFailure } from './element.ts'
import { readFragments } from './fragments.ts'
import { blocksOf, type DataSetFrame, type Frame, type SequenceFrame } from './frames.ts'
import { ElementHeader, readHeader } from './header.ts'
import { settleForm } from './header-form.ts'
import { itemsHaveVr, understand, type VrOf } from './understand.ts'
import { readCreator } from './private-block.ts'
import { readFailure } from './read-failure.ts'
import { isInPrivateBlock, isPrivate, isPrivateCreator, TAG, type Tag } from './tag.ts'
import type { VR } from './vr.ts'

/**
 * Sequences within Sequences. Real files nest less than twenty; at this depth whoever walks the tree by recursion has
 * 4 KB of call stack for each level.
 */
export const DEEPEST = 256

/** Elements, items and fragments of one file together. 100,000 frames with 30 elements each are read. */
export const MOST = 4_000_000

/** Headers that are not written as they should be: files that have such have a few, or as many as one data set has elements. */
const MOST_DOUBTFUL = 10_000

/** Pixels are the last that means anything: after them come padding and signatures (PS3.5 7.1, PS3.3 C.7.6.3). */
const PIXELS = 0x7fe0

/** An empty item has no elements; they all share one list. */
const NONE: readonly DataElement[] = []

type Problem = ReadFailure['kind']

export interface DataSetRead {
  readonly elements: readonly DataElement[]
  /** First byte after the last element. */
  readonly end: number
}

/**
 * Walks a data set from `start` to the end of the source, by headers: values are skipped, but for Private Creators.
 * Every length is a claim, checked against what surrounds it before it is followed (PS3.5 7).
 * The walk ends early only before bytes that are no element: zeros to the end, or anything else after the pixels.
 * @param vrOf the VRs of elements that are written without
 */
export function readDataSet(cursor: Cursor, start: number, encoding: Encoding, vrOf: VrOf): Result<DataSetRead, ReadFailure> {
  return new DataSetWalk(cursor, start, encoding, vrOf).run()
}

/** A list that grew has room for at least 17: of the many short ones of a file that room would be most of the memory. */
function fitted<T>(list: T[]): T[] {
  return list.length < 17 ? list.slice() : list
}

/** A delimiter ends an undefined length; met with a defined one it is tolerated as its last bytes. */
function mayEnd(frame: Frame, end: number): boolean {
  return frame.length === UNDEFINED_LENGTH || end === frame.limit
}

class DataSetWalk {
  readonly #cursor: Cursor
  readonly #vrOf: VrOf
  readonly #header = new ElementHeader()
  readonly #stack: Frame[]
  readonly #root: DataSetFrame
  #at: number
  #seen = 0
  #settled = 0
  /** Where the data set ends if what stands behind the pixels is no elements. */
  #after: { readonly at: number; readonly count: number } | undefined
  /** The root has an element of group 7FE0. */
  #hasPixels = false
  #done = false

  constructor(cursor: Cursor, start: number, encoding: Encoding, vrOf: VrOf) {
    this.#cursor = cursor
    this.#vrOf = vrOf
    this.#at = start
    const root = { opens: 'elements', headerOffset: start, valueOffset: start, length: cursor.size - start, limit: cursor.size } as const
    const { explicitVr, littleEndian } = encoding
    this.#root = {
      ...root,
      explicitVr,
      littleEndian,
      elements: [],
      blocks: undefined,
      unclaimed: false,
      characterSet: undefined,
      signed: false,
    }
    this.#stack = [this.#root]
  }

  run(): Result<DataSetRead, ReadFailure> {
    while (!this.#done) {
      const frame = this.#stack[this.#stack.length - 1] as Frame
      const problem = frame.opens === 'elements' ? this.#element(frame) : this.#item(frame)
      if (problem === undefined) continue
      const at = this.#at
      const isFinal = problem === 'too-deep' || problem === 'too-many' || problem === 'io'
      if (isFinal || (!this.#stepBack() && !this.#endAtPixels())) return fail(readFailure(problem, at))
    }
    return ok({ elements: this.#root.elements, end: this.#at })
  }

  /** The next element of the root or of an item, or its end. */
  #element(frame: DataSetFrame): Problem | undefined {
    const cursor = this.#cursor
    const at = this.#at
    const isRoot = frame === this.#root
    if (at === frame.limit) return frame.length === UNDEFINED_LENGTH && !isRoot ? this.#tooShort(at) : this.#closeDataSet(frame, at)
    if (frame.limit - at < 8) return isRoot && this.#isAfterEnd(at, undefined) ? this.#endHere(at) : this.#tooShort(frame.limit)
    if (!cursor.has(at, 8)) return 'io'
    const header = this.#header
    let problem = readHeader(cursor, at, frame.explicitVr, frame.littleEndian, header)
    // The first element shows how the data set is written: where it is in doubt, so is the label.
    if (header.isDoubtful && (!isRoot || frame.elements.length > 0) && this.#settle(frame, at)) problem = undefined
    if (isRoot) {
      const isElement = problem === undefined && header.tag >>> 16 !== 0xfffe && (header.tag !== 0 || header.length !== 0)
      if (this.#isAfterEnd(at, isElement ? header : undefined)) return this.#endHere(at)
      if (!isElement) return problem ?? 'bad-item'
    }
    if (problem !== undefined) return problem
    const { tag, length, valueOffset } = header
    if (tag >>> 16 === 0xfffe) {
      if (tag !== TAG.itemDelimitation || !mayEnd(frame, valueOffset)) return 'bad-item'
      return this.#closeDataSet(frame, valueOffset)
    }
    if ((this.#seen += 1) > MOST) return 'too-many'
    if (length !== UNDEFINED_LENGTH && valueOffset + length > frame.limit) return this.#tooLong(valueOffset + length)

    if (isRoot && tag >>> 16 === PIXELS) this.#hasPixels = true
    const creator = isPrivate(tag) ? this.#creatorOf(frame, header) : undefined
    const writtenVr = header.writtenVr
    const meaning = understand(cursor, header, creator, this.#vrOf, frame)
    switch (meaning.is) {
      case 'value': {
        const end = valueOffset + length
        const element: DataElement = { tag, vr: meaning.vr, writtenVr, creator, headerOffset: at, valueOffset, length, end }
        frame.elements.push(element)
        if (tag === TAG.specificCharacterSet) frame.characterSet = element
        else if (tag === TAG.pixelRepresentation) frame.signed = this.#isSigned(frame, element)
        this.#at = end
        return undefined
      }
      case 'fragments': {
        const read = readFragments(cursor, valueOffset, frame.limit, frame.littleEndian, MOST - this.#seen)
        if (!read.ok) {
          this.#at = read.failure.offset
          return read.failure.kind
        }
        const { fragments, end } = read.value
        this.#seen += fragments.length
        frame.elements.push({ tag, vr: meaning.vr, writtenVr, creator, headerOffset: at, valueOffset, length, end, fragments })
        this.#at = end
        return undefined
      }
      case 'sequence': {
        if (this.#stack.length >= 2 * DEEPEST) return 'too-deep'
        this.#stack.push({
          opens: 'items',
          tag,
          writtenVr,
          creator,
          headerOffset: at,
          valueOffset,
          length,
          limit: length === UNDEFINED_LENGTH ? frame.limit : valueOffset + length,
          explicitVr: frame.explicitVr && !meaning.implicitInside,
          littleEndian: meaning.littleEndian,
          settled: false,
          items: [],
          otherwise: meaning.otherwise,
          characterSet: frame.characterSet,
          signed: frame.signed,
        })
        this.#at = valueOffset
        return undefined
      }
      case 'wrong':
        return 'bad-length'
    }
  }

  /** How the header at hand is written, as what stands around it shows; for so many only as settling one reads far ahead. */
  #settle(frame: DataSetFrame, at: number): boolean {
    return (this.#settled += 1) <= MOST_DOUBTFUL && settleForm(this.#cursor, at, frame, this.#header)
  }

  /**
   * Bytes may follow a complete data set and be no part of it: only zeros, or anything behind the pixels. Whether they
   * are elements all the same, in no order, shows when they are walked.
   * @param header undefined where the bytes are too few, zero, or no header
   */
  #isAfterEnd(at: number, header: ElementHeader | undefined): boolean {
    if (header === undefined) return this.#hasPixels || this.#cursor.zerosFrom(at)
    if (this.#after === undefined && this.#hasPixels && header.tag < this.#lastTag()) {
      this.#after = { at, count: this.#root.elements.length }
    }
    return false
  }

  /** What was walked behind the pixels turned out to be no elements: then the data set ended there. */
  #endAtPixels(): boolean {
    if (this.#after === undefined) return false
    this.#root.elements.length = this.#after.count
    this.#stack.length = 1
    this.#closeDataSet(this.#root, this.#after.at)
    return true
  }

  #lastTag(): Tag {
    return this.#root.elements[this.#root.elements.length - 1]?.tag ?? 0
  }

  /** The next item of a Sequence, or its end. */
  #item(frame: SequenceFrame): Problem | undefined {
    const at = this.#at
    if (at === frame.limit) return frame.length === UNDEFINED_LENGTH ? this.#tooShort(at) : this.#closeSequence(frame, at)
    if (frame.limit - at < 8) return this.#tooShort(frame.limit)
    if (!this.#cursor.has(at, 8)) return 'io'
    const tag = this.#cursor.tag(at, frame.littleEndian)
    const length = this.#cursor.u32(at + 4, frame.littleEndian)
    const valueOffset = at + 8
    if (tag === TAG.sequenceDelimitation && mayEnd(frame, valueOffset)) return this.#closeSequence(frame, valueOffset)
    if (tag !== TAG.item) return 'bad-item'
    if ((this.#seen += 1) > MOST) return 'too-many'
    this.#at = valueOffset
    if (length === 0) {
      frame.items.push({ headerOffset: at, valueOffset, length, end: valueOffset, elements: NONE })
      return undefined
    }
    const limit = length === UNDEFINED_LENGTH ? frame.limit : valueOffset + length
    if (limit > frame.limit) return this.#tooLong(limit)
    if (!frame.settled) {
      const shown = itemsHaveVr(this.#cursor, valueOffset, limit, frame)
      if (shown !== undefined) {
        frame.explicitVr = shown
        frame.settled = true
      }
    }
    const { explicitVr, littleEndian } = frame
    this.#stack.push({
      opens: 'elements',
      headerOffset: at,
      valueOffset,
      length,
      limit,
      explicitVr,
      littleEndian,
      elements: [],
      blocks: undefined,
      unclaimed: false,
      characterSet: frame.characterSet,
      signed: frame.signed,
    })
    return undefined
  }

  /** Pixel Representation (PS3.3 C.7.6.3.1) is 1 for signed pixels; whatever else is written is not. */
  #isSigned({ littleEndian }: DataSetFrame, { valueOffset, length }: DataElement): boolean {
    return length === 2 && this.#cursor.has(valueOffset, 2) && this.#cursor.u16(valueOffset, littleEndian) === 1
  }

  #endHere(at: number): undefined {
    if (this.#after === undefined || this.#cursor.zerosFrom(at)) this.#closeDataSet(this.#root, at)
    else this.#endAtPixels()
  }

  #closeDataSet(frame: DataSetFrame, end: number): undefined {
    if (frame.unclaimed) this.#claimLate(frame)
    this.#at = end
    this.#stack.pop()
    const parent = this.#stack[this.#stack.length - 1]
    if (parent === undefined || parent.opens !== 'items') {
      this.#done = true
      return
    }
    const { headerOffset, valueOffset, length, elements } = frame
    const item: Item = { headerOffset, valueOffset, length, end, elements: fitted(elements) }
    parent.items.push(item)
  }

  #closeSequence(frame: SequenceFrame, end: number): undefined {
    this.#at = end
    this.#stack.pop()
    const { tag, writtenVr, creator, headerOffset, valueOffset, length, items, explicitVr, littleEndian } = frame
    const parent = this.#stack[this.#stack.length - 1] as DataSetFrame
    const element: DataElement = { tag, vr: 'SQ', writtenVr, creator, headerOffset, valueOffset, length, end, items: fitted(items) }
    const same = explicitVr === parent.explicitVr && littleEndian === parent.littleEndian
    parent.elements.push(same ? element : { ...element, encoding: { explicitVr, littleEndian } })
  }

  /**
   * Something inside a value that was only taken for a Sequence is wrong: then it is none, and is left closed.
   * @returns false where everything open is certain, so that the file is wrong
   */
  #stepBack(): boolean {
    let height = this.#stack.length - 1
    for (; height >= 0; height -= 1) {
      const frame = this.#stack[height] as Frame
      if (frame.opens === 'items' && frame.otherwise !== undefined) break
    }
    if (height < 0) return false
    const frame = this.#stack[height] as SequenceFrame
    this.#stack.length = height
    const parent = this.#stack[height - 1] as DataSetFrame
    const { tag, writtenVr, creator, headerOffset, valueOffset, length } = frame
    const end = valueOffset + length
    parent.elements.push({ tag, vr: frame.otherwise as VR, writtenVr, creator, headerOffset, valueOffset, length, end })
    this.#at = end
    return true
  }

  /** Who claims a private element; for a Private Creator element its own name. */
  #creatorOf(frame: DataSetFrame, header: ElementHeader): string | undefined {
    const { tag } = header
    if (isPrivateCreator(tag)) {
      if (header.length === UNDEFINED_LENGTH) return undefined
      const vr = header.vr ?? 'LO'
      const creator = readCreator(this.#cursor, header.valueOffset, header.length, vr, (bytes) => this.#decode(bytes, frame.characterSet))
      if (creator !== undefined) blocksOf(frame).claim(tag, creator)
      return creator
    }
    if (!isInPrivateBlock(tag)) return undefined
    const creator = frame.blocks?.creatorOf(tag)
    if (creator === undefined) frame.unclaimed = true
    return creator
  }

  /** Creators may stand after their block in files that are not in order (which PS3.5 7.1 forbids). */
  #claimLate(frame: DataSetFrame): void {
    const { blocks, elements } = frame
    if (blocks === undefined) return
    elements.forEach((element, index) => {
      if (element.creator !== undefined || !isInPrivateBlock(element.tag)) return
      const creator = blocks.creatorOf(element.tag)
      if (creator === undefined) return
      const vr = element.vr === 'UN' ? this.#vrFor(element.tag, creator) : element.vr
      elements[index] = { ...element, vr, creator }
    })
  }

  #vrFor(tag: Tag, creator: string): VR {
    const vr = this.#vrOf(tag, creator)
    return vr === undefined || vr === 'SQ' ? 'UN' : vr
  }

  /** Text by the Specific Character Set that holds here; characters by their bytes where there is none or it does not fit. */
  #decode(bytes: Uint8Array, named: DataElement | undefined): string {
    if (named !== undefined && named.length <= 1024 && this.#cursor.has(named.valueOffset, named.length)) {
      const first = named.valueOffset - this.#cursor.start
      const terms = String.fromCharCode(...this.#cursor.bytes.subarray(first, first + named.length))
      const { text, exact } = decodeText(bytes, 'LO', characterSets(terms))
      if (exact) return text
    }
    return String.fromCharCode(...bytes)
  }

  #tooShort(at: number): Problem {
    return at >= this.#cursor.size ? 'truncated' : 'bad-item'
  }

  #tooLong(end: number): Problem {
    return end > this.#cursor.size ? 'truncated' : 'bad-length'
  }
}
