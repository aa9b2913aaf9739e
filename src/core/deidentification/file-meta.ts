import type { HeaderEdits } from '../dicom/edits.ts'
import { asciiBytes } from './ascii.ts'

/** Who wrote the file (PS3.7 D.3.3.2): one UUID under 2.25, made once for this program and the form of its output. */
export const IMPLEMENTATION_CLASS_UID = '2.25.242926511832205779642683125868713114177'
export const IMPLEMENTATION_VERSION_NAME = 'TAGBENCH_0_1'

/**
 * The File Meta Information of a written file: anew, for the old one with its preamble describes who had the file
 * before (PS3.15 E.1.1 step 7). The transfer syntax is the one that the data set is really in.
 */
export function newHeader(sopClass: string, sopInstance: string, transferSyntax: string): HeaderEdits {
  return {
    preamble: new Uint8Array(128),
    fileMeta: [
      { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
      { tag: 0x00020002, vr: 'UI', value: asciiBytes(sopClass) },
      { tag: 0x00020003, vr: 'UI', value: asciiBytes(sopInstance) },
      { tag: 0x00020010, vr: 'UI', value: asciiBytes(transferSyntax) },
      { tag: 0x00020012, vr: 'UI', value: asciiBytes(IMPLEMENTATION_CLASS_UID) },
      { tag: 0x00020013, vr: 'SH', value: asciiBytes(IMPLEMENTATION_VERSION_NAME) },
    ],
  }
}
