import { formatPath, type PathStep, type PathText } from '../../core/dicom/attribute-path.ts'
import { blockOf, elementOf, groupOf, isInPrivateBlock, isPrivate, isPrivateCreator, type Tag } from '../../core/dicom/tag.ts'
import { LONG_FORM, NUMBER_SIZE, paddingOf, WORD_SIZE, type VR } from '../../core/dicom/vr.ts'
import { encodeText, type CharacterSet } from './encode-text.ts'
import type { PlannedElement, PlannedValue } from './resolve-plan.ts'

/** How a data set is to be laid out. */
export interface Layout {
  readonly explicitVr: boolean
  readonly littleEndian: boolean
  /** Sequences and Items end with a delimiter rather than by their length (PS3.5 7.5). */
  readonly undefinedLengths: boolean
  /** Each group begins with its retired Group Length (PS3.5 7.2). */
  readonly groupLengths: boolean
  readonly characterSet: CharacterSet
}

/** Told of every value that is written, with its path; the value as in little endian. */
export type Witness = (path: PathText, value: Uint8Array) => void

export const IMPLICIT: Layout = { explicitVr: false, littleEndian: true, undefinedLengths: false, groupLengths: false, characterSet: '' }

/** A data set, or an item, as bytes (PS3.5 7). */
export function encodeDataSet(elements: readonly PlannedElement[], layout: Layout, witness: Witness = () => undefined): Uint8Array {
  const parts: { readonly tag: Tag; readonly bytes: Uint8Array }[] = []
  eachElement(elements, [], layout, witness, (tag, bytes) => parts.push({ tag, bytes }))
  if (!layout.groupLengths) return Buffer.concat(parts.map((part) => part.bytes))
  const out: Uint8Array[] = []
  for (const [index, part] of parts.entries()) {
    const group = groupOf(part.tag)
    if (index === 0 || groupOf(parts[index - 1]?.tag ?? 0) !== group) {
      const size = parts.reduce((sum, other) => (groupOf(other.tag) === group ? sum + other.bytes.length : sum), 0)
      out.push(element((group << 16) >>> 0, 'UL', numbers('UL', [size]), layout))
    }
    out.push(part.bytes)
  }
  return Buffer.concat(out)
}

function eachElement(
  elements: readonly PlannedElement[],
  above: readonly PathStep[],
  layout: Layout,
  witness: Witness,
  take: (tag: Tag, bytes: Uint8Array) => void,
): void {
  const creators = new Map<number, string>()
  for (const { tag, vr: meant, unknown, value } of elements) {
    const vr = unknown ? 'UN' : meant
    if (isPrivateCreator(tag) && value.kind === 'text') creators.set((groupOf(tag) << 8) | elementOf(tag), value.text.trim())
    const step = stepOf(tag, creators)
    if (value.kind === 'items') {
      // UN that holds a Sequence is implicit VR little endian inside (PS3.5 6.2.2)
      const inside = vr === 'UN' ? { ...layout, explicitVr: false, littleEndian: true } : layout
      const steps = [...above, { ...step, item: '*' as const }]
      const items = value.items.map((item) => encodeItem(item, steps, inside, witness))
      take(tag, sequence(tag, vr, items, layout, inside))
    } else if (value.kind === 'fragments') take(tag, encapsulated(tag, value.fragments, layout))
    else {
      const bytes = padded(meant, encodeValue(meant, value, layout.characterSet))
      witness(formatPath({ kind: 'element', steps: [...above, step] }), bytes)
      take(tag, element(tag, vr, bytes, layout))
    }
  }
}

function stepOf(tag: Tag, creators: ReadonlyMap<number, string>): PathStep {
  if (!isPrivate(tag)) return { kind: 'public', tag }
  const group = groupOf(tag)
  if (isPrivateCreator(tag)) {
    const creator = creators.get((group << 8) | elementOf(tag)) ?? ''
    return creator === '' ? { kind: 'public', tag } : { kind: 'creator', group, creator }
  }
  const creator = isInPrivateBlock(tag) ? creators.get((group << 8) | blockOf(tag)) : undefined
  return creator === undefined || creator === ''
    ? { kind: 'public', tag }
    : { kind: 'private', group, creator, element: elementOf(tag) & 0xff }
}

/** The value in little endian, not yet padded. */
export function encodeValue(vr: VR, value: PlannedValue, characterSet: CharacterSet): Uint8Array {
  if (value.kind === 'text') return encodeText(value.text, vr, characterSet)
  if (value.kind === 'numbers') return numbers(vr, value.numbers)
  if (value.kind === 'bytes') return value.bytes
  throw new Error('items and fragments have no bytes of their own')
}

function numbers(vr: VR, values: readonly number[]): Uint8Array {
  const size = NUMBER_SIZE[vr]
  if (size === undefined) throw new Error(`${vr} holds no numbers`)
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of values.entries()) {
    const at = index * size
    if (vr === 'FD') view.setFloat64(at, value, true)
    else if (vr === 'FL') view.setFloat32(at, value, true)
    else if (vr === 'AT') {
      view.setUint16(at, value >>> 16, true)
      view.setUint16(at + 2, value & 0xffff, true)
    } else if (size === 8) view.setBigInt64(at, BigInt(value), true)
    else if (size === 4) view.setUint32(at, value >>> 0, true)
    else view.setUint16(at, value & 0xffff, true)
  }
  return bytes
}

function padded(vr: VR, bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Uint8Array.of(paddingOf(vr))])
}

const UNDEFINED = 0xffffffff
const ITEM = 0xfffee000
const ITEM_END = 0xfffee00d
const SEQUENCE_END = 0xfffee0dd

function encodeItem(item: readonly PlannedElement[], above: readonly PathStep[], layout: Layout, witness: Witness): Uint8Array {
  const parts: Uint8Array[] = []
  eachElement(item, above, layout, witness, (_tag, bytes) => parts.push(bytes))
  const content = Buffer.concat(parts)
  return layout.undefinedLengths
    ? Buffer.concat([marker(ITEM, UNDEFINED, layout), content, marker(ITEM_END, 0, layout)])
    : Buffer.concat([marker(ITEM, content.length, layout), content])
}

function sequence(tag: Tag, vr: VR, items: readonly Uint8Array[], layout: Layout, inside: Layout): Uint8Array {
  const content = Buffer.concat(items)
  return layout.undefinedLengths
    ? Buffer.concat([header(tag, vr, UNDEFINED, layout), content, marker(SEQUENCE_END, 0, inside)])
    : Buffer.concat([header(tag, vr, content.length, layout), content])
}

/** Encapsulated Pixel Data is OB of undefined length, one fragment a frame here (PS3.5 A.4). */
function encapsulated(tag: Tag, fragments: readonly Uint8Array[], layout: Layout): Uint8Array {
  const even = fragments.map((fragment) => padded('OB', fragment))
  let offset = 0
  const offsets = even.map((fragment) => {
    const at = offset
    offset += fragment.length + 8
    return at
  })
  const table = numbers('UL', offsets)
  const items = [table, ...even].flatMap((bytes) => [marker(ITEM, bytes.length, layout), bytes])
  return Buffer.concat([header(tag, 'OB', UNDEFINED, layout), ...items, marker(SEQUENCE_END, 0, layout)])
}

function element(tag: Tag, vr: VR, value: Uint8Array, layout: Layout): Uint8Array {
  return Buffer.concat([header(tag, vr, value.length, layout), layout.littleEndian ? value : swapped(vr, value)])
}

/** Binary numbers and words are turned in big endian, text and bytes are not (PS3.5 7.3). */
function swapped(vr: VR, value: Uint8Array): Uint8Array {
  const size = WORD_SIZE[vr] ?? 1
  const out = Uint8Array.from(value)
  for (let at = 0; at + size <= out.length; at += size) out.subarray(at, at + size).reverse()
  return out
}

function header(tag: Tag, vr: VR, length: number, layout: Layout): Uint8Array {
  const long = layout.explicitVr && LONG_FORM.has(vr)
  const bytes = new Uint8Array(long ? 12 : 8)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, groupOf(tag), layout.littleEndian)
  view.setUint16(2, elementOf(tag), layout.littleEndian)
  if (layout.explicitVr) bytes.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4)
  if (layout.explicitVr && !long && length > 0xffff) throw new Error(`${vr} holds at most 65535 bytes`)
  if (layout.explicitVr && !long) view.setUint16(6, length, layout.littleEndian)
  else view.setUint32(long ? 8 : 4, length, layout.littleEndian)
  return bytes
}

/** Items and delimiters have no VR in any encoding (PS3.5 7.5). */
function marker(tag: Tag, length: number, layout: Layout): Uint8Array {
  return header(tag, 'UN', length, { ...layout, explicitVr: false })
}
