import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'
import type { ByteSource } from '../../core/dicom/byte-source.ts'
import { PathNode } from '../../core/dicom/path-node.ts'
import { readPart10 } from '../../core/dicom/read-part10.ts'
import { EXPLICIT_LE } from '../../core/dicom/transfer-syntax.ts'
import { elementVr } from '../../core/dictionary/element-vr.ts'
import { OperationIndex } from '../../core/deidentification/operation-index.ts'
import { AcceptedValues, type AcceptedValue } from '../../core/review/accepted-values.ts'
import type { SameBytes, Side } from '../../core/review/compare-instances.ts'
import type { LeakSearch } from '../../core/review/leak-search.ts'
import { InstanceReviewer } from '../../core/review/review-instance.ts'
import { emptyTally, type Tally } from '../../core/review/tally.ts'
import type { Operation, ScriptSettings } from '../../core/script/operation.ts'
import { DEFLATE } from '../files/deflate.ts'
import { FileReader, type OpenFile } from '../files/file-source.ts'
import type { TaskHandler } from '../pool/task-handler.ts'
import { encodingsOf } from './text-encodings.ts'

/** What is the same for all files of a review. */
export interface ReviewData {
  /** The collection. */
  readonly root: string
  readonly out: string
  readonly operations: readonly Operation[]
  readonly leaks: LeakSearch
  /** Values of Specific Character Set that the collection has. */
  readonly characterSets: readonly string[]
  readonly accepted: readonly AcceptedValue[]
  /** Of the run that wrote the copy. */
  readonly settings: ScriptSettings
}

/** One file that apply wrote. */
export interface WrittenFile {
  /** Place in the list of applied files. */
  readonly number: number
  readonly source: string
  readonly output: string
  readonly sourceSha256: string
  readonly outputSha256: string
}

export interface ReviewTask {
  readonly files: readonly WrittenFile[]
}

const READ_AT_ONCE = 1 << 16
/** More than this a gzip member does not become. */
const MOST_UNPACKED = 64 << 20
/** Tasks after which the tree of paths is begun anew. */
const TASKS_A_TREE = 100

/** Reviews written files, each against its original, into one tally. */
export function createReviewHandler(data: ReviewData): TaskHandler<ReviewTask, Tally> {
  const originals = new FileReader()
  const copies = new FileReader()
  let tasks = 0
  let reviewer = newReviewer(data)
  return ({ files }) => {
    if ((tasks += 1) % TASKS_A_TREE === 0) reviewer = newReviewer(data)
    const tally = emptyTally()
    for (const file of files) reviewFile(file, data, { originals, copies }, reviewer, tally)
    return tally
  }
}

function newReviewer(data: ReviewData): InstanceReviewer {
  return new InstanceReviewer({
    operations: new OperationIndex(data.operations),
    leaks: data.leaks,
    encodings: encodingsOf(data.characterSets),
    accepted: new AcceptedValues(data.accepted),
    settings: data.settings,
    paths: PathNode.root(),
    sameBytes,
    gunzip: (bytes) => {
      try {
        return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED })
      } catch {
        return undefined
      }
    },
  })
}

interface Readers {
  readonly originals: FileReader
  readonly copies: FileReader
}

function reviewFile(file: WrittenFile, data: ReviewData, readers: Readers, reviewer: InstanceReviewer, tally: Tally): void {
  const copy = open(readers.copies, join(data.out, file.output))
  if (copy === undefined) {
    tally.numbers.missing++
    return
  }
  const original = open(readers.originals, join(data.root, file.source))
  try {
    if (digest(copy) !== file.outputSha256) tally.numbers.altered++
    const after = sideOf(copy)
    if (after === undefined) tally.numbers.unreadable++
    const unchanged = original !== undefined && digest(original) === file.sourceSha256 ? original : undefined
    const before = after === undefined || unchanged === undefined ? undefined : sideOf(unchanged)
    reviewer.review({ number: file.number, source: file.source, output: file.output, before, after: after ?? asBytes(copy) }, tally)
  } finally {
    copy.close()
    original?.close()
  }
}

function open(reader: FileReader, path: string): OpenFile | undefined {
  try {
    return reader.open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function sideOf(bytes: OpenFile): Side | undefined {
  const read = readPart10(bytes, { deflate: DEFLATE, vrOf: elementVr })
  return read.ok ? { file: read.value, bytes } : undefined
}

/** A file that cannot be read as DICOM: its bytes are searched all the same. */
function asBytes(bytes: OpenFile): Side {
  return {
    bytes,
    file: {
      preamble: undefined,
      fileMeta: [],
      transferSyntax: EXPLICIT_LE,
      transferSyntaxFrom: 'bytes',
      elements: [],
      dataSet: bytes,
      dataSetOffset: 0,
      trailing: { offset: 0, length: bytes.size },
    },
  }
}

function digest(file: OpenFile): string {
  const hash = createHash('sha256')
  for (let at = 0; at < file.size;) {
    const bytes = file.bytes(at, READ_AT_ONCE)
    if (bytes.length === 0) break
    hash.update(bytes)
    at += bytes.length
  }
  return hash.digest('hex')
}

/** Byte by byte, in stretches. */
export const sameBytes: SameBytes = (a: ByteSource, aOffset, b: ByteSource, bOffset, length) => {
  for (let done = 0; done < length; done += READ_AT_ONCE) {
    const size = Math.min(READ_AT_ONCE, length - done)
    const one = a.bytes(aOffset + done, size)
    const other = b.bytes(bOffset + done, size)
    if (one.length !== size || other.length !== size || Buffer.compare(one, other) !== 0) return false
  }
  return true
}
