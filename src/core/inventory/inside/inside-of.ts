import type { PathStep } from '../../dicom/attribute-path.ts'
import type { VR } from '../../dicom/vr.ts'
import { isCsaHeader, readCsaHeader } from './csa-header.ts'
import { wholeText } from './decode-text.ts'
import { Entries, type InsideEntry } from './entries.ts'
import { gzipOffset, openGzip, type Gunzip } from './gzip-block.ts'
import { isMarkedUp, readText } from './text-block.ts'

const OPAQUE: ReadonlySet<VR> = new Set<VR>(['OB', 'OW', 'UN'])
const LONG_TEXT: ReadonlySet<VR> = new Set<VR>(['LT', 'ST', 'UC', 'UT'])
/** Shorter values hold nothing that is not seen at a glance. */
const SHORTEST = 16
/** Text that is longer than this is not shown whole as the value of its element. */
const SHOWN_WHOLE = 1024

/** Whether it is worth looking inside a value: by its VR and its length in bytes alone. */
export function mayHoldMore(vr: VR, length: number): boolean {
  return length > SHORTEST && (OPAQUE.has(vr) || (length > SHOWN_WHOLE && LONG_TEXT.has(vr)))
}

/**
 * What is inside an opaque value, where its format is public: Siemens CSA headers and protocols, GE protocol data blocks
 * and other gzip streams, XML, lines `key = value`, long texts. The bytes may be anything: work and result are bounded,
 * nothing is read beyond them, nothing is thrown. An empty list where there is nothing to open.
 * @param step the element's own step of its path
 */
export function insideOf(step: PathStep, vr: VR, bytes: Uint8Array, gunzip?: Gunzip): readonly InsideEntry[] {
  if (!mayHoldMore(vr, bytes.length)) return []
  const into = new Entries()
  if (OPAQUE.has(vr)) readBytes(step, bytes, gunzip, into)
  else {
    const text = wholeText(bytes)?.text
    if (text !== undefined && isMarkedUp(text)) readText(text, into)
  }
  return into.list()
}

function readBytes(step: PathStep, bytes: Uint8Array, gunzip: Gunzip | undefined, into: Entries): void {
  const isSiemens = step.kind === 'private' && step.creator.toUpperCase().startsWith('SIEMENS')
  // The first kind of CSA header is told from other bytes by one small number only.
  if (isCsaHeader(bytes) && (isSiemens || bytes[0] === 0x53)) {
    readCsaHeader(bytes, into)
    return
  }
  const gzip = gzipOffset(bytes)
  if (gzip !== undefined) {
    const opened = openGzip(bytes, gzip, gunzip, into)
    const found = opened === undefined ? undefined : wholeText(opened)
    if (found !== undefined) readText(found.text, into)
    return
  }
  const found = wholeText(bytes)
  if (found === undefined || (!found.sure && !isMarkedUp(found.text))) return
  readText(found.text, into)
}
