import type { ByteSource } from '../dicom/byte-source.ts'
import type { DataSetEdits, ElementEdit } from '../dicom/edits.ts'
import type { DataElement, Encoding, Part10File } from '../dicom/element.ts'
import { encodeElement } from '../dicom/encode-element.ts'
import { Layout } from '../dicom/layout.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { rewriteElement } from '../dicom/rewrite-data-set.ts'
import { isPrivate, TAG, type Tag } from '../dicom/tag.ts'
import { gather } from '../dicom/write-part10.ts'
import type { Operation } from '../script/operation.ts'
import { AlikePlan, type PlanStep } from './alike-plan.ts'
import { shapeOf, type AlikeUnit, type Traces } from './alike-unit.ts'
import { beginInstance, finishInstance, MEDIA_STORAGE_SOP_INSTANCE, textBefore } from './deidentify.ts'
import { editDataSet, operationAtRoot, settleElement } from './edit-data-set.ts'
import { reservesBlock } from './private-creators.ts'
import { Work, type Here, type RunContext } from './work.ts'

const NOTHING = new Uint8Array(0)

/** Where an element on which something depends is larger than this there is no plan. */
const LARGEST_HELD = 1 << 16

/**
 * Makes a plan for files that are alike, from one of them, which can be written.
 * What follows from which value is not listed anywhere: it is seen, by what is read while the file is settled.
 * @returns undefined where the file is not laid out in the usual way, or too much in it hangs on its values
 */
export function makeAlikePlan(file: Part10File, source: ByteSource, paths: PathNode, run: RunContext): AlikePlan | undefined {
  const layout = Layout.of(file, source)
  if (layout === undefined) return undefined
  const seen = new ReadSource(source)
  const begun = beginInstance({ ...file, dataSet: seen }, seen, paths, run)
  if (!begun.ok) return undefined
  const { work, byTag } = begun.value
  const here: Here = { ...begun.value.here, source }
  const settled = editDataSet(file.elements, paths, here, work)
  if (work.refusal !== undefined) return undefined
  const done = finishInstance(begun.value, settled)
  if (!done.ok) return undefined
  const { dataSet, identity, problems } = done.value

  const indices = indicesByElement(layout)
  const global = readIndices(layout, seen)
  if (global === undefined) return undefined
  const inDataSet = textBefore(byTag, here, TAG.sopInstanceUid) !== ''
  const sopElement = inDataSet ? byTag.last(TAG.sopInstanceUid) : file.fileMeta.find(({ tag }) => tag === MEDIA_STORAGE_SOP_INSTANCE)
  const sopIndex = sopElement === undefined ? undefined : indices.get(sopElement)
  if (sopIndex === undefined) return undefined
  global.delete(sopIndex)

  const units: AlikeUnit[] = []
  for (const [number, element] of file.elements.entries()) {
    const first = indices.get(element)
    const next = file.elements[number + 1]
    const end = next === undefined ? layout.elements.length : indices.get(next)
    if (first === undefined || end === undefined) return undefined
    const isGlobal = [...global].some((index) => index >= first && index < end)
    const unit = unitOf(
      element,
      { first, last: end - 1, isGlobal, isInstance: first === sopIndex },
      { settled, final: dataSet, paths, here, work, layout, encoding: file.transferSyntax },
    )
    if (unit === undefined) return undefined
    units.push(unit)
  }
  const steps = stepsOf(file.elements, units, dataSet, file.transferSyntax)
  if (steps === undefined) return undefined
  const { sopOld: _sopOld, sopNew: _sopNew, ...entities } = identity
  const unit = inDataSet ? units.findIndex(({ first }) => first === sopIndex) : undefined
  const metaEnd = units[0]?.first ?? 0
  return new AlikePlan({
    layout,
    file,
    run,
    operations: work.operations,
    subject: work.subject,
    here,
    entities,
    problems,
    units,
    steps,
    instance: { index: sopIndex, unit },
    fixedMeta: [...global].filter((index) => index < metaEnd),
  })
}

/** A source that notes where it is read. */
class ReadSource implements ByteSource {
  readonly offsets = new Set<number>()
  readonly #source: ByteSource

  constructor(source: ByteSource) {
    this.#source = source
  }

  get size(): number {
    return this.#source.size
  }

  bytes(offset: number, length: number): Uint8Array {
    this.offsets.add(offset)
    return this.#source.bytes(offset, length)
  }
}

function indicesByElement(layout: Layout): ReadonlyMap<DataElement, number> {
  return new Map(layout.elements.map(({ element }, index) => [element, index]))
}

/** Which elements were read; undefined where something else was, or pixels, which no layout compares. */
function readIndices(layout: Layout, { offsets }: ReadSource): Set<number> | undefined {
  const byOffset = new Map(layout.elements.map(({ element }, index) => [element.valueOffset, index]))
  const read = new Set<number>()
  for (const offset of offsets) {
    const index = byOffset.get(offset)
    if (index === undefined || layout.isUnread(index)) return undefined
    read.add(index)
  }
  return read
}

interface Place {
  readonly first: number
  readonly last: number
  /** Whether something else in the instance follows from what is in it. */
  readonly isGlobal: boolean
  /** Whether it is the SOP Instance UID. */
  readonly isInstance: boolean
}

/** The instance around it. */
interface Whole {
  readonly settled: DataSetEdits | undefined
  /** {@link settled} with what follows from it. */
  readonly final: DataSetEdits
  readonly paths: PathNode
  readonly here: Here
  readonly work: Work
  readonly layout: Layout
  readonly encoding: Encoding
}

const NO_TRACES: Traces = { problems: [], uids: new Map(), shifted: false, contentCleaned: false }

function unitOf(
  element: DataElement,
  { first, last, isGlobal, isInstance }: Place,
  { settled, final, paths, here, work: whole, layout, encoding }: Whole,
): AlikeUnit | undefined {
  const node = paths.child(element)
  const operation = operationAtRoot(element, node, paths, whole)
  const edit = final.elements.get(element)
  const before = settled?.elements.get(element)
  const common = { element, first, last, operation, node, shape: shapeOf(edit, element) }
  // What is never kept, and Private Creators: these follow from the layout and from the shape of everything else.
  if (operation === undefined || reservesBlock(element)) {
    const isSettled = edit === before && (edit === undefined || edit.do === 'remove') && !isGlobal
    return isSettled
      ? { ...common, ...NO_TRACES, depends: 'free', byInstance: false, size: 0, stood: NOTHING, bytes: undefined }
      : undefined
  }
  const seen = new ReadSource(here.source)
  const work = new Work(whole.run, whole.operations, whole.subject, whole.sopInstance)
  const own = settleElement(operation, element, node, { ...here, source: seen }, work)
  // What it was made from is in another element, of which nobody looks whether it is the same.
  if (work.tookReferences) return undefined
  if (work.refusal !== undefined || shapeOf(own, element) !== shapeOf(before, element)) return undefined
  const { problems, uids, shifted, contentCleaned, tookInstance } = work
  const isFixed = isGlobal || edit !== before
  const isFree = !isFixed && dependsOnNothing(operation, element) && seen.offsets.size === 0 && problems.length === 0 && uids.size === 0
  const pixels = isFree ? 'none' : pixelsIn(layout, first, last)
  const byInstance = !isFree && (tookInstance || isInstance || pixels === 'plain')
  // What other things follow from is the same in all files, or there is no plan; and where fragments end nobody knows.
  if ((isFixed && byInstance) || pixels === 'fragments') return undefined
  const size = element.end - element.headerOffset
  if (!isFree && size > LARGEST_HELD) return undefined
  // A leaf of which no value was read, as when it is emptied, depends on what its header says alone.
  const isHeaderOnly = !isFixed && element.items === undefined && seen.offsets.size === 0
  const compared = isHeaderOnly ? element.valueOffset - element.headerOffset : size
  const bytes = edit === undefined || edit.do === 'remove' ? undefined : bytesOf(element, edit, here, encoding)
  if (edit !== undefined && edit.do !== 'remove' && bytes === undefined) return undefined
  return {
    ...common,
    problems,
    uids,
    shifted,
    contentCleaned,
    depends: isFixed ? 'fixed' : isFree ? 'free' : 'own',
    byInstance,
    size,
    stood: isFree || byInstance ? NOTHING : here.source.bytes(element.headerOffset, compared).slice(),
    bytes,
  }
}

/**
 * Whether the same becomes of an element whatever it holds: what is removed, and what is kept but for ages, which may be
 * capped, and stand under UN in private elements without a VR.
 */
function dependsOnNothing({ do: how }: Operation, { items, vr, tag }: DataElement): boolean {
  return how === 'remove' || (how === 'keep' && items === undefined && vr !== 'AS' && !(vr === 'UN' && isPrivate(tag)))
}

/** Whether there are values that a layout does not compare. */
function pixelsIn(layout: Layout, first: number, last: number): 'none' | 'plain' | 'fragments' {
  let found: 'none' | 'plain' = 'none'
  for (let index = first; index <= last; index += 1) {
    const element = layout.elements[index]?.element
    if (element?.fragments !== undefined) return 'fragments'
    if (element?.items === undefined && layout.isUnread(index)) found = 'plain'
  }
  return found
}

/** An element as it is written. */
function bytesOf(element: DataElement, edit: ElementEdit, { source }: Here, encoding: Encoding): Uint8Array | undefined {
  const written = rewriteElement(source, element, edit, encoding)
  return written.ok && written.value.length <= LARGEST_HELD ? gather(written.value, source) : undefined
}

/** The copy in order; undefined where an element cannot be added. */
function stepsOf(
  elements: readonly DataElement[],
  units: readonly AlikeUnit[],
  { add }: DataSetEdits,
  encoding: Encoding,
): readonly PlanStep[] | undefined {
  const steps: PlanStep[] = []
  const added = [...add].sort((a, b) => a.tag - b.tag)
  const addBefore = (tag: Tag): boolean => {
    for (let next = added[0]; next !== undefined && next.tag < tag; next = added[0]) {
      const bytes = encodeElement(next, encoding)
      if (!bytes.ok) return false
      steps.push({ do: 'add', bytes: bytes.value.slice() })
      added.shift()
    }
    return true
  }
  for (const [index, { shape }] of units.entries()) {
    if (!addBefore(elements[index]?.tag ?? Infinity)) return undefined
    if (shape === 'x') continue
    const last = steps.at(-1)
    if (shape !== '=') steps.push({ do: 'unit', unit: index })
    else if (last?.do === 'copy' && last.to === index) steps[steps.length - 1] = { ...last, to: index + 1 }
    else steps.push({ do: 'copy', from: index, to: index + 1 })
  }
  return addBefore(Infinity) ? steps : undefined
}
