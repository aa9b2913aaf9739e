/** The hardest script there is, over one file: every Sequence is gone through, everything in it removed or replaced. */
import { deidentify } from '../../src/core/deidentification/deidentify.ts'
import { OperationIndex } from '../../src/core/deidentification/operation-index.ts'
import { uidRemapper } from '../../src/core/deidentification/remap-uid.ts'
import { bytesSource } from '../../src/core/dicom/byte-source.ts'
import { PathNode } from '../../src/core/dicom/path-node.ts'
import { VRS } from '../../src/core/dicom/vr.ts'
import { gather, writePart10 } from '../../src/core/dicom/write-part10.ts'
import { Collector } from '../../src/core/inventory/collect.ts'
import type { PartialInventory } from '../../src/core/inventory/partial-inventory.ts'
import type { Operation } from '../../src/core/script/operation.ts'
import { sha256 } from '../../src/engine/files/sha256.ts'
import { SETTINGS } from '../core/deidentification/one-instance.ts'
import { keyedBy } from '../core/deidentification/keyed-for-tests.ts'
import { DEFLATE, read } from '../fixtures/dicom-bytes.ts'

const KEYED = keyedBy('damage')
const GONE = ['remove', 'empty', 'dummy', 'remove'] as const
const SOP_CLASS = '(0008,0016)'

/** Sequences are processed where all that was met there is one, so that the removal happens inside. */
function operationsFor({ paths, values }: PartialInventory): readonly Operation[] {
  const sequences = new Set(paths.keys())
  values.path.forEach((path, index) => {
    if (VRS[values.vr[index] ?? 0] !== 'SQ') sequences.delete(path)
  })
  return paths.map((path, index) => {
    const what = path === SOP_CLASS ? 'keep' : sequences.has(index) ? 'process' : (GONE[path.length % GONE.length] ?? 'remove')
    return { path, when: {}, do: what, because: 'everything goes', ...(what === 'process' ? { otherwise: 'remove' as const } : {}) }
  })
}

/** @returns the file as it would be written; undefined where it is refused */
export function removesAll(bytes: Uint8Array): Uint8Array | undefined {
  const result = read(bytes)
  if (!result.ok) return undefined
  const file = result.value
  const source = bytesSource(bytes)
  const collector = new Collector(sha256)
  const { context } = collector.add(file, source, { file: 'IM1', folders: [] })
  const done = deidentify(file, source, PathNode.root(), {
    operations: new OperationIndex(operationsFor(collector.partial())),
    settings: SETTINGS,
    keyed: KEYED,
    uids: uidRemapper(KEYED, SETTINGS.uidRoot),
    patients: new Map([[context.patient, { key: context.patient, id: '', newId: 'NEW', days: 1 }]]),
  })
  if (!done.ok) return undefined
  const { dataSet, header } = done.value
  const parts = writePart10(file, { dataSet, header, trailing: 'drop' }, { deflate: DEFLATE })
  if (!parts.ok) return undefined
  const length = parts.value.reduce((sum, part) => sum + (part.from === 'bytes' ? part.bytes.length : part.length), 0)
  return gather({ parts: [...parts.value], length }, source)
}
