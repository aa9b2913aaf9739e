import type { ReadFailure } from '../../core/dicom/element.ts'
import { readPart10 } from '../../core/dicom/read-part10.ts'
import { elementVr } from '../../core/dictionary/element-vr.ts'
import type { Collected, Collector } from '../../core/inventory/collect.ts'
import { DEFLATE } from '../files/deflate.ts'
import { TooManyPaths } from '../../core/inventory/fold.ts'
import type { FileReader, OpenFile } from '../files/file-source.ts'
import type { FileOutcome } from '../project/inventory-store.ts'
import { keptReason } from '../project/kept-reason.ts'
import { machineReason } from '../project/project.ts'
import { SCAN } from './texts.ts'

const NO_DICOM: ReadonlySet<ReadFailure['kind']> = new Set<ReadFailure['kind']>(['not-dicom', 'empty'])

/**
 * Reads one file and adds it to the collector: an instance with everything in it, or nothing and a reason.
 * @param file its number, and its path relative to the collection
 */
export function scanFile(
  absolute: string,
  file: { readonly id: number; readonly path: string },
  reader: FileReader,
  collector: Collector,
): FileOutcome {
  let open: OpenFile | undefined
  try {
    open = reader.open(absolute)
    if (open === undefined) return failed(file.id, open, 'unreadable', SCAN.files.noLongerRegular, true)
    const folders = file.path.split('/')
    const names = { file: folders.pop() ?? '', folders }
    const alike = collector.recognise(open)
    if (alike !== undefined) {
      if (open.hasChanged()) return failed(file.id, open, 'unreadable', CHANGED, true)
      return instance(file.id, open, alike(names))
    }
    const read = readPart10(open, { deflate: DEFLATE, vrOf: elementVr })
    if (open.hasChanged()) return failed(file.id, open, 'unreadable', CHANGED, true)
    if (!read.ok) {
      const { kind } = read.failure
      return failed(file.id, open, NO_DICOM.has(kind) ? 'not-dicom' : 'unreadable', keptReason(read.failure), kind === 'io')
    }
    return instance(file.id, open, collector.add(read.value, open, names))
  } catch (error) {
    if (error instanceof TooManyPaths) return failed(file.id, open, 'unreadable', SCAN.files.tooManyPaths, false)
    if (!(error instanceof Error && 'code' in error)) throw error
    const reason = open?.hasChanged() === true ? CHANGED : SCAN.files.unreadable(machineReason(error))
    return failed(file.id, open, 'unreadable', reason, true)
  } finally {
    open?.close()
  }
}

function instance(id: number, { size, mtime }: OpenFile, { contextIndex, sopInstance }: Collected): FileOutcome {
  return { id, kind: 'instance', reason: '', context: contextIndex, sopInstance, size, mtime }
}

const CHANGED = SCAN.files.changed

function failed(id: number, open: OpenFile | undefined, kind: 'not-dicom' | 'unreadable', reason: string, again: boolean): FileOutcome {
  return { id, kind, reason, context: -1, sopInstance: '', size: open?.size ?? 0, mtime: open?.mtime ?? 0, again }
}
