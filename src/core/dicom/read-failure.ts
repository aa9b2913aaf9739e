import type { ReadFailure } from './element.ts'

const SAYS: Record<ReadFailure['kind'], string> = {
  'not-dicom': 'This is no DICOM file: there is no DICM prefix, and the bytes form no data set.',
  empty: 'The file is empty.',
  truncated: 'The file ends before the element does that begins here.',
  'bad-length': 'The length declared here does not fit into what surrounds it.',
  'bad-vr': 'There is no Value Representation where one must stand.',
  'bad-item': 'Something else stands where an item or a delimiter must stand.',
  'bad-deflate': 'The deflated data set cannot be inflated.',
  'too-deep': 'Sequences are nested deeper than this program follows.',
  'too-many': 'There are more elements than this program reads from one file.',
  mislabelled: 'The data set is not encoded as its File Meta Information says, and cannot be read in the encoding that it seems to have.',
  unsupported: 'This encoding is not supported.',
  io: 'The file could not be read.',
}

/** A failure in words that hold nothing of the file's content: not a value, not a tag (a tag read wrongly is content). */
export function readFailure(kind: ReadFailure['kind'], offset: number): ReadFailure {
  return { kind, offset, message: `${SAYS[kind]} (byte ${offset})` }
}
