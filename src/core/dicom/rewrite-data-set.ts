import { fail, ok, type Result } from '../result.ts'
import type { ByteSource } from './byte-source.ts'
import type { DataSetEdits, ElementEdit, NewElement } from './edits.ts'
import { UNDEFINED_LENGTH, type DataElement, type Encoding, type Item } from './element.ts'
import { encodeElement, encodeItems, encodeValue, LONGEST, LONGEST_SHORT } from './encode-element.ts'
import { GroupLengths } from './group-lengths.ts'
import { Output } from './output.ts'
import type { Tag } from './tag.ts'
import { writeFailure, type WriteFailure } from './write-failure.ts'

/** Bytes of the delimiter that ends an undefined length (PS3.5 7.5). */
const DELIMITER = 8

const NO_TAGS: ReadonlySet<Tag> = new Set()

type Problem = WriteFailure['kind']
type Frame = DataSetFrame | SequenceFrame

interface DataSetFrame {
  readonly of: 'elements'
  readonly elements: readonly DataElement[]
  readonly edits: DataSetEdits
  readonly add: readonly NewElement[]
  readonly addTags: ReadonlySet<Tag>
  readonly encoding: Encoding
  readonly groups: GroupLengths
  readonly out: Output
  /** See {@link contentEnd}. */
  readonly end: number
  next: number
  nextAdd: number
  editsMet: number
}

interface SequenceFrame {
  readonly of: 'items'
  readonly element: DataElement
  readonly items: readonly Item[]
  readonly edits: readonly (DataSetEdits | 'remove' | undefined)[]
  readonly encoding: Encoding
  readonly out: Output
  next: number
}

/**
 * The data set with its edits: what is not named is copied as it stands, lengths that depend on what changed are
 * computed anew, and undefined lengths stay undefined. Walks with a stack of its own, as deep as the reader does.
 * An edit that cannot be applied, or is for an element that is not there, fails the whole: nothing is skipped silently.
 */
export function rewriteDataSet(
  source: ByteSource,
  elements: readonly DataElement[],
  edits: DataSetEdits,
  encoding: Encoding,
): Result<Output, WriteFailure> {
  const root = dataSetFrame(elements, edits, encoding, 0)
  const stack: Frame[] = [root]
  for (;;) {
    const frame = stack[stack.length - 1] as Frame
    const done = frame.of === 'elements' ? nextElement(source, frame, stack) : nextItem(frame, stack)
    if (typeof done === 'string') return fail(writeFailure(done))
    if (!done) continue
    stack.pop()
    const parent = stack[stack.length - 1]
    if (parent === undefined) return ok(root.out)
    if (frame.of === 'elements') closeItem(source, frame, parent as SequenceFrame)
    else if (!closeSequence(source, frame, parent as DataSetFrame)) return fail(writeFailure('too-long'))
  }
}

/** One element as {@link rewriteDataSet} writes it where it is the only one, for less where it is a new value alone. */
export function rewriteElement(
  source: ByteSource,
  element: DataElement,
  edit: ElementEdit,
  encoding: Encoding,
): Result<Output, WriteFailure> {
  if (edit.do !== 'set') return rewriteDataSet(source, [element], { elements: new Map([[element, edit]]), add: [] }, encoding)
  const out = new Output()
  const wrong = replace(source, { out, encoding }, element, edit)
  return wrong === undefined ? ok(out) : fail(writeFailure(wrong))
}

function dataSetFrame(elements: readonly DataElement[], edits: DataSetEdits, encoding: Encoding, end: number): DataSetFrame {
  const add = [...edits.add].sort((a, b) => a.tag - b.tag)
  const groups = new GroupLengths(elements, edits, encoding.littleEndian)
  const addTags = add.length === 0 ? NO_TAGS : new Set(add.map(({ tag }) => tag))
  return { of: 'elements', elements, edits, add, addTags, encoding, groups, out: new Output(), end, next: 0, nextAdd: 0, editsMet: 0 }
}

/** @returns whether the data set is complete, or what is wrong */
function nextElement(source: ByteSource, frame: DataSetFrame, stack: Frame[]): boolean | Problem {
  const { elements, edits, out, groups } = frame
  const element = elements[frame.next]
  const problem = addBefore(frame, element?.tag ?? Infinity)
  if (problem !== undefined) return problem
  if (element === undefined) {
    if (frame.editsMet !== edits.elements.size) return 'bad-edit'
    groups.settle()
    copyRest(out, elements, frame.end)
    return true
  }
  frame.next += 1
  const edit = edits.elements.get(element)
  if (edit === undefined) {
    if (frame.addTags.has(element.tag)) return 'duplicate'
    if (groups.takes(element, out)) return false
    out.copy(element.headerOffset, element.end - element.headerOffset)
    groups.count(element.tag, element.end - element.headerOffset)
    return false
  }
  frame.editsMet += 1
  if (edit.do === 'remove') return false
  if (frame.addTags.has(element.tag)) return 'duplicate'
  if (edit.do === 'items') {
    const { items } = element
    if (items === undefined || items.length !== edit.items.length) return 'bad-edit'
    const encoding = element.encoding ?? frame.encoding
    stack.push({ of: 'items', element, items, edits: edit.items, encoding, out: new Output(), next: 0 })
    return false
  }
  const before = out.length
  const wrong = replace(source, frame, element, edit)
  groups.count(element.tag, out.length - before)
  return wrong ?? false
}

/** A delimiter that stands at the end of a defined length although none is due there. */
function copyRest(out: Output, content: readonly { readonly end: number }[], end: number): void {
  const last = content[content.length - 1]
  if (last !== undefined && last.end < end) out.copy(last.end, end - last.end)
}

/** New elements go before the first element with a greater tag. */
function addBefore(frame: DataSetFrame, tag: Tag): Problem | undefined {
  for (;;) {
    const added = frame.add[frame.nextAdd]
    if (added === undefined || added.tag >= tag) return undefined
    if (added.tag === frame.add[frame.nextAdd + 1]?.tag) return 'duplicate'
    const bytes = encodeElement(added, frame.encoding)
    if (!bytes.ok) return bytes.failure.kind
    frame.out.write(bytes.value)
    frame.groups.count(added.tag, bytes.value.length)
    frame.nextAdd += 1
  }
}

/** A new value, or new items, under the old header. */
function replace(
  source: ByteSource,
  { out, encoding }: Pick<DataSetFrame, 'out' | 'encoding'>,
  element: DataElement,
  edit: Extract<ElementEdit, { do: 'set' | 'replace-items' }>,
): Problem | undefined {
  if (edit.do === 'set') {
    if (element.vr === 'SQ' && edit.value.length > 0) return 'bad-edit'
    // What stands under UN is in the order in which its writer left it, and is never turned.
    const value = encodeValue(edit.value, element.vr, encoding.littleEndian || element.writtenVr === 'UN')
    if (!writeHeader(source, element, value.length, encoding, out)) return 'too-long'
    out.write(value)
    return undefined
  }
  if (element.items === undefined) return 'bad-edit'
  const content = encodeItems(edit.items, element.encoding ?? encoding)
  if (!content.ok) return content.failure.kind
  if (element.length === UNDEFINED_LENGTH) {
    out.copy(element.headerOffset, element.valueOffset - element.headerOffset)
    out.write(content.value)
    out.copy(element.end - DELIMITER, DELIMITER)
    return undefined
  }
  if (!writeHeader(source, element, content.value.length, encoding, out)) return 'too-long'
  out.write(content.value)
  return undefined
}

/** @returns whether all items are written */
function nextItem(frame: SequenceFrame, stack: Frame[]): boolean {
  const item = frame.items[frame.next]
  if (item === undefined) {
    copyRest(frame.out, frame.items, contentEnd(frame.element))
    return true
  }
  const edit = frame.edits[frame.next]
  frame.next += 1
  if (edit === undefined) frame.out.copy(item.headerOffset, item.end - item.headerOffset)
  else if (edit !== 'remove') stack.push(dataSetFrame(item.elements, edit, frame.encoding, contentEnd(item)))
  return false
}

/** First byte after the content, where its length is defined; 0 where a delimiter ends it. */
function contentEnd({ valueOffset, length }: DataElement | Item): number {
  return length === UNDEFINED_LENGTH ? 0 : valueOffset + length
}

function closeItem(source: ByteSource, { out: content }: DataSetFrame, parent: SequenceFrame): void {
  const item = parent.items[parent.next - 1] as Item
  if (item.length === UNDEFINED_LENGTH || item.length === content.length) parent.out.copy(item.headerOffset, DELIMITER)
  else parent.out.write(patched(source, item.headerOffset, DELIMITER, 4, content.length, parent.encoding.littleEndian))
  parent.out.append(content)
  if (item.length === UNDEFINED_LENGTH) parent.out.copy(item.end - DELIMITER, DELIMITER)
}

function closeSequence(source: ByteSource, { element, out: content }: SequenceFrame, parent: DataSetFrame): boolean {
  const { out, groups, encoding } = parent
  const before = out.length
  const { headerOffset, valueOffset, length, end } = element
  if (length === UNDEFINED_LENGTH || length === content.length) out.copy(headerOffset, valueOffset - headerOffset)
  else if (!writeHeader(source, element, content.length, encoding, out)) return false
  out.append(content)
  if (length === UNDEFINED_LENGTH) out.copy(end - DELIMITER, DELIMITER)
  groups.count(element.tag, out.length - before)
  return true
}

/**
 * The header as it stands, with another length (PS3.5 7.1.2).
 * @returns false where its field cannot say the length
 */
function writeHeader(source: ByteSource, element: DataElement, length: number, { littleEndian }: Encoding, out: Output): boolean {
  const { headerOffset, valueOffset, writtenVr } = element
  const size = valueOffset - headerOffset
  const short = size === 8 && writtenVr !== undefined
  if (length > (short ? LONGEST_SHORT : LONGEST)) return false
  if (short) out.write(patched(source, headerOffset, size, 6, length, littleEndian))
  else out.write(patched(source, headerOffset, size, size - 4, length, littleEndian))
  return true
}

function patched(source: ByteSource, offset: number, size: number, at: 4 | 6 | number, length: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(size)
  bytes.set(source.bytes(offset, size))
  const last = at === 6 ? 1 : 3
  for (let byte = 0; byte <= last; byte += 1) bytes[at + (littleEndian ? byte : last - byte)] = (length >>> (8 * byte)) & 0xff
  return bytes
}
