import type { ByteSource } from '../dicom/byte-source.ts'
import type { DataElement } from '../dicom/element.ts'
import type { Layout } from '../dicom/layout.ts'
import type { Tag } from '../dicom/tag.ts'
import type { Reading } from './describe-value.ts'
import type { FoldPath, FoldValue, InventoryFold, Noted } from './fold.ts'
import { CONTEXT_TAGS, instanceContext, SOP_INSTANCE_TAGS, sopInstanceOf } from './instance-context.ts'
import type { InstanceContext } from './inventory.ts'
import { Runs } from './runs.ts'

/** What the collector does for an element, wherever it is met: asked for every value that is not that of the last file. */
export interface ElementNotes {
  /** The path of an element of the layout, of which the parent is known. */
  readonly paths: readonly FoldPath[]
  readonly creators: readonly string[]
  /** Meets a value in the file at hand. */
  note(index: number, element: DataElement, source: ByteSource, reading: Reading): FoldValue
}

/** Elements of one path, where there are several or where there is more than a value: a file counts once for each thing they have. */
interface Group {
  readonly elements: readonly number[]
  readonly paths: Runs<FoldPath>
  readonly values: Runs<FoldValue>
  /** Whether one of them has changed in the file at hand. */
  isChanged: boolean
}

/**
 * Files of one layout, one after the other: the inventory of the next is that of the last but for the values that
 * differ. What stays the same is not looked up and not counted again; it is counted when it ends.
 */
export class AlikeFiles {
  readonly layout: Layout
  readonly #fold: InventoryFold
  readonly #notes: ElementNotes
  readonly #readings: readonly Reading[]
  /** Of an element that stands alone with its path: its value, and the number of files before the one in which that began. */
  readonly #values: (FoldValue | undefined)[]
  readonly #since: Uint32Array
  /** Of an element of a group, what it has met: its value and whatever is inside. */
  readonly #noted: (Noted | undefined)[]
  readonly #groupOf: (Group | undefined)[]
  readonly #groups: Group[]
  readonly #changedGroups: Group[] = []
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
    this.#creators = [...new Set(notes.creators)]
    const byPath = new Map<FoldPath, number[]>()
    notes.paths.forEach((path, index) => {
      const others = byPath.get(path)
      if (others === undefined) byPath.set(path, [index])
      else others.push(index)
    })
    this.#paths = [...byPath.keys()]
    this.#groups = [...byPath.values()].filter((each) => each.length > 1).map(groupOf)
    this.#groupOf = elements.map(() => undefined)
    for (const group of this.#groups) for (const index of group.elements) this.#groupOf[index] = group
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
      if (!isFirst && layout.isSame(index, head)) continue
      const changed = this.#change(index, source)
      head = this.#head(source)
      const tag = this.#contextTags[index]
      if (tag === undefined) continue
      this.#contextTexts.set(tag, contextText(changed))
      if (!SOP_INSTANCE_TAGS.has(tag)) isOther = true
    }
    this.#regroup()
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
    const { value } = noted
    const group = this.#groupOf[index] ?? (noted.isMore ? this.#grouped(index) : undefined)
    if (group === undefined) {
      if (value === this.#values[index]) return value
      this.#countRun(index)
      this.#values[index] = value
      return value
    }
    this.#noted[index] = noted
    if (!group.isChanged) this.#changedGroups.push(group)
    group.isChanged = true
    return value
  }

  /** From here on there are rows inside the value, which come and go with it. */
  #grouped(index: number): Group {
    this.#countRun(index)
    this.#values[index] = undefined
    const group = groupOf([index])
    this.#groups.push(group)
    this.#groupOf[index] = group
    return group
  }

  /** What groups have now is what the files from this one on have. */
  #regroup(): void {
    for (const group of this.#changedGroups) {
      group.isChanged = false
      const noted = group.elements.map((index) => this.#noted[index] as Noted)
      group.values.change(this.#fold.distinct(noted, 'values'), this.#files, this.#countValue)
      group.paths.change(this.#fold.distinct(noted, 'paths'), this.#files, this.#countPath)
    }
    this.#changedGroups.length = 0
  }

  readonly #countValue = (value: FoldValue, files: number): void => this.#fold.countValueOf(value, this.#contextIndex, files)
  readonly #countPath = (path: FoldPath, files: number): void => this.#fold.countPathOf(path, this.#contextIndex, files)

  #countRuns(): void {
    for (let index = 0; index < this.#values.length; index++) this.#countRun(index)
    for (const { values, paths } of this.#groups) {
      values.settle(this.#files, this.#countValue)
      paths.settle(this.#files, this.#countPath)
    }
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

function groupOf(elements: readonly number[]): Group {
  return { elements, paths: new Runs(), values: new Runs(), isChanged: false }
}

/** U+0000 separates fields where contexts are compared. */
export function contextText({ found }: FoldValue): string {
  return found.digest || found.text.replaceAll('\u0000', '')
}
