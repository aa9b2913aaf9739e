import { escapeCreator, type Place } from '../dicom/attribute-path.ts'
import type { ByteSource } from '../dicom/byte-source.ts'
import { characterSetsOf, DEFAULT_CHARACTER_SETS } from '../dicom/character-set.ts'
import type { DataElement, Part10File } from '../dicom/element.ts'
import { Layout } from '../dicom/layout.ts'
import { PathNode } from '../dicom/path-node.ts'
import type { Tag } from '../dicom/tag.ts'
import type { VR } from '../dicom/vr.ts'
import { describeBytes, describeValue, holdsPixels, LONGEST_READ, type Digest, type Reading } from './describe-value.ts'
import { InventoryFold, type FoldPath, type FoldValue } from './fold.ts'
import { InsideRows } from './inside-rows.ts'
import { mayHoldMore, type Gunzip } from './inside/index.ts'
import { AlikeFiles, contextText } from './alike-files.ts'
import { CONTEXT_TAGS, instanceContext, sopInstanceOf } from './instance-context.ts'
import type { InstanceContext } from './inventory.ts'
import type { PartialInventory } from './partial-inventory.ts'
import { isUnderUnknown, unknownMark } from './written-as-unknown.ts'

/** What a file is called; names can carry identities like any element. */
export interface FileNames {
  readonly file: string
  /** The folders on the way from the collection to the file. */
  readonly folders: readonly string[]
}

/** What the inventory has noted of one file as a whole. */
export interface Collected {
  readonly context: InstanceContext
  /** The context's index in the partial inventory. */
  readonly contextIndex: number
  readonly sopInstance: string
}

/** Values up to this size are compared with the last one of their path before anything is decoded. */
const COMPARED = 64

/** A path as the collector meets it, with the last value that stood there: most files of a series repeat it. */
interface Met {
  readonly path: FoldPath
  readonly creator: string | undefined
  value: FoldValue | undefined
  bytes: Uint8Array
  reading: Reading | undefined
  vr: VR | undefined
}

/** Adds whole files up to a {@link PartialInventory}: every element at every depth, and the places outside the data set. */
export class Collector {
  readonly #fold = new InventoryFold()
  readonly #digest: Digest
  readonly #root: PathNode
  readonly #inside: InsideRows
  readonly #met = new Map<PathNode, Met>()
  /** Values of {@link CONTEXT_TAGS} in the file at hand. */
  readonly #contextTexts = new Map<Tag, string>()
  /** The layouts of the last files, the latest first. */
  readonly #layouts: Layout[]
  readonly #alike = new Map<Layout, AlikeFiles>()
  /** What was met in the preamble, which is the same in all files of a layout. */
  readonly #preambles = new Map<Layout, FoldValue | undefined>()
  /** The folders of the last file, which are mostly those of the next. */
  readonly #folders: FoldValue[] = []

  /**
   * @param root of the tree of paths; may be shared by collectors that work one after the other
   * @param gunzip opens what is packed inside opaque values; without it that stays closed
   * @param layouts of the last files, the latest first; may be handed on like the tree
   */
  constructor(digest: Digest, root: PathNode = PathNode.root(), gunzip?: Gunzip, layouts: Layout[] = []) {
    this.#layouts = layouts
    this.#inside = new InsideRows(this.#fold, digest, gunzip)
    this.#digest = digest
    this.#root = root
  }

  /** A measure of the memory in use: distinct paths and values. */
  get held(): number {
    return this.#fold.held
  }

  /**
   * Adds one file. If the source throws, nothing of the file counts.
   * @param source the file itself
   * @throws {@link TooManyPaths} where it has more different elements than are listed of one
   */
  add(file: Part10File, source: ByteSource, names: FileNames): Collected {
    const layout = Layout.of(file, source)
    if (layout === undefined) return this.#addUnusual(file, source, names)
    this.#remember(layout)
    return this.#addAlike(layout, source, names)
  }

  /** Adds one file whose layout is not worth to be recognised again. */
  #addUnusual(file: Part10File, source: ByteSource, names: FileNames): Collected {
    this.#contextTexts.clear()
    try {
      this.#names(names)
      this.#outside(file, source)
      this.#elements(file.fileMeta, this.#root, source, { littleEndian: true, characterSets: DEFAULT_CHARACTER_SETS })
      const characterSets = characterSetsOf(file.elements, file.dataSet)
      this.#elements(file.elements, this.#root, file.dataSet, { littleEndian: file.transferSyntax.littleEndian, characterSets })
      const textOf = (tag: Tag): string => this.#contextTexts.get(tag) ?? ''
      const context = instanceContext(textOf)
      return { context, contextIndex: this.#fold.endFile(context), sopInstance: sopInstanceOf(textOf) }
    } catch (error) {
      this.#fold.abandonFile()
      throw error
    }
  }

  /**
   * Looks whether a file is laid out like one of the last: then it need not be read, but can be added at once.
   * @returns how to add it, in place of {@link add} and to the same effect; undefined where it is to be read
   */
  recognise(source: ByteSource): ((names: FileNames) => Collected) | undefined {
    const layout = this.#layouts.find((each) => each.matches(source))
    if (layout === undefined) return undefined
    if (layout !== this.#layouts[0]) {
      this.#layouts.splice(this.#layouts.indexOf(layout), 1)
      this.#layouts.unshift(layout)
    }
    return (names) => this.#addAlike(layout, source, names)
  }

  partial(): PartialInventory {
    for (const alike of this.#alike.values()) alike.settle()
    return this.#fold.partial()
  }

  #addAlike(layout: Layout, source: ByteSource, names: FileNames): Collected {
    try {
      let alike = this.#alike.get(layout)
      if (alike === undefined) this.#alike.set(layout, (alike = this.#alikeFiles(layout)))
      return alike.add(source, () => {
        this.#names(names)
        this.#preambleOf(layout, source)
      })
    } catch (error) {
      this.#fold.abandonFile()
      this.#forget(layout)
      throw error
    }
  }

  #alikeFiles(layout: Layout): AlikeFiles {
    const nodes: PathNode[] = []
    for (const { element, parent } of layout.elements) nodes.push((nodes[parent] ?? this.#root).child(element))
    const met = nodes.map((node) => this.#meet(node))
    for (const { path } of new Set(met)) this.#fold.weigh(path)
    return new AlikeFiles(layout, this.#fold, {
      paths: met.map(({ path }) => path),
      creators: [
        ...met.flatMap(({ creator }) => creator ?? []),
        ...layout.elements.flatMap(({ element }, index) => (isUnderUnknown(element) ? [unknownMark((nodes[index] as PathNode).key)] : [])),
      ],
      note: (index, element, source, reading) => this.#note(nodes[index] as PathNode, met[index] as Met, element, source, reading),
    })
  }

  #remember(layout: Layout): void {
    this.#layouts.unshift(layout)
    let elements = this.#layouts.reduce((sum, each) => sum + each.elements.length, 0)
    for (;;) {
      const oldest = this.#layouts.at(-1)
      if (oldest === undefined || oldest === layout) return
      if (this.#layouts.length <= MOST_LAYOUTS && elements <= MOST_LAID_OUT) return
      elements -= oldest.elements.length
      this.#forget(oldest)
    }
  }

  #forget(layout: Layout): void {
    this.#alike.get(layout)?.settle()
    this.#alike.delete(layout)
    this.#preambles.delete(layout)
    this.#layouts.splice(this.#layouts.indexOf(layout), 1)
  }

  #elements(elements: readonly DataElement[], parent: PathNode, source: ByteSource, reading: Reading): void {
    const isRoot = parent === this.#root
    for (const element of elements) {
      const node = parent.child(element)
      const met = this.#meet(node)
      this.#fold.meetPath(met.path)
      if (met.creator !== undefined) this.#fold.meetCreator(met.creator)
      if (isUnderUnknown(element)) this.#fold.meetCreator(unknownMark(node.key))
      const value = this.#note(node, met, element, source, reading)
      if (isRoot && CONTEXT_TAGS.has(element.tag)) this.#contextTexts.set(element.tag, contextText(value))
      if (element.items === undefined) continue
      const littleEndian = element.encoding?.littleEndian ?? reading.littleEndian
      for (const item of element.items) {
        if (item.elements.length === 0) continue
        const characterSets = characterSetsOf(item.elements, source, reading.characterSets)
        // Most items are read like what they are in: a file has hundreds of thousands of them.
        const isAlike = characterSets === reading.characterSets && littleEndian === reading.littleEndian
        this.#elements(item.elements, node, source, isAlike ? reading : { littleEndian, characterSets })
      }
    }
  }

  #meet(node: PathNode): Met {
    let met = this.#met.get(node)
    if (met === undefined) {
      const creator = node.step?.kind === 'creator' ? escapeCreator(node.step.creator) : undefined
      met = { path: this.#fold.path(node.key), creator, value: undefined, bytes: NOTHING, reading: undefined, vr: undefined }
      this.#met.set(node, met)
    }
    return met
  }

  /** Everything that is kept of one element but its path. */
  #note(node: PathNode, met: Met, element: DataElement, source: ByteSource, reading: Reading): FoldValue {
    const value = this.#value(met, element, source, reading)
    if (mayHoldMore(element.vr, element.length)) this.#inside.meet(node, element, value, source)
    return value
  }

  #value(met: Met, element: DataElement, source: ByteSource, reading: Reading): FoldValue {
    const isCompared = element.length <= COMPARED && element.items === undefined && !holdsPixels(element)
    const bytes = isCompared ? source.bytes(element.valueOffset, element.length) : NOTHING
    if (isCompared && met.value !== undefined && isSame(met, element.vr, reading, bytes)) {
      this.#fold.meetValueAgain(met.value)
      return met.value
    }
    const value = this.#fold.meetValue(met.path, describeValue(element, source, reading, this.#digest))
    if (isCompared) {
      met.value = value
      met.vr = element.vr
      met.reading = reading
      // Not `slice`, which for bytes that are a Buffer is no copy.
      met.bytes = new Uint8Array(bytes)
    }
    return value
  }

  #names({ file, folders }: FileNames): void {
    this.#place('file-name', file)
    for (let depth = 0; depth < folders.length; depth++) {
      const folder = folders[depth] as string
      const last = this.#folders[depth]
      if (last?.found.text === folder) this.#meetAgain(last)
      else this.#folders[depth] = this.#place('folder-name', folder)
    }
  }

  #preambleOf(layout: Layout, source: ByteSource): void {
    if (!this.#preambles.has(layout)) this.#preambles.set(layout, this.#bytesOutside('preamble', source, PREAMBLE))
    else {
      const value = this.#preambles.get(layout)
      if (value !== undefined) this.#meetAgain(value)
    }
  }

  #meetAgain(value: FoldValue): void {
    this.#fold.meetPath(value.path)
    this.#fold.meetValueAgain(value)
  }

  #outside({ preamble, trailing, dataSet }: Part10File, source: ByteSource): void {
    if (preamble !== undefined) this.#bytesOutside('preamble', source, preamble)
    if (trailing !== undefined) this.#bytesOutside('after-data-set', dataSet, trailing)
  }

  /** Zeros say nothing and are no row; what is too long to be looked at is one, however it begins. */
  #bytesOutside(
    place: Place,
    source: ByteSource,
    { offset, length }: { readonly offset: number; readonly length: number },
  ): FoldValue | undefined {
    const bytes = source.bytes(offset, Math.min(length, LONGEST_READ))
    if (bytes.length === length && bytes.every((byte) => byte === 0)) return undefined
    const path = this.#fold.path(place)
    this.#fold.meetPath(path)
    const found = describeBytes(bytes, 'OB', { littleEndian: true, characterSets: DEFAULT_CHARACTER_SETS }, this.#digest)
    return this.#fold.meetValue(path, length > bytes.length ? { ...found, length } : found)
  }

  /** Names are no Data Elements and have no VR; they are shown as unlimited text. */
  #place(place: Place, text: string): FoldValue {
    const path = this.#fold.path(place)
    this.#fold.meetPath(path)
    return this.#fold.meetValue(path, { vr: 'UT', form: 'text', text, length: text.length, digest: '' })
  }
}

const NOTHING = new Uint8Array(0)

/** Of series that lie mixed in one folder, and of scanners whose series come again and again. */
const MOST_LAYOUTS = 64
/** Elements of all of them together: a few hundred bytes each. */
const MOST_LAID_OUT = 60_000

const PREAMBLE = { offset: 0, length: 128 }

function isSame(met: Met, vr: VR, reading: Reading, bytes: Uint8Array): boolean {
  if (met.vr !== vr || met.bytes.length !== bytes.length) return false
  if (met.reading?.littleEndian !== reading.littleEndian || met.reading.characterSets !== reading.characterSets) return false
  for (let index = 0; index < bytes.length; index++) if (bytes[index] !== met.bytes[index]) return false
  return true
}

/** The inventory of one file. */
export function collect(file: Part10File, source: ByteSource, names: FileNames, digest: Digest, gunzip?: Gunzip): PartialInventory {
  const collector = new Collector(digest, PathNode.root(), gunzip)
  collector.add(file, source, names)
  return collector.partial()
}
