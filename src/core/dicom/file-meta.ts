import { fail, ok, type Result } from '../result.ts'
import type { Cursor } from './cursor.ts'
import { UNDEFINED_LENGTH, type DataElement, type ReadFailure } from './element.ts'
import { ElementHeader, readHeader, vrOfBytes } from './header.ts'
import { readFailure } from './read-failure.ts'
import { groupOf, TAG } from './tag.ts'
import type { VR } from './vr.ts'

export interface FileMeta {
  readonly elements: readonly DataElement[]
  /** First byte of the data set. */
  readonly end: number
  /** Undefined where File Meta Information does not name one. */
  readonly transferSyntaxUid: string | undefined
}

/** Where File Meta Information begins: after preamble and `DICM`, or without them where its first element stands. */
export interface Prefix {
  readonly preamble: { readonly offset: number; readonly length: number } | undefined
  readonly dicm: boolean
  readonly metaOffset: number
}

const PREAMBLE = 128

/** Looks for `DICM` after 128 bytes (PS3.10 7.1), or at the very beginning, where some writers forgot the preamble. */
export function readPrefix(cursor: Cursor): Prefix {
  if (isDicm(cursor, PREAMBLE)) return { preamble: { offset: 0, length: PREAMBLE }, dicm: true, metaOffset: PREAMBLE + 4 }
  if (isDicm(cursor, 0)) return { preamble: undefined, dicm: true, metaOffset: 4 }
  return { preamble: undefined, dicm: false, metaOffset: 0 }
}

function isDicm(cursor: Cursor, at: number): boolean {
  return cursor.has(at, 4) && cursor.tag(at, false) === 0x4449434d
}

/** The VRs of group 0002 for the files that write it, wrongly, in implicit VR (PS3.10 7.1). */
function vrInMeta(tag: number): VR {
  if (tag === TAG.fileMetaGroupLength) return 'UL'
  if (tag === 0x00020001 || tag === 0x00020102) return 'OB'
  if (tag === 0x00020013 || tag === 0x00020016) return tag === 0x00020013 ? 'SH' : 'AE'
  return 'UI'
}

/**
 * Reads group 0002, explicit little endian (PS3.10 7.1), as far as it goes: its group length may be absent or wrong, so
 * the first element of another group ends it.
 */
export function readFileMeta(cursor: Cursor, start: number): Result<FileMeta, ReadFailure> {
  const elements: DataElement[] = []
  const header = new ElementHeader()
  let transferSyntaxUid: string | undefined
  let at = start
  while (cursor.has(at, 8) && groupOf(cursor.tag(at, true)) === 0x0002) {
    const explicitVr = vrOfBytes(cursor.u8(at + 4), cursor.u8(at + 5)) !== undefined
    const problem = readHeader(cursor, at, explicitVr, true, header)
    if (problem !== undefined) return fail(readFailure(problem, at))
    const { tag, length, valueOffset, writtenVr } = header
    const end = valueOffset + length
    if (length === UNDEFINED_LENGTH) return fail(readFailure('bad-length', at))
    if (end > cursor.size) return fail(readFailure('truncated', at))
    // A second run of group 0002, of a file inside the file, says nothing of this one.
    if (tag === TAG.transferSyntaxUid) transferSyntaxUid ??= readUid(cursor, valueOffset, length)
    elements.push({ tag, vr: header.vr ?? vrInMeta(tag), writtenVr, creator: undefined, headerOffset: at, valueOffset, length, end })
    at = end
    if (elements.length > 1000) return fail(readFailure('too-many', at))
  }
  return ok({ elements, end: at, transferSyntaxUid })
}

function readUid(cursor: Cursor, offset: number, length: number): string | undefined {
  if (length > 128 || !cursor.has(offset, length)) return undefined
  let uid = ''
  for (let at = offset; at < offset + length; at += 1) {
    const byte = cursor.u8(at)
    if (byte !== 0 && byte !== 0x20) uid += String.fromCharCode(byte)
  }
  return uid === '' ? undefined : uid
}
