/** Why a file cannot be read, or cannot be written as asked, in words: what is wrong and where, never what stands in it. */
export const DICOM = {
  unreadable: {
    'not-dicom': 'This is no DICOM file: there is no DICM prefix, and the bytes form no data set.',
    empty: 'The file is empty.',
    truncated: 'The file ends before the element does that begins here.',
    'bad-length': 'The length declared here does not fit into what surrounds it.',
    'bad-vr': 'There is no Value Representation where one must stand.',
    'bad-item': 'Something else stands where an item or a delimiter must stand.',
    'bad-deflate': 'The deflated data set cannot be inflated, or becomes larger than this program takes.',
    'too-deep': 'Sequences are nested deeper than this program follows.',
    'too-many': 'There are more elements than this program reads from one file.',
    mislabelled: 'The data set is not encoded as its File Meta Information says, and cannot be read in the encoding that it seems to have.',
    unsupported: 'This encoding is not supported.',
    io: 'The file could not be read.',
  },
  unreadableAt: (what: string, offset: number): string => `${what} (byte ${offset})`,
  unwritable: {
    'too-long': 'A new value is longer than its length field can say.',
    duplicate: 'A new element has the tag of one that stays.',
    'bad-edit': 'An edit does not fit the element it is for.',
    'bad-header': 'The new File Meta Information does not fit the data set.',
    'bad-deflate': 'The data set could not be deflated.',
  },
} as const
