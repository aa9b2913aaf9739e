import type { Outcome } from '../../contract/outcome.ts'
import type { Part10File } from '../../core/dicom/element.ts'
import { readPart10 } from '../../core/dicom/read-part10.ts'
import { elementVr } from '../../core/dictionary/element-vr.ts'
import { fail, ok } from '../../core/result.ts'
import { DEFLATE } from '../files/deflate.ts'
import { FileReader, type OpenFile } from '../files/file-source.ts'
import { machineReason } from '../project/project.ts'
import { HEADER } from './texts.ts'

/** A file that is open, and what stands in it. */
export interface OpenInstance {
  readonly source: OpenFile
  readonly file: Part10File
}

/** Opens an instance, does something with it, and closes it again. The original is only ever read. */
export function withInstance<T>(path: string, work: (instance: OpenInstance) => T): Outcome<T> {
  let source: OpenFile | undefined
  try {
    source = new FileReader().open(path)
    if (source === undefined) return fail({ code: 'not-found', message: HEADER.moved })
    const file = readPart10(source, { deflate: DEFLATE, vrOf: elementVr })
    if (!file.ok) return fail({ code: 'io', message: HEADER.notReadAgain(file.failure.message) })
    return ok(work({ source, file: file.value }))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ENOENT') return fail({ code: 'not-found', message: HEADER.moved })
    return fail({ code: 'io', message: HEADER.unreadable(machineReason(error)) })
  } finally {
    source?.close()
  }
}
