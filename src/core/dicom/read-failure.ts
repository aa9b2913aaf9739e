import type { ReadFailure } from './element.ts'
import { DICOM } from './texts.ts'

/** A failure in words that hold nothing of the file's content: not a value, not a tag (a tag read wrongly is content). */
export function readFailure(kind: ReadFailure['kind'], offset: number): ReadFailure {
  return { kind, offset, message: DICOM.unreadableAt(DICOM.unreadable[kind], offset) }
}
