import type { ScannedFile } from '../project/inventory-store.ts'

/** A DICOMDIR names the files of the original and is never copied (PS3.3 F.3). */
export const DICOMDIR = '1.2.840.10008.1.3.10'

/** Whether a file of the collection is one that apply is for. */
export function isInstance(file: Pick<ScannedFile, 'kind' | 'context'>): boolean {
  return file.kind === 'instance' && file.context?.sopClass !== DICOMDIR
}
