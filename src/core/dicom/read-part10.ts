import { fail, ok, type Result } from '../result.ts'
import { bytesSource, type ByteSource } from './byte-source.ts'
import { Cursor } from './cursor.ts'
import { join } from './encode-element.ts'
import type { DataElement, Encoding, Part10File, ReadFailure, ReadOptions } from './element.ts'
import { readFileMeta, readPrefix, type FileMeta, type Prefix } from './file-meta.ts'
import { readDataSet, type DataSetRead } from './read-data-set.ts'
import { readFailure } from './read-failure.ts'
import { beginsLikeDataSet, inOrder, isElement, likelyEncodings } from './sniff.ts'
import { isPrivate } from './tag.ts'
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, transferSyntax, type TransferSyntax } from './transfer-syntax.ts'
import type { VrOf } from './understand.ts'

/** A reading of the data set that went to its end. */
interface Reading extends DataSetRead {
  readonly encoding: Encoding
}

/**
 * Reads a DICOM file (PS3.10 7) as a tree of elements: headers only, values stay where they are, pixels are not touched.
 * A file with or without preamble and File Meta Information is read, by the encoding that File Meta Information names,
 * or, where that is missing or does not lead to the end, by the one that the bytes show and that does.
 * @returns a failure for whatever is not read exactly to its end: such a file must not be treated as understood
 */
export function readPart10(source: ByteSource, options: ReadOptions): Result<Part10File, ReadFailure> {
  if (source.size === 0) return fail(readFailure('empty', 0))
  const vrOf: VrOf = options.vrOf ?? (() => undefined)
  const cursor = new Cursor(source)
  const prefix = readPrefix(cursor)
  const read = readFileMeta(cursor, prefix.metaOffset)
  // Bytes that only happen to begin like group 0002 are no DICOM file that went wrong.
  if (!read.ok) return prefix.dicm ? read : fail(readFailure('not-dicom', 0))
  const meta = read.value
  const named = meta.transferSyntaxUid === undefined ? undefined : transferSyntax(meta.transferSyntaxUid)
  if (named?.deflated === true) return readDeflated(source, prefix, meta, named, options, vrOf)
  const isMarked = prefix.dicm || meta.elements.length > 0
  const reading = readAsBytesShow(cursor, meta.end, named, isMarked, vrOf)
  if (!reading.ok) return reading
  return ok(partTen(source, prefix, meta, named, reading.value))
}

/** Reads as File Meta Information says; failing that, in every other way that the bytes allow. */
function readAsBytesShow(
  cursor: Cursor,
  at: number,
  named: TransferSyntax | undefined,
  isMarked: boolean,
  vrOf: VrOf,
): Result<Reading, ReadFailure> {
  let failure: ReadFailure | undefined
  if (named !== undefined) {
    const read = readDataSet(cursor, at, named, vrOf)
    if (read.ok) return ok({ ...read.value, encoding: named })
    failure = read.failure
    if (failure.kind === 'too-many' || failure.kind === 'too-deep' || failure.kind === 'io') return read
  }
  if (isMarked && at === cursor.size) return ok({ elements: [], end: at, encoding: EXPLICIT_LE })
  const [likeliest, ...others] = likelyEncodings(cursor, at)
  for (const encoding of likeliest === undefined ? [] : [likeliest, ...others]) {
    if (named !== undefined && sameEncoding(named, encoding)) continue
    const nothingSpeaksAgainst = isMarked && named === undefined && encoding === likeliest
    const begins = nothingSpeaksAgainst || beginsLikeDataSet(cursor, at, encoding, vrOf)
    if (!begins && !isElement(cursor, at, encoding, vrOf)) continue
    const read = readDataSet(cursor, at, encoding, vrOf)
    if (read.ok && isConvincing(read.value, cursor.size, named) && (begins || isUnmistakable(read.value, cursor.size, vrOf))) {
      return ok({ ...read.value, encoding })
    }
    if (!begins) continue
    // The reading that the first bytes speak for says best what is wrong.
    if (!read.ok && encoding === likeliest) failure = named === undefined ? read.failure : readFailure('mislabelled', read.failure.offset)
    else if (!read.ok) failure ??= read.failure
  }
  return fail(failure ?? readFailure('not-dicom', 0))
}

/** Bytes are believed against their label only if they are elements in order, to the very last byte. */
function isConvincing({ elements, end }: DataSetRead, size: number, named: TransferSyntax | undefined): boolean {
  return elements.length > 0 && inOrder(elements) && (named === undefined || end === size)
}

/** Begun with an element that data sets do not begin with, it is one only if it ends where the file does and every element is known. */
function isUnmistakable({ elements, end }: DataSetRead, size: number, vrOf: VrOf): boolean {
  return elements.length >= 3 && end === size && elements.every(({ tag, creator }) => isPrivate(tag) || vrOf(tag, creator) !== undefined)
}

function readDeflated(
  source: ByteSource,
  prefix: Prefix,
  meta: FileMeta,
  named: TransferSyntax,
  options: ReadOptions,
  vrOf: VrOf,
): Result<Part10File, ReadFailure> {
  const deflated = { offset: meta.end, length: source.size - meta.end }
  const stream = source.bytes(deflated.offset, deflated.length)
  if (stream.length < deflated.length) return fail(readFailure('io', meta.end))
  let inflated: Uint8Array
  let after: Uint8Array
  try {
    const { plain, used } = options.deflate.inflateStream?.(stream) ?? { plain: options.deflate.inflate(stream), used: stream.length }
    inflated = plain
    after = stream.subarray(used)
  } catch {
    return fail(readFailure('bad-deflate', meta.end))
  }
  const read = readDataSet(new Cursor(bytesSource(inflated)), 0, named, vrOf)
  if (!read.ok) return read
  const reading = { ...read.value, encoding: named }
  // One NUL makes the length even (PS3.5 A.5).
  const isPadding = after.length === 0 || (after.length === 1 && after[0] === 0)
  const dataSet = bytesSource(isPadding ? inflated : join([inflated, after]))
  return ok({
    ...partTen(dataSet, prefix, meta, named, reading),
    dataSetOffset: 0,
    deflated: { ...deflated, inflated: inflated.length },
  })
}

function partTen(
  dataSet: ByteSource,
  { preamble }: Prefix,
  meta: FileMeta,
  named: TransferSyntax | undefined,
  { elements, end, encoding }: Reading,
): Part10File {
  const fromMeta = named !== undefined && sameEncoding(named, encoding)
  return {
    preamble,
    fileMeta: meta.elements,
    transferSyntax: fromMeta ? named : seenSyntax(encoding, named, elements),
    transferSyntaxFrom: fromMeta ? 'file-meta' : 'bytes',
    elements,
    dataSet,
    dataSetOffset: meta.end,
    trailing: end < dataSet.size ? { offset: end, length: dataSet.size - end } : undefined,
  }
}

/**
 * The syntax of a data set whose label is missing or wrong. Where there are fragments, the compression that a wrong
 * label names stays named: nothing else tells how they are to be decoded.
 */
function seenSyntax(
  { explicitVr, littleEndian }: Encoding,
  named: TransferSyntax | undefined,
  elements: readonly DataElement[],
): TransferSyntax {
  const encapsulated = elements.some((element) => element.fragments !== undefined)
  if (encapsulated && named !== undefined) return { ...named, explicitVr, littleEndian, encapsulated }
  if (!explicitVr) return littleEndian ? IMPLICIT_LE : { ...IMPLICIT_LE, uid: '', littleEndian }
  return littleEndian ? EXPLICIT_LE : EXPLICIT_BE
}

function sameEncoding(a: Encoding, b: Encoding): boolean {
  return a.explicitVr === b.explicitVr && a.littleEndian === b.littleEndian
}
