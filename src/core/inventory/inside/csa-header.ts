import { zeroTerminated } from './decode-text.ts'
import type { Entries } from './entries.ts'
import { LeftOver } from './left-over.ts'
import { holdsProtocol, readProtocol } from './phoenix-protocol.ts'

/** `name[64] vm[4] vr[4] syngo-type[4] items[4] check[4]`, in little endian whatever the data set is in. */
const TAG_LENGTH = 84
const NAME_LENGTH = 64
/** Four words before each value; one of them says how long it is. */
const ITEM_HEAD = 16
const CHECK = 77
/** The key of what stands in unused bytes. */
const LEFT_OVER = 'left-over'
/** More named values than any scanner writes. */
const MOST_TAGS = 1024

interface Head {
  readonly kind: 1 | 2
  readonly tags: number
  /** Where the first tag begins. */
  readonly at: number
}

/** Whether the bytes begin as a CSA header: of the second kind (`SV10`), or, by its check word, of the first. */
export function isCsaHeader(bytes: Uint8Array): boolean {
  return headOf(bytes) !== undefined
}

function headOf(bytes: Uint8Array): Head | undefined {
  if (bytes.length < 16) return undefined
  const view = viewOf(bytes)
  const isSecond = view.getUint32(0, false) === 0x53563130
  const head: Head = isSecond ? { kind: 2, tags: view.getUint32(8, true), at: 16 } : { kind: 1, tags: view.getUint32(0, true), at: 8 }
  const check = view.getUint32(isSecond ? 12 : 4, true)
  return check === CHECK && head.tags >= 1 && head.tags <= MOST_TAGS ? head : undefined
}

/**
 * Reads the headers that Siemens scanners keep in (0029,"SIEMENS CSA HEADER",10) and 20, and in some more places: a
 * directory of named values, as nibabel and GDCM describe it. What is cut off or damaged ends the reading; what was
 * read up to there stands, and so does what a person could read in the rest. A protocol among the values is opened too.
 */
export function readCsaHeader(bytes: Uint8Array, into: Entries): void {
  const head = headOf(bytes)
  if (head === undefined) return
  const leftOver = new LeftOver()
  leftOver.add(bytes, readTags(bytes, head, leftOver, into), bytes.length)
  if (leftOver.text !== '') into.add(LEFT_OVER, leftOver.text)
}

/** @returns where the reading ended */
function readTags(bytes: Uint8Array, head: Head, leftOver: LeftOver, into: Entries): number {
  const view = viewOf(bytes)
  let { at } = head
  let firstItems: number | undefined
  for (let tag = 0; tag < head.tags && at + TAG_LENGTH <= bytes.length; tag++) {
    const name = zeroTerminated(bytes, at, at + NAME_LENGTH)
    const vr = zeroTerminated(bytes, at + 68, at + 72)
    const items = view.getInt32(at + 76, true)
    leftOver.addField(bytes, at, at + NAME_LENGTH)
    firstItems ??= items
    at += TAG_LENGTH
    const values: string[] = []
    for (let item = 0; item < items; item++) {
      if (at + ITEM_HEAD > bytes.length) break
      // The first kind adds the number of items of its first tag to every length.
      const length = head.kind === 2 ? view.getInt32(at + 4, true) : view.getInt32(at, true) - firstItems
      at += ITEM_HEAD
      if (length < 0 || at + length > bytes.length) {
        addTag(name, vr, values, into)
        return at
      }
      values.push(zeroTerminated(bytes, at, at + length))
      leftOver.addField(bytes, at, at + length)
      at += Math.ceil(length / 4) * 4
    }
    addTag(name, vr, values, into)
  }
  return at
}

function addTag(name: string, vr: string, values: readonly string[], into: Entries): void {
  const used = values.slice(0, values.findLastIndex((value) => value.trim() !== '') + 1)
  into.add(name, used.map((value) => value.trim()).join('\\'), vr)
  for (const value of used) if (holdsProtocol(value)) readProtocol(value, name, into)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
