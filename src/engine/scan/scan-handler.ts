import { sep } from 'node:path'
import type { Layout } from '../../core/dicom/layout.ts'
import { PathNode } from '../../core/dicom/path-node.ts'
import { Collector } from '../../core/inventory/collect.ts'
import { DEFLATE } from '../files/deflate.ts'
import { FileReader } from '../files/file-source.ts'
import { sha256 } from '../files/sha256.ts'
import type { TaskHandler } from '../pool/task-handler.ts'
import type { FileOutcome } from '../project/inventory-store.ts'
import { digestOf } from './digest-handler.ts'
import { packPart, type PackedPart } from './packed-part.ts'
import { scanFile } from './scan-file.ts'

export interface ScanData {
  /** The collection. */
  readonly root: string
  /** Whether all bytes of each file are to be read for a digest. */
  readonly digests: boolean
}

export interface ScanTask {
  readonly files: readonly { readonly id: number; readonly path: string }[]
}

/** Of fewer files than the task has where the first hold more than expected: the last stay unread. */
export type ScanReply = PackedPart

/** Distinct values above which a task is ended early, so that memory is bounded. */
const MOST_HELD = 100_000
/** Tasks, and paths and values that were met, after which the tree of paths is begun anew, so that it does not grow with whatever hostile files name. */
const TASKS_A_TREE = 100
const MOST_A_TREE = 1_000_000

/** Reads the files of a task into one partial inventory. */
export function createScanHandler({ root, digests }: ScanData): TaskHandler<ScanTask, ScanReply> {
  const reader = new FileReader()
  const buffer = digests ? new Uint8Array(1 << 20) : undefined
  let tree = PathNode.root()
  const layouts: Layout[] = []
  let tasks = 0
  let met = 0
  return ({ files }) => {
    if ((tasks += 1) % TASKS_A_TREE === 0 || met > MOST_A_TREE) {
      tree = PathNode.root()
      met = 0
    }
    const collector = new Collector(sha256, tree, DEFLATE.gunzip, layouts)
    const outcomes: FileOutcome[] = []
    for (const file of files) {
      const path = root + sep + file.path
      // Before the file is read: should it change in between, the next comparison finds it out.
      const digest = buffer === undefined ? '' : digestOf(path, buffer)
      const outcome = scanFile(path, file, reader, collector)
      outcomes.push(digest === '' ? outcome : { ...outcome, digest })
      if (collector.held > MOST_HELD) break
    }
    met += collector.held
    return packPart(collector.partial(), outcomes)
  }
}
