import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import type { DataElement } from '../../src/core/dicom/element.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { Collector } from '../../src/core/inventory/collect.ts'
import type { PartialInventory } from '../../src/core/inventory/partial-inventory.ts'
import { sha256 } from '../../src/engine/files/sha256.ts'
import { READ } from '../fixtures/dicom-bytes.ts'
import { everyElement } from '../fixtures/element-tree.ts'
import { said } from '../fixtures/partial-inventories.ts'
import { corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'

/** How many changed files; more for a long run: FUZZ=200000. */
const RUNS = Number(process.env['FUZZ'] ?? 4000)
const SMALL = 60_000

function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

const WILD = [0, 1, 2, 8, 0x4142, 0xffff, 0xffffffff, 0xe000fffe, 0xe00dfffe, 0xe0ddfffe, 0x00100008]

/** A file of the same kind: values changed, grown or shrunk with their length fields; at times headers damaged. */
function changed(bytes: Uint8Array, elements: readonly DataElement[], next: (below: number) => number): Uint8Array {
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

/** The inventory of files that come one after the other, recognised or each of them read. */
function collected(files: readonly Uint8Array[], recognises: boolean): { inventory: PartialInventory; recognised: number } {
  const collector = new Collector(sha256)
  let recognised = 0
  files.forEach((bytes, index) => {
    const source = bytesSource(bytes)
    const names = { file: `IM${index}`, folders: ['series'] }
    const alike = recognises ? collector.recognise(source) : undefined
    if (alike !== undefined) {
      recognised += 1
      alike(names)
      return
    }
    const read = readPart10(source, READ)
    // A transfer syntax that was seen in the bytes makes a layout that is not recognised: then every element is looked up.
    if (read.ok) collector.add(recognises ? read.value : { ...read.value, transferSyntaxFrom: 'bytes' }, source, names)
  })
  return { inventory: collector.partial(), recognised }
}

describe.skipIf(NO_CORPUS !== '')(`Files that are laid out like the one before${NO_CORPUS}`, () => {
  it('of the corpus give the same inventory whether they are recognised or read', () => {
    const folders = Map.groupBy(corpusFiles(), (name) => name.slice(0, name.lastIndexOf('/')))
    let recognised = 0
    for (const [, names] of folders) {
      const files = names.map(corpusBytes)
      // Twice: then every layout that can be recognised is.
      const twice = [...files.flatMap((bytes) => [bytes, bytes]), ...files]
      const quick = collected(twice, true)
      recognised += quick.recognised
      expect(said(quick.inventory)).toEqual(said(collected(twice, false).inventory))
    }
    expect(recognised).toBeGreaterThan(400)
  })

  it(`give the same inventory, or the same refusal, whatever has changed in them (${RUNS} files)`, () => {
    const kinds = corpusFiles()
      .map(corpusBytes)
      .filter((bytes) => bytes.length > 0 && bytes.length <= SMALL)
      .flatMap((bytes) => {
        const read = readPart10(bytesSource(bytes), READ)
        return read.ok && read.value.deflated === undefined
          ? [{ bytes, elements: [...read.value.fileMeta, ...everyElement(read.value.elements)] }]
          : []
      })
    const next = random(20261120)
    const AT_ONCE = 12
    let recognised = 0
    let runs = 0
    while (runs < RUNS) {
      const { bytes, elements } = kinds[next(kinds.length)] ?? { bytes: new Uint8Array(1), elements: [] }
      const files = [bytes, ...Array.from({ length: AT_ONCE }, () => changed(bytes, elements, next))]
      const quick = collected(files, true)
      recognised += quick.recognised
      runs += AT_ONCE
      expect(said(quick.inventory)).toEqual(said(collected(files, false).inventory))
    }
    expect(recognised).toBeGreaterThan(RUNS / 10)
    expect(recognised).toBeLessThan(RUNS)
  })
})
