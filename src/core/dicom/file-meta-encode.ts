import { fail, ok, type Result } from '../result.ts'
import type { HeaderEdits } from './edits.ts'
import { newBytes, encodeElements, join } from './encode-element.ts'
import type { Part10File } from './element.ts'
import { groupOf, TAG } from './tag.ts'
import { EXPLICIT_LE, transferSyntax } from './transfer-syntax.ts'
import { writeFailure, type WriteFailure } from './write-failure.ts'

const DICM = Uint8Array.of(0x44, 0x49, 0x43, 0x4d)

/**
 * Preamble, `DICM` and File Meta Information with its group length (PS3.10 7.1).
 * The Transfer Syntax UID must be that of the data set: the data set is not turned into another encoding.
 */
export function encodeHeader({ preamble, fileMeta }: HeaderEdits, file: Part10File): Result<Uint8Array, WriteFailure> {
  const isGroup2 = fileMeta.every(({ tag }) => groupOf(tag) === 0x0002 && tag !== TAG.fileMetaGroupLength)
  if (preamble.length !== 128 || !isGroup2 || !namesSyntaxOf(file, fileMeta)) return fail(writeFailure('bad-header'))
  const rest = encodeElements(fileMeta, EXPLICIT_LE)
  if (!rest.ok) return rest
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, rest.value.length, true)
  const groupLength = encodeElements([newBytes(TAG.fileMetaGroupLength, 'UL', length)], EXPLICIT_LE)
  return groupLength.ok ? ok(join([preamble, DICM, groupLength.value, rest.value])) : groupLength
}

function namesSyntaxOf(file: Part10File, fileMeta: HeaderEdits['fileMeta']): boolean {
  const value = fileMeta.find(({ tag }) => tag === TAG.transferSyntaxUid)?.value
  if (!(value instanceof Uint8Array)) return false
  const uid = String.fromCharCode(...value).replace(/[\0 ]+$/, '')
  const { explicitVr, littleEndian, deflated, uid: own } = file.transferSyntax
  // A file whose label is wrong and cannot be put right (implicit VR with fragments) keeps it.
  if (file.transferSyntaxFrom === 'bytes' && uid === own) return true
  const named = transferSyntax(uid)
  return named.explicitVr === explicitVr && named.littleEndian === littleEndian && named.deflated === deflated
}
