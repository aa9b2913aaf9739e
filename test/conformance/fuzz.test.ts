import { describe, expect, test } from 'vitest'
import { bytesSource, type ByteSource } from '../../src/core/dicom/byte-source.ts'
import { characterSetsOf } from '../../src/core/dicom/character-set.ts'
import type { DataSetEdits, ElementEdit } from '../../src/core/dicom/edits.ts'
import type { DataElement, Part10File } from '../../src/core/dicom/element.ts'
import { PathNode } from '../../src/core/dicom/path-node.ts'
import { readPart10 } from '../../src/core/dicom/read-part10.ts'
import { isGroupLength } from '../../src/core/dicom/tag.ts'
import { valueBytes } from '../../src/core/dicom/value-bytes.ts'
import { valueToText } from '../../src/core/dicom/value-text.ts'
import { WORD_SIZE } from '../../src/core/dicom/vr.ts'
import { gather, writePart10 } from '../../src/core/dicom/write-part10.ts'
import { Collector } from '../../src/core/inventory/collect.ts'
import type { PartialInventory } from '../../src/core/inventory/partial-inventory.ts'
import { sha256 } from '../../src/engine/files/sha256.ts'
import { said } from '../fixtures/partial-inventories.ts'
import { DEFLATE, latin, READ, read } from '../fixtures/dicom-bytes.ts'
import { corpusBytes, corpusFiles, NO_CORPUS } from './corpus.ts'
import { damaged, originalOf, random, type Original } from './damage.ts'
import { removesAll } from './remove-all.ts'

/** How many damaged files; more for a long run: `npm run fuzz`. */
const RUNS = Number(process.env['FUZZ'] ?? 10_000)
/** Another seed, other damage. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261120)
/** Pieces of a run, so that a long one shows how far it is and which seed failed. */
const PIECE = 2500
/** Of so many damaged files one also goes through the inventory and through a script that removes everything. */
const ONE_IN = 8

/** Small files are all header, so damage hits what is read. */
const LARGEST = 100_000

/** A source that says at once where it is misused, and whose bytes are valid until the next call only. */
class StrictSource implements ByteSource {
  readonly size: number
  calls = 0
  asked = 0
  readonly #bytes: Uint8Array
  #given = new Uint8Array(0)

  constructor(bytes: Uint8Array) {
    this.size = bytes.length
    this.#bytes = bytes
  }

  bytes(offset: number, length: number): Uint8Array {
    if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length < 0 || offset + length > this.size) {
      throw new Error(`a read outside: ${length} bytes at ${offset} of ${this.size}`)
    }
    this.calls += 1
    this.asked += length
    this.#given.fill(0xaa)
    this.#given = this.#bytes.slice(offset, offset + length)
    return this.#given
  }
}

/** Walks everything that a scan walks: every element, its path and its value as text. */
function walk(elements: readonly DataElement[], path: PathNode, visit: (element: DataElement, path: PathNode) => void): number {
  let count = 0
  for (const element of elements) {
    const here = path.child(element)
    visit(element, here)
    count += 1
    for (const item of element.items ?? []) count += 1 + walk(item.elements, here, visit)
  }
  return count
}

function everyTile({ elements, dataSet, dataSetOffset, trailing }: Part10File): void {
  let at = dataSetOffset
  for (const { headerOffset, valueOffset, end } of elements) {
    if (headerOffset !== at || valueOffset <= headerOffset || end < valueOffset) throw new Error('elements that do not tile the file')
    at = end
  }
  if (trailing !== undefined && (trailing.offset !== at || trailing.length !== dataSet.size - at)) throw new Error('bytes after the end')
  if (trailing === undefined && at !== dataSet.size) throw new Error('bytes that are nobody’s')
}

/** Opens every Sequence and Item for an edit, and edits nothing; group lengths, which the writer puts right, are set to what they are. */
function through(
  { dataSet, transferSyntax }: Part10File,
  elements: readonly DataElement[],
  littleEndian = transferSyntax.littleEndian,
): DataSetEdits {
  const edits = new Map<DataElement, ElementEdit>()
  for (const element of elements) {
    if (element.items !== undefined) {
      const order = element.encoding?.littleEndian ?? littleEndian
      edits.set(element, {
        do: 'items',
        items: element.items.map((item) => through({ dataSet, transferSyntax } as Part10File, item.elements, order)),
      })
    } else if (isGroupLength(element.tag) && element.length === 4) {
      edits.set(element, { do: 'set', value: inLittleEndian(dataSet.bytes(element.valueOffset, 4).slice(), element, littleEndian) })
    }
  }
  return { elements: edits, add: [] }
}

/** As edits give values: words turned by their VR, but under UN, which the writer never turns. */
function inLittleEndian(value: Uint8Array, { vr, writtenVr }: DataElement, littleEndian: boolean): Uint8Array {
  const size = littleEndian || writtenVr === 'UN' ? 1 : (WORD_SIZE[vr] ?? 1)
  if (size > 1) for (let at = 0; at + size <= value.length; at += size) value.subarray(at, at + size).reverse()
  return value
}

function writtenBack(bytes: Uint8Array, file: Part10File, dataSet: DataSetEdits): Uint8Array | undefined {
  const result = writePart10(file, { dataSet }, { deflate: DEFLATE })
  if (!result.ok) return undefined
  const length = result.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  return gather({ parts: [...result.value], length }, bytesSource(bytes))
}

/** What a damaged file is: identity, or a refusal. Throws where it is neither. */
function judge(bytes: Uint8Array): string {
  const source = new StrictSource(bytes)
  const result = readPart10(source, READ)
  // Reading is by headers, a few times over where the label is missing or wrong.
  if (source.calls > 200 + bytes.length || source.asked > 100_000 + 40 * bytes.length) {
    throw new Error(`${source.calls} reads of ${source.asked} bytes for ${bytes.length}`)
  }
  if (!result.ok) return result.failure.kind
  const file = result.value
  everyTile(file)
  const { elements, dataSet, transferSyntax } = file
  const sets = characterSetsOf(elements, dataSet)
  const count = walk(elements, PathNode.root(), (element, path) => {
    if (path.text === '' || element.end > dataSet.size) throw new Error('an element outside')
    if (element.items === undefined) valueToText(valueBytes(dataSet, element), element.vr, transferSyntax.littleEndian, sets)
  })
  if (count > dataSet.size / 8) throw new Error(`${count} elements in ${dataSet.size} bytes`)
  const untouched = writtenBack(bytes, file, { elements: new Map(), add: [] })
  if (untouched === undefined || !isSame(untouched, bytes)) throw new Error('a file that is written otherwise without edits')
  if (file.deflated !== undefined) return 'read'
  const rewritten = writtenBack(bytes, file, through(file, elements))
  if (rewritten === undefined || !isSame(rewritten, bytes)) throw new Error('a file that is written otherwise when it is walked through')
  return 'read'
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

const FILES_AT_ONCE = 5

/** The inventory of files one after the other, recognised by their layout or each of them read. */
function inventoryOf(files: readonly Uint8Array[], recognises: boolean): { inventory: PartialInventory; recognised: number } {
  const collector = new Collector(sha256)
  let recognised = 0
  for (const [index, bytes] of files.entries()) {
    const source = bytesSource(bytes)
    const names = { file: `IM${index}`, folders: [] }
    const add = recognises ? collector.recognise(source) : undefined
    if (add !== undefined) {
      recognised += 1
      add(names)
      continue
    }
    const result = readPart10(source, READ)
    if (result.ok) collector.add(result.value, source, names)
  }
  return { inventory: collector.partial(), recognised }
}

/** Text that no file has, written over values that are text or of unknown meaning. */
const MARK = 'Zq7#JxV'

/** The same file with the mark in every value that may carry an identity. */
function marked(original: Original): Original {
  const { bytes } = original
  const out = bytes.slice()
  const result = read(bytes)
  if (!result.ok || result.value.deflated !== undefined) return original
  const text = latin(MARK.repeat(8))
  walk(result.value.elements, PathNode.root(), ({ vr, tag, valueOffset, length, items, fragments }) => {
    const isText = ['PN', 'LO', 'SH', 'ST', 'LT', 'UT', 'UN', 'DA', 'DS'].includes(vr)
    const isCreator = (tag >>> 16) % 2 === 1 && (tag & 0xffff) < 0x100
    if (isText && !isCreator && items === undefined && fragments === undefined && length >= MARK.length) {
      out.set(text.subarray(0, Math.min(length, text.length)), valueOffset)
    }
  })
  if (result.value.preamble !== undefined) out.set(latin(MARK.repeat(18)), 0)
  return { ...original, bytes: out }
}

describe.skipIf(NO_CORPUS !== '')(`Damaged files of the corpus${NO_CORPUS}`, () => {
  const originals: Original[] = []
  for (const name of corpusFiles()) {
    const bytes = corpusBytes(name)
    if (bytes.length === 0 || bytes.length > LARGEST) continue
    const result = read(bytes)
    originals.push(originalOf(name, bytes, result.ok ? result.value : undefined))
  }
  const pieces = Array.from({ length: Math.ceil(RUNS / PIECE) }, (_, piece) => ({
    seed: SEED + piece,
    runs: Math.min(PIECE, RUNS - piece * PIECE),
  }))
  const outcomes = new Map<string, number>()
  let slowest = { milliseconds: 0, seed: 0, run: 0 }

  test.each(pieces)('seed $seed, $runs files: identity or refusal, nothing read outside, work in proportion', ({ seed, runs }) => {
    const next = random(seed)
    for (let run = 0; run < runs; run += 1) {
      const bytes = damaged(originals[next(originals.length)] as Original, originals[next(originals.length)] as Original, next)
      const before = process.cpuUsage()
      try {
        const outcome = judge(bytes)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      } catch (error) {
        throw new Error(`seed ${seed}, file ${run}`, { cause: error })
      }
      // Of the processor: a clock would tell how busy the machine is.
      const spent = process.cpuUsage(before)
      const milliseconds = (spent.user + spent.system) / 1000
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed, run }
    }
  })

  test.each(pieces)('seed $seed: what a script removes does not survive any damage', ({ seed, runs }) => {
    const next = random(seed + 1_000_000)
    let written = 0
    for (let run = 0; run < runs / ONE_IN; run += 1) {
      const original = marked(originals[next(originals.length)] as Original)
      const bytes = damaged(original, marked(originals[next(originals.length)] as Original), next)
      try {
        const out = removesAll(bytes)
        if (out === undefined) continue
        written += 1
        if (Buffer.from(out).includes(MARK)) throw new Error('the mark survived')
      } catch (error) {
        throw new Error(`seed ${seed}, file ${run}`, { cause: error })
      }
    }
    expect(written).toBeGreaterThan(runs / ONE_IN / 20)
  })

  test.each(pieces)('seed $seed: a file is recognised only where reading it gives the same', ({ seed, runs }) => {
    const next = random(seed + 2_000_000)
    let recognised = 0
    for (let run = 0; run < runs / ONE_IN; run += FILES_AT_ONCE) {
      const original = originals[next(originals.length)] as Original
      const other = originals[next(originals.length)] as Original
      const files = [original.bytes, ...Array.from({ length: FILES_AT_ONCE }, () => damaged(original, other, next))]
      const quick = inventoryOf(files, true)
      recognised += quick.recognised
      expect([seed, run, said(quick.inventory)]).toEqual([seed, run, said(inventoryOf(files, false).inventory)])
    }
    expect(recognised).toBeGreaterThan(0)
  })

  test('damage is sometimes found out and sometimes not', () => {
    // Always or never would mean that the damage is none, or that the reader refuses everything.
    const readable = outcomes.get('read') ?? 0
    expect(readable).toBeGreaterThan(RUNS / 20)
    expect(RUNS - readable).toBeGreaterThan(RUNS / 20)
    // A file that somebody waits for: of the processor, and far beyond what any of them takes.
    expect(slowest.milliseconds).toBeLessThan(1000)
    if (RUNS > 10_000) process.stderr.write(`${JSON.stringify({ outcomes: Object.fromEntries(outcomes), slowest })}\n`)
  })
})
