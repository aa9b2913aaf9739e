import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import { characterSetsOf } from '../../src/core/dicom/character-set.ts'
import type { DataElement } from '../../src/core/dicom/element.ts'
import { PathNode } from '../../src/core/dicom/path-node.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { valueBytes } from '../../src/core/dicom/value-bytes.ts'
import { valueToText } from '../../src/core/dicom/value-text.ts'
import { READ } from '../fixtures/dicom-bytes.ts'
import { corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'

/** How many damaged files; more for a long run: FUZZ=200000. */
const RUNS = Number(process.env['FUZZ'] ?? 6000)

/** Small files are all header, so damage hits what is read. */
const LARGEST = 40_000

/** Reproducible numbers from a seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const WILD = [0, 1, 2, 7, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff, 0xfffee000, 0xe000fffe, 0xe0ddfffe]

/** Some bytes of a file changed, lengths made wild, stretches cut out, doubled or taken from elsewhere. */
function damaged(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let out = bytes.slice()
  for (let times = 1 + next(4); times > 0; times -= 1) {
    // Half of the damage goes to the beginning, where most headers are.
    const at = next(2) === 0 ? next(out.length) : next(Math.min(out.length, 2000))
    const length = 1 + next(64)
    switch (next(6)) {
      case 0:
        out[at] = next(256)
        break
      case 1:
        out[at] = (out[at] ?? 0) ^ (1 << next(8))
        break
      case 2:
        if (at + 4 <= out.length) new DataView(out.buffer).setUint32(at, WILD[next(WILD.length)] ?? 0, true)
        break
      case 3:
        out = new Uint8Array([...out.subarray(0, at), ...out.subarray(at + length)])
        break
      case 4:
        out = new Uint8Array([...out.subarray(0, at + length), ...out.subarray(at)])
        break
      default:
        out.set(out.subarray(next(out.length)).subarray(0, Math.min(length, out.length - at)), at)
    }
    if (out.length === 0) return out
  }
  return out
}

/** Walks everything that a scan walks: every element, its path and its value as text. */
function walk(elements: readonly DataElement[], path: PathNode, visit: (element: DataElement, path: PathNode) => void): void {
  for (const element of elements) {
    const here = path.child(element)
    visit(element, here)
    for (const item of element.items ?? []) walk(item.elements, here, visit)
  }
}

describe.skipIf(NO_CORPUS !== '')(`Damaged files of the corpus${NO_CORPUS}`, () => {
  test(`${RUNS} of them: no exception, no read outside the file, work in proportion to the size`, () => {
    const files = corpusFiles()
      .map(corpusBytes)
      .filter((bytes) => bytes.length <= LARGEST && bytes.length > 0)
    expect(files.length).toBeGreaterThan(200)
    const next = random(20261120)
    const outcomes = new Map<string, number>()
    for (let run = 0; run < RUNS; run += 1) {
      const bytes = damaged(files[run % files.length] ?? new Uint8Array(1), next)
      const inner = bytesSource(bytes)
      let calls = 0
      const source = {
        size: bytes.length,
        bytes: (offset: number, length: number) => {
          calls += 1
          if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length)) throw new Error(`run ${run}: read outside`)
          return inner.bytes(offset, length)
        },
      }
      const result = readPart10(source, READ)
      const outcome = result.ok ? 'read' : result.failure.kind
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (calls > 200 + bytes.length) throw new Error(`run ${run}: ${calls} reads of ${bytes.length} bytes`)
      if (!result.ok) continue
      const { elements, dataSet, transferSyntax } = result.value
      const sets = characterSetsOf(elements, dataSet)
      walk(elements, PathNode.root(), (element, path) => {
        if (path.text === '' || element.end > dataSet.size) throw new Error(`run ${run}: element outside`)
        if (element.items === undefined) valueToText(valueBytes(dataSet, element), element.vr, transferSyntax.littleEndian, sets)
      })
    }
    // Damage that is never found out, or always, would mean that the damage is none or the reader refuses everything.
    expect(outcomes.get('read') ?? 0).toBeGreaterThan(RUNS / 20)
    expect(RUNS - (outcomes.get('read') ?? 0)).toBeGreaterThan(RUNS / 20)
  })
})
