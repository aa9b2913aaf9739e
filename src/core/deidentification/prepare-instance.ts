import type { ByteSource } from '../dicom/byte-source.ts'
import type { OutputPart } from '../dicom/edits.ts'
import type { Part10File } from '../dicom/element.ts'
import type { PathNode } from '../dicom/path-node.ts'
import { writePart10, type WriteOptions } from '../dicom/write-part10.ts'
import { ok, type Result } from '../result.ts'
import { deidentify, type Deidentified } from './deidentify.ts'
import type { RunContext } from './work.ts'

/** An instance as it is to be written: ranges of its file and new bytes, and what is remembered of it. */
export interface Prepared extends Pick<Deidentified, 'identity' | 'patient' | 'path' | 'problems' | 'uids'> {
  readonly parts: readonly OutputPart[]
}

/**
 * De-identifies one file by itself, element by element, up to the bytes of the copy; nothing is written.
 * @param source the whole file
 * @returns why it is not to be written, in a sentence without anything of its content
 */
export function prepareInstance(
  file: Part10File,
  source: ByteSource,
  paths: PathNode,
  run: RunContext,
  options: WriteOptions,
): Result<Prepared, { readonly message: string }> {
  const settled = deidentify(file, source, paths, run)
  if (!settled.ok) return settled
  const { dataSet, header, identity, patient, path, problems, uids } = settled.value
  const parts = writePart10(file, { dataSet, header, trailing: 'drop' }, options)
  return parts.ok ? ok({ parts: parts.value, identity, patient, path, problems, uids }) : parts
}
