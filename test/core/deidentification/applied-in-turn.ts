import { AlikeInstances } from '../../../src/core/deidentification/alike-instances.ts'
import { prepareInstance, type Prepared } from '../../../src/core/deidentification/prepare-instance.ts'
import type { RunContext } from '../../../src/core/deidentification/work.ts'
import { bytesSource } from '../../../src/core/dicom/byte-source.ts'
import { PathNode } from '../../../src/core/dicom/path-node.ts'
import { readPart10 } from '../../../src/core/dicom/read-part10.ts'
import { gather } from '../../../src/core/dicom/write-part10.ts'
import { READ } from '../../fixtures/dicom-bytes.ts'

/** What has come of files, one after the other. */
export interface InTurn {
  /** Of each file its copy and whatever is remembered of it, or why it is not written. */
  readonly all: readonly unknown[]
  /** How many were prepared like the ones before them, unread. */
  readonly recognised: number
}

/** Everything that comes of an instance, as one value. */
function said(prepared: Prepared, bytes: Uint8Array): unknown {
  const { parts, identity, patient, path, problems, uids } = prepared
  const length = parts.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  const copy = Buffer.from(gather({ parts: [...parts], length }, bytesSource(bytes))).toString('latin1')
  return { copy, identity, patient, path, problems, uids: [...uids].sort() }
}

/** What comes of files one after the other, each of them by itself or as the ones before it, of which many may be known to follow. */
export function appliedInTurn(files: readonly Uint8Array[], run: RunContext, recognises: boolean, manyFollow = false): InTurn {
  const alike = new AlikeInstances(run)
  const paths = PathNode.root()
  let recognised = 0
  const all = files.map((bytes) => {
    const source = bytesSource(bytes)
    const known = recognises ? alike.prepare(source) : undefined
    if (known !== undefined) {
      recognised += 1
      return said(known, bytes)
    }
    const read = readPart10(source, READ)
    if (!read.ok) return read.failure.message
    const plain = prepareInstance(read.value, source, paths, run, READ)
    if (!plain.ok) return plain.failure.message
    if (recognises) alike.learn(read.value, source, paths, plain.value, manyFollow)
    return said(plain.value, bytes)
  })
  return { all, recognised }
}
