import type { HeaderFate } from '../../contract/header-answers.ts'
import { formatStep } from '../../core/dicom/attribute-path.ts'
import type { ByteSource } from '../../core/dicom/byte-source.ts'
import { characterSetsOf, DEFAULT_CHARACTER_SETS, type CharacterSets } from '../../core/dicom/character-set.ts'
import type { DataElement, Item } from '../../core/dicom/element.ts'
import { PathNode } from '../../core/dicom/path-node.ts'
import { valueBytes, valueLength } from '../../core/dicom/value-bytes.ts'
import { holdsPixels } from '../../core/inventory/describe-value.ts'
import { pairElements, pairItems } from '../../core/review/pair-elements.ts'
import type { OpenInstance } from './read-instance.ts'
import { valueInFull, type Standing } from './value-in-full.ts'

/** What of a value stands in the list. */
export interface Shown {
  readonly text: string
  readonly isCut: boolean
  readonly length: number
}

/** An element or an Item of an instance, before and after. */
export interface HeaderEntry {
  readonly kind: 'element' | 'item'
  readonly path: string
  readonly node: PathNode
  readonly depth: number
  readonly vr: string
  readonly items: number | undefined
  readonly before: Shown | undefined
  readonly after: Shown | undefined
  /** Undefined where there is no copy. */
  readonly fate: HeaderFate | undefined
}

/** Longer values are cut in the list, and shown whole beside it. */
const MOST_SHOWN = 300
/** Values are compared whole up to here; longer ones by their length and this much of both. */
const MOST_COMPARED = 1 << 22

interface Side {
  readonly elements: readonly DataElement[]
  readonly source: ByteSource
  readonly littleEndian: boolean
  readonly characterSets: CharacterSets
}

/** Every element of an instance at every depth, in its order; with a copy what became of each, and what was added. */
export function headerEntries(before: OpenInstance, after: OpenInstance | undefined): readonly HeaderEntry[] {
  const entries: HeaderEntry[] = []
  const root = PathNode.root()
  walk(entries, metaOf(before), after === undefined ? undefined : metaOf(after), root, '', 0)
  walk(entries, dataSetOf(before), after === undefined ? undefined : dataSetOf(after), root, '', 0)
  return entries
}

/** Where the element of a path stands, for reading its value in full. */
export function findStanding(instance: OpenInstance, path: string): Standing | undefined {
  for (const side of [metaOf(instance), dataSetOf(instance)]) {
    const found = find(side, PathNode.root(), '', path)
    if (found !== undefined) return found
  }
  return undefined
}

function metaOf({ source, file }: OpenInstance): Side {
  return { elements: file.fileMeta, source, littleEndian: true, characterSets: DEFAULT_CHARACTER_SETS }
}

function dataSetOf({ file }: OpenInstance): Side {
  const { elements, dataSet, transferSyntax } = file
  return { elements, source: dataSet, littleEndian: transferSyntax.littleEndian, characterSets: characterSetsOf(elements, dataSet) }
}

function itemSide(side: Side, sequence: DataElement, item: Item): Side {
  return {
    elements: item.elements,
    source: side.source,
    littleEndian: sequence.encoding?.littleEndian ?? side.littleEndian,
    characterSets: characterSetsOf(item.elements, side.source, side.characterSets),
  }
}

function find(side: Side, parent: PathNode, above: string, path: string): Standing | undefined {
  for (const element of side.elements) {
    const own = above + stepText(parent.child(element))
    if (own === path) return { element, ...side }
    if (!path.startsWith(`${own}[`)) continue
    for (const [index, item] of (element.items ?? []).entries()) {
      const found = find(itemSide(side, element, item), parent.child(element), `${own}[${index}]`, path)
      if (found !== undefined) return found
    }
  }
  return undefined
}

const stepText = (node: PathNode): string => (node.step === undefined ? '' : formatStep(node.step))

function walk(entries: HeaderEntry[], before: Side, after: Side | undefined, parent: PathNode, above: string, depth: number): void {
  const pairs =
    after === undefined
      ? before.elements.map((element) => ({ path: parent.child(element), before: element, after: undefined }))
      : [...pairElements(before.elements, after.elements, parent)].sort((a, b) => tagOf(a) - tagOf(b))
  for (const pair of pairs) {
    const one = pair.before === undefined ? undefined : { element: pair.before, ...before }
    const other = pair.after === undefined || after === undefined ? undefined : { element: pair.after, ...after }
    const path = above + stepText(pair.path)
    const at = entries.length
    const fate = after === undefined ? undefined : fateOf(one, other)
    const element = pair.before ?? pair.after
    const items = element?.items === undefined ? undefined : Math.max(pair.before?.items?.length ?? 0, pair.after?.items?.length ?? 0)
    entries.push({
      kind: 'element',
      path,
      node: pair.path,
      depth,
      vr: element?.vr ?? '',
      items,
      before: one === undefined ? undefined : shown(one),
      after: other === undefined ? undefined : shown(other),
      fate,
    })
    if (items === undefined) continue
    walkItems(entries, { before, after }, pair, path, depth)
    // A Sequence is what became of what is in it.
    const own = entries[at]
    if (own?.fate === 'kept' && entries.slice(at + 1).some((each) => each.fate !== 'kept')) entries[at] = { ...own, fate: 'changed' }
  }
}

const tagOf = (pair: { readonly before: DataElement | undefined; readonly after: DataElement | undefined }): number =>
  (pair.before ?? pair.after)?.tag ?? 0

interface PairOfSequences {
  readonly path: PathNode
  readonly before: DataElement | undefined
  readonly after: DataElement | undefined
}

function walkItems(
  entries: HeaderEntry[],
  sides: { readonly before: Side; readonly after: Side | undefined },
  pair: PairOfSequences,
  path: string,
  depth: number,
): void {
  const hasCopy = sides.after !== undefined
  const items = hasCopy
    ? pairItems(pair.before?.items ?? [], pair.after?.items ?? [], sameTags)
    : (pair.before?.items ?? []).map((item) => [item, undefined] as const)
  for (const [index, [one, other]] of items.entries()) {
    const itemPath = `${path}[${index}]`
    const fate = !hasCopy ? undefined : one === undefined ? 'added' : other === undefined ? 'removed' : 'kept'
    const at = entries.length
    entries.push({
      kind: 'item',
      path: itemPath,
      node: pair.path,
      depth: depth + 1,
      vr: '',
      items: undefined,
      before: undefined,
      after: undefined,
      fate,
    })
    const before = one === undefined || pair.before === undefined ? nothingOf(sides.before) : itemSide(sides.before, pair.before, one)
    const after =
      sides.after === undefined
        ? undefined
        : other === undefined || pair.after === undefined
          ? nothingOf(sides.after)
          : itemSide(sides.after, pair.after, other)
    walk(entries, before, after, pair.path, itemPath, depth + 2)
    const own = entries[at]
    if (own?.fate === 'kept' && entries.slice(at + 1).some((each) => each.fate !== 'kept')) entries[at] = { ...own, fate: 'changed' }
  }
}

const nothingOf = (side: Side): Side => ({ ...side, elements: [] })

/** How many elements two Items share. */
function sameTags(a: Item, b: Item): number {
  const tags = new Set(a.elements.map(({ tag }) => tag))
  return b.elements.filter(({ tag }) => tags.has(tag)).length
}

function fateOf(before: Standing | undefined, after: Standing | undefined): HeaderFate {
  if (before === undefined) return 'added'
  if (after === undefined) return 'removed'
  if (before.element.items !== undefined || after.element.items !== undefined)
    return (before.element.items?.length ?? 0) > 0 && (after.element.items?.length ?? 0) === 0 ? 'emptied' : 'kept'
  const lengths = [valueLength(before.element), valueLength(after.element)] as const
  if (lengths[1] === 0 && lengths[0] > 0) return 'emptied'
  return isSameValue(before, after) ? 'kept' : 'changed'
}

function isSameValue(before: Standing, after: Standing): boolean {
  const length = valueLength(before.element)
  if (length !== valueLength(after.element)) return false
  if (holdsPixels(before.element) || length > MOST_COMPARED) {
    const most = Math.min(length, MOST_COMPARED)
    return isSame(copied(before, most), after.source.bytes(after.element.valueOffset, most))
  }
  return isSame(new Uint8Array(valueBytes(before.source, before.element)), valueBytes(after.source, after.element))
}

/** The bytes of a source are only valid until the next are asked for. */
const copied = ({ element, source }: Standing, length: number): Uint8Array => new Uint8Array(source.bytes(element.valueOffset, length))

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

function shown(standing: Standing): Shown {
  const { element } = standing
  const length = valueLength(element)
  if (element.items !== undefined) return { text: '', isCut: false, length }
  if (holdsPixels(element)) return { text: '', isCut: length > 0, length }
  const { text, form, isCut } = valueInFull(standing)
  if (form === 'bytes') return { text: '', isCut: true, length }
  return text.length > MOST_SHOWN ? { text: text.slice(0, MOST_SHOWN).toWellFormed(), isCut: true, length } : { text, isCut, length }
}
