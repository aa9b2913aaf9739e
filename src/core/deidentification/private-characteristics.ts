import type { DataSetEdits, ElementEdit } from '../dicom/edits.ts'
import type { DataElement, Item } from '../dicom/element.ts'
import { elementOf, groupOf, isInPrivateBlock, type Tag } from '../dicom/tag.ts'
import { valueBytes } from '../dicom/value-bytes.ts'
import type { ElementsByTag } from './elements-by-tag.ts'
import { encodingOf, rawText, textOf, type Here } from './work.ts'

/** (0008,0300), what an instance says of its private blocks (PS3.3 C.12.1), and what is in its items. */
const CHARACTERISTICS: Tag = 0x00080300
const GROUP: Tag = 0x00080301
const CREATOR: Tag = 0x00080302
const STATUS: Tag = 0x00080303
const NONIDENTIFYING: Tag = 0x00080304
const ACTIONS: Tag = 0x00080305
const IDENTIFYING: Tag = 0x00080306
const DEFINED_ELEMENT: Tag = 0x00080308
const DEFINITIONS: Tag = 0x00080310

/** Low bytes of the elements of each block that are left in the instance, at any depth. */
type Left = ReadonlyMap<string, ReadonlySet<number>>

/**
 * Makes (0008,0300) speak of what is left: an item goes with its block, a list loses the elements that went, and a MIXED
 * block of which only elements that do not identify are left is SAFE (PS3.15 E.3.10). Nothing is claimed that did not
 * stand there.
 */
export function withCharacteristics(
  elements: readonly DataElement[],
  byTag: ElementsByTag,
  settled: DataSetEdits | undefined,
  here: Here,
): DataSetEdits | undefined {
  const sequence = byTag.first(CHARACTERISTICS)
  const before = sequence === undefined ? undefined : settled?.elements.get(sequence)
  if (sequence?.items === undefined || (before !== undefined && before.do !== 'items')) return settled
  const left = new Map<string, Set<number>>()
  collectLeft(elements, settled, left)
  const inside = { ...encodingOf(sequence, here) }
  const items = sequence.items.map((item, index) => {
    const own = before?.items[index]
    return own === 'remove' ? own : itemAfter(item, own, left, inside)
  })
  if (items.every((item) => item === undefined)) return settled
  const edit: ElementEdit = items.every((item) => item === 'remove') ? { do: 'remove' } : { do: 'items', items }
  return { elements: new Map([...(settled?.elements ?? []), [sequence, edit]]), add: settled?.add ?? [] }
}

function blockName(group: number, creator: string): string {
  return `${group} ${creator.trim().toUpperCase()}`
}

function collectLeft(elements: readonly DataElement[], edits: DataSetEdits | undefined, left: Map<string, Set<number>>): void {
  for (const element of elements) {
    const edit = edits?.elements.get(element)
    if (edit?.do === 'remove') continue
    if (element.creator !== undefined && isInPrivateBlock(element.tag)) {
      const name = blockName(groupOf(element.tag), element.creator)
      const block = left.get(name) ?? new Set<number>()
      left.set(name, block)
      block.add(elementOf(element.tag) & 0xff)
    }
    if (element.items === undefined || edit?.do === 'set' || edit?.do === 'replace-items') continue
    for (const [index, item] of element.items.entries()) {
      const own = edit?.do === 'items' ? edit.items[index] : undefined
      if (own !== 'remove') collectLeft(item.elements, own, left)
    }
  }
}

type ItemEdit = DataSetEdits | 'remove' | undefined

/** What becomes of what is said of one block; where it cannot be told which block is meant, it stays as it was settled. */
function itemAfter(item: Item, own: DataSetEdits | undefined, left: Left, here: Here): ItemEdit {
  const at = (tag: Tag): DataElement | undefined => item.elements.find((element) => element.tag === tag)
  const [group, creator] = [at(GROUP), at(CREATOR)]
  if (group === undefined || creator === undefined) return own
  const [number] = numbersOf(group, here)
  if (number === undefined) return own
  const there = left.get(blockName(number, textOf(here, creator)))
  if (there === undefined) return 'remove'
  const edits = new Map(own?.elements)
  const put = (element: DataElement | undefined, edit: ElementEdit | undefined): void => {
    if (element !== undefined && edit !== undefined && edits.get(element)?.do !== 'remove') edits.set(element, edit)
  }
  const harmless = at(NONIDENTIFYING)
  const isHarmless = new Set(harmless === undefined ? [] : numbersOf(harmless, here).map((one) => one & 0xff))
  const isSafe = isHarmless.size > 0 && [...there].every((element) => isHarmless.has(element))
  const status = at(STATUS)
  if (isSafe && status !== undefined && rawText(here, status) === 'MIXED') {
    put(status, { do: 'set', value: new Uint8Array([...'SAFE'].map((letter) => letter.charCodeAt(0))) })
    put(harmless, { do: 'remove' })
  } else put(harmless, listAfter(harmless, there, here))
  put(at(ACTIONS), itemsAfter(at(ACTIONS), IDENTIFYING, edits, there, here))
  put(at(DEFINITIONS), itemsAfter(at(DEFINITIONS), DEFINED_ELEMENT, edits, there, here))
  return edits.size === 0 && (own?.add.length ?? 0) === 0 ? undefined : { elements: edits, add: own?.add ?? [] }
}

/** The items of a Sequence that still speak of something, each with its list of elements cut down to what is left. */
function itemsAfter(
  sequence: DataElement | undefined,
  list: Tag,
  edits: ReadonlyMap<DataElement, ElementEdit>,
  there: ReadonlySet<number>,
  around: Here,
): ElementEdit | undefined {
  const before = sequence === undefined ? undefined : edits.get(sequence)
  if (sequence?.items === undefined || (before !== undefined && before.do !== 'items')) return undefined
  const here = encodingOf(sequence, around)
  const items = sequence.items.map((item, index): ItemEdit => {
    const own = before?.items[index]
    const named = item.elements.find(({ tag }) => tag === list)
    if (own === 'remove' || named === undefined) return own
    const edit = listAfter(named, there, here)
    if (edit === undefined) return own
    return edit.do === 'remove' ? 'remove' : { elements: new Map([...(own?.elements ?? []), [named, edit]]), add: own?.add ?? [] }
  })
  if (items.every((item) => item === undefined)) return undefined
  return items.every((item) => item === 'remove') ? { do: 'remove' } : { do: 'items', items }
}

/** A list of elements by their low bytes without those that went; undefined where all of them are left. */
function listAfter(element: DataElement | undefined, there: ReadonlySet<number>, here: Here): ElementEdit | undefined {
  if (element === undefined) return undefined
  const all = numbersOf(element, here)
  const left = all.filter((one) => there.has(one & 0xff))
  if (left.length === all.length) return undefined
  if (left.length === 0) return { do: 'remove' }
  const value = new Uint8Array(left.length * 2)
  const view = new DataView(value.buffer)
  for (const [index, one] of left.entries()) view.setUint16(index * 2, one, true)
  return { do: 'set', value }
}

function numbersOf(element: DataElement, { source, littleEndian }: Here): readonly number[] {
  if (element.items !== undefined) return []
  const bytes = valueBytes(source, element)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => view.getUint16(index * 2, littleEndian))
}
