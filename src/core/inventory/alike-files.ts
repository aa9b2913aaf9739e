import type { ByteSource } from '../dicom/byte-source.ts'
import type { DataElement } from '../dicom/element.ts'
import type { Layout } from '../dicom/layout.ts'
import type { Tag } from '../dicom/tag.ts'
import type { Reading } from './describe-value.ts'
import type { FoldPath, FoldValue, InventoryFold, Noted } from './fold.ts'
import { CONTEXT_TAGS, instanceContext, SOP_INSTANCE_TAGS, sopInstanceOf } from './instance-context.ts'
import type { InstanceContext } from './inventory.ts'

/** What the collector does for an element, wherever it is met: asked for every value that is not that of the last file. */
export interface ElementNotes {
  /** The path of an element of the layout, of which the parent is known. */
  readonly paths: readonly FoldPath[]
  readonly creators: readonly string[]
  /** Meets a value in the file at hand. */
  note(index: number, element: DataElement, source: ByteSource, reading: Reading): FoldValue
}

/** How a value is counted. */
const COUNTED = {
  /** For a run of files, when the run ends: its path occurs once in a file. */
  byRun: 0,
  /** File by file: the path occurs several times in a file, or its value is opened and has further rows. */
  byFile: 1,
} as const

/**
 * Files of one layout, one after the other: the inventory of the next is that of the last but for the values that
 * differ. What stays the same is not looked up and not counted again; it is counted when it ends.
 */
export class AlikeFiles {
  readonly layout: Layout
  readonly #fold: InventoryFold
  readonly #notes: ElementNotes
  readonly #readings: readonly Reading[]
  readonly #values: (FoldValue | undefined)[]
  /** What an element that is counted by file has met: its value and whatever is inside. */
  readonly #noted: (Noted | undefined)[]
  readonly #counted: Uint8Array
  /** Number of files before the one in which the value at hand began. */
  readonly #since: Uint32Array
  readonly #paths: readonly FoldPath[]
  readonly #creators: readonly string[]
  readonly #contextTags: readonly (Tag | undefined)[]
  readonly #contextTexts = new Map<Tag, string>()
  #context: InstanceContext | undefined
  #contextIndex = -1
  /** Files counted so far, and how many of them the paths are counted for. */
  #files = 0
  #pathsSince = 0

  constructor(layout: Layout, fold: InventoryFold, notes: ElementNotes) {
    const { elements } = layout
    this.layout = layout
    this.#fold = fold
    this.#notes = notes
    this.#readings = elements.map(({ littleEndian, characterSets }) => ({ littleEndian, characterSets }))
    this.#values = elements.map(() => undefined)
    this.#noted = elements.map(() => undefined)
    this.#since = new Uint32Array(elements.length)
    this.#paths = [...new Set(notes.paths)]
    this.#creators = [...new Set(notes.creators)]
    const times = new Map<FoldPath, number>()
    for (const path of notes.paths) times.set(path, (times.get(path) ?? 0) + 1)
    this.#counted = Uint8Array.from(notes.paths, (path) => (times.get(path) === 1 ? COUNTED.byRun : COUNTED.byFile))
    this.#contextTags = elements.map(({ element, parent }) => (parent < 0 && CONTEXT_TAGS.has(element.tag) ? element.tag : undefined))
  }

  /**
   * Adds the file that has just matched the layout.
   * @param meetNames meets what is not an element: names, preamble
   */
  add(source: ByteSource, meetNames: () => void): { context: InstanceContext; contextIndex: number; sopInstance: string } {
    const isFirst = this.#files === 0
    meetNames()
    let isOther = isFirst
    let head = this.#head(source)
    const { layout } = this
    const count = this.#values.length
    for (let index = 0; index < count; index++) {
      if (!isFirst && layout.isSame(index, head)) {
        if (this.#counted[index] === COUNTED.byFile) this.#meetAgain(index)
        continue
      }
      const changed = this.#change(index, source)
      head = this.#head(source)
      const tag = this.#contextTags[index]
      if (tag === undefined) continue
      this.#contextTexts.set(tag, contextText(changed))
      if (!SOP_INSTANCE_TAGS.has(tag)) isOther = true
    }
    // The last that may fail: from here on the file counts.
    layout.take(source)
    const textOf = (tag: Tag): string => this.#contextTexts.get(tag) ?? ''
    if (isOther || this.#context === undefined) {
      this.#countRuns()
      this.#context = instanceContext(textOf)
      this.#contextIndex = this.#fold.context(this.#context)
    }
    this.#fold.endFileOf(this.#contextIndex)
    this.#files += 1
    return { context: this.#context, contextIndex: this.#contextIndex, sopInstance: sopInstanceOf(textOf) }
  }

  /** Counts what has not been counted yet. */
  settle(): void {
    this.#countRuns()
  }

  #head(source: ByteSource): DataView {
    const bytes = source.bytes(0, this.layout.head)
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  #change(index: number, source: ByteSource): FoldValue {
    const { layout } = this
    const { element } = layout.elements[index] as (typeof layout.elements)[number]
    const valueOffset = layout.offset(index)
    const length = layout.length(index)
    const here: DataElement = { ...element, valueOffset, length, end: valueOffset + length }
    const noted = this.#fold.noting(() => this.#notes.note(index, here, source, this.#readings[index] as Reading))
    const before = this.#values[index]
    const { value } = noted
    if (noted.isMore && this.#counted[index] === COUNTED.byRun) {
      // From here on there are rows inside the value, which come and go with it.
      this.#countRun(index)
      this.#counted[index] = COUNTED.byFile
    }
    this.#noted[index] = noted
    if (this.#counted[index] === COUNTED.byFile) this.#fold.meetAgain(noted)
    if (value !== before) {
      if (this.#counted[index] === COUNTED.byRun) this.#countRun(index)
      this.#values[index] = value
    }
    return value
  }

  #meetAgain(index: number): void {
    const noted = this.#noted[index]
    if (noted !== undefined) this.#fold.meetAgain(noted)
  }

  #countRuns(): void {
    for (let index = 0; index < this.#values.length; index++) if (this.#counted[index] === COUNTED.byRun) this.#countRun(index)
    const files = this.#files - this.#pathsSince
    this.#pathsSince = this.#files
    if (files > 0) this.#fold.countFiles(this.#paths, this.#creators, this.#contextIndex, files)
  }

  #countRun(index: number): void {
    const files = this.#files - (this.#since[index] as number)
    this.#since[index] = this.#files
    const value = this.#values[index]
    if (files > 0 && value !== undefined) this.#fold.countValueOf(value, this.#contextIndex, files)
  }
}

/** U+0000 separates fields where contexts are compared. */
export function contextText({ found }: FoldValue): string {
  return found.digest || found.text.replaceAll('\u0000', '')
}
