import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import type { DataElement } from '../../src/core/dicom/element.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { READ } from '../fixtures/dicom-bytes.ts'
import { everyElement } from '../fixtures/element-tree.ts'
import { corpusBytes, corpusFiles } from './corpus.ts'

const SMALL = 60_000

/** A file of the corpus, with every element of it at every depth. */
export interface Kind {
  readonly bytes: Uint8Array
  readonly elements: readonly DataElement[]
}

/** The small files of the corpus that can be read and are not deflated. */
export function smallKinds(): readonly Kind[] {
  return corpusFiles()
    .map(corpusBytes)
    .filter((bytes) => bytes.length > 0 && bytes.length <= SMALL)
    .flatMap((bytes) => {
      const read = readPart10(bytesSource(bytes), READ)
      return read.ok && read.value.deflated === undefined
        ? [{ bytes, elements: [...read.value.fileMeta, ...everyElement(read.value.elements)] }]
        : []
    })
}

/** Numbers below a bound, always the same for a seed. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

const WILD = [0, 1, 2, 8, 0x4142, 0xffff, 0xffffffff, 0xe000fffe, 0xe00dfffe, 0xe0ddfffe, 0x00100008]

/** A file of the same kind: values changed, grown or shrunk with their length fields; at times headers damaged. */
export function changed(bytes: Uint8Array, elements: readonly DataElement[], next: (below: number) => number): Uint8Array {
  let out = bytes.slice()
  for (let times = next(4); times >= 0; times -= 1) {
    const element = elements[next(elements.length)]
    if (element === undefined || element.end > out.length) continue
    const { headerOffset, valueOffset, length } = element
    const at = valueOffset + next(Math.max(1, Math.min(length, 64)))
    switch (next(8)) {
      case 0:
        if (at < out.length) out[at] = next(256)
        break
      case 1:
        if (valueOffset + 8 <= out.length) new DataView(out.buffer).setUint32(valueOffset, WILD[next(WILD.length)] ?? 0, true)
        break
      case 2:
        out[headerOffset + next(12)] = next(256)
        break
      case 3:
        return out.slice(0, next(out.length))
      case 4:
        return new Uint8Array([...out, ...new Uint8Array(next(12))])
      case 5:
        if (at < out.length) out[at] = 0x31
        break
      default: {
        // Two bytes more or fewer, and the length field says so: right at the root, a defect inside defined lengths.
        const grows = next(2) === 0
        if (element.items !== undefined || element.fragments !== undefined || (!grows && length < 2)) break
        const isShort = valueOffset - headerOffset === 8 && element.writtenVr !== undefined
        const view = new DataView(out.buffer)
        if (isShort) view.setUint16(headerOffset + 6, length + (grows ? 2 : -2), true)
        else view.setUint32(valueOffset - 4, length + (grows ? 2 : -2), true)
        const cut = grows ? valueOffset : valueOffset + 2
        out = new Uint8Array([...out.subarray(0, valueOffset), ...(grows ? [0x31, 0x32] : []), ...out.subarray(cut)])
        return out
      }
    }
  }
  return out
}
