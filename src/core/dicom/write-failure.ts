import { DICOM } from './texts.ts'

/** Why a file cannot be written as asked. A value, not an exception; it holds nothing of the file's content. */
export interface WriteFailure {
  readonly kind:
    /** A value does not fit into its length field: 65,534 bytes in the short form of explicit VR (PS3.5 7.1.2). */
    | 'too-long'
    /** A new element where there already is one of that tag. */
    | 'duplicate'
    /** An edit that does not fit what it is for: of an element that is not there, of items where there are none. */
    | 'bad-edit'
    /** New File Meta Information that does not fit the data set. */
    | 'bad-header'
    /** The injected deflate failed. */
    | 'bad-deflate'
  /** One plain sentence for a person. */
  readonly message: string
}

export function writeFailure(kind: WriteFailure['kind']): WriteFailure {
  return { kind, message: DICOM.unwritable[kind] }
}
