import { fail, ok, type Result } from '../result.ts'
import type { ByteSource, Deflate } from './byte-source.ts'
import type { DataSetEdits, HeaderEdits, OutputPart } from './edits.ts'
import type { Part10File } from './element.ts'
import { encodeHeader } from './file-meta-encode.ts'
import { Output } from './output.ts'
import { rewriteDataSet } from './rewrite-data-set.ts'
import { writeFailure, type WriteFailure } from './write-failure.ts'

/** What becomes of a file; what is not named stays as it is. */
export interface FileEdits {
  readonly dataSet: DataSetEdits
  readonly header?: HeaderEdits
  /** What becomes of bytes after the data set, which are no element; kept where nothing is said. */
  readonly trailing?: 'keep' | 'drop'
}

export interface WriteOptions {
  readonly deflate: Deflate
}

/**
 * A file with edits, as ranges of it and new bytes: nothing is decoded and encoded again but what is named. Without
 * edits it is one range, the whole file. A deflated data set that changes is deflated anew (PS3.5 A.5).
 * @returns a failure where an edit cannot be made; then nothing may be written
 */
export function writePart10(file: Part10File, edits: FileEdits, options: WriteOptions): Result<readonly OutputPart[], WriteFailure> {
  const { dataSet, dataSetOffset, deflated, trailing } = file
  const drop = edits.trailing === 'drop' && (trailing !== undefined || deflated !== undefined)
  const changed = edits.dataSet.elements.size > 0 || edits.dataSet.add.length > 0
  const out = new Output()

  if (edits.header === undefined) out.copy(0, deflated?.offset ?? dataSetOffset)
  else {
    const header = encodeHeader(edits.header, file)
    if (!header.ok) return header
    out.write(header.value)
  }
  if (!changed && !drop) {
    if (deflated !== undefined) out.copy(deflated.offset, deflated.length)
    else out.copy(dataSetOffset, dataSet.size - dataSetOffset)
    return ok(out.parts)
  }
  const body = rewriteDataSet(dataSet, file.elements, edits.dataSet, file.transferSyntax)
  if (!body.ok) return body
  const kept = edits.trailing === 'drop' ? undefined : trailing
  if (deflated === undefined) {
    if (kept !== undefined) body.value.copy(kept.offset, kept.length)
    out.append(body.value)
    return ok(out.parts)
  }
  // What stood behind the stream goes behind the new one.
  const behind = kept === undefined ? dataSet.size : Math.max(kept.offset, deflated.inflated)
  if (kept !== undefined) body.value.copy(kept.offset, behind - kept.offset)
  const bytes = deflate(gather(body.value, dataSet), options.deflate)
  if (bytes === undefined) return fail(writeFailure('bad-deflate'))
  out.write(bytes)
  out.write(dataSet.bytes(behind, dataSet.size - behind).slice())
  return ok(out.parts)
}

/** Parts as one stretch of bytes. @param source what the ranges are of */
export function gather({ parts, length }: Pick<Output, 'parts' | 'length'>, source: ByteSource): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    const bytes = part.from === 'bytes' ? part.bytes : source.bytes(part.offset, part.length)
    whole.set(bytes, at)
    at += bytes.length
  }
  return whole
}

/** A deflated stream of odd length is padded with a NUL (PS3.5 A.5). */
function deflate(bytes: Uint8Array, { deflate: compress }: Deflate): Uint8Array | undefined {
  try {
    const stream = compress(bytes)
    if (stream.length % 2 === 0) return stream
    const padded = new Uint8Array(stream.length + 1)
    padded.set(stream)
    return padded
  } catch {
    return undefined
  }
}
