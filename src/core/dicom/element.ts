import type { ByteSource, Deflate } from './byte-source.ts'
import type { Tag } from './tag.ts'
import type { TransferSyntax } from './transfer-syntax.ts'
import type { VR } from './vr.ts'

/** The declared length of a Sequence, Item or Pixel Data that ends with a delimiter (PS3.5 7.5). */
export const UNDEFINED_LENGTH = 0xffffffff

/**
 * One Data Element as it stands in a file. Nothing is decoded: offsets name the bytes, in the file itself or, for a
 * deflated data set, in the inflated bytes.
 */
export interface DataElement {
  readonly tag: Tag
  /** The VR by which the value is to be understood: as written, or from the dictionaries where none or UN is written. */
  readonly vr: VR
  /** The two characters in the file; undefined in implicit VR, where there are none. */
  readonly writtenVr: string | undefined
  /** The creator of the block of a private element, decoded and trimmed; undefined where nobody claims the block. */
  readonly creator: string | undefined
  /** First byte of the tag. */
  readonly headerOffset: number
  /** First byte of the value. */
  readonly valueOffset: number
  /** Length as declared, in bytes; may be {@link UNDEFINED_LENGTH}. */
  readonly length: number
  /** First byte after the element, delimiters included. */
  readonly end: number
  /** The items of a Sequence; undefined for everything else. An empty Sequence has none. */
  readonly items?: readonly Item[]
  /** The fragments of encapsulated Pixel Data, the Basic Offset Table first (PS3.5 A.4). */
  readonly fragments?: readonly Fragment[]
  /** How the items of a Sequence are encoded where it differs from what is around it (implicit inside UN, PS3.5 6.2.2). */
  readonly encoding?: Encoding
}

export interface Item {
  readonly headerOffset: number
  readonly valueOffset: number
  /** Length as declared; may be {@link UNDEFINED_LENGTH}. */
  readonly length: number
  /** First byte after the item, its delimiter included. */
  readonly end: number
  readonly elements: readonly DataElement[]
}

export interface Fragment {
  readonly headerOffset: number
  readonly valueOffset: number
  readonly length: number
}

export interface Encoding {
  readonly explicitVr: boolean
  readonly littleEndian: boolean
}

/** A whole file as elements. */
export interface Part10File {
  /** The 128 bytes before `DICM`, where there are any; they may hold anything. */
  readonly preamble: { readonly offset: number; readonly length: number } | undefined
  /** Group 0002, always explicit little endian; empty where the file has none. */
  readonly fileMeta: readonly DataElement[]
  readonly transferSyntax: TransferSyntax
  /** Where the transfer syntax is from: File Meta Information, or seen in the bytes because that is missing or wrong. */
  readonly transferSyntaxFrom: 'file-meta' | 'bytes'
  readonly elements: readonly DataElement[]
  /** Where the offsets of {@link elements} point: the file, or the inflated data set. */
  readonly dataSet: ByteSource
  /** First byte of the data set: in the file; 0 in inflated bytes. */
  readonly dataSetOffset: number
  /** Bytes after the last element that are no element (padding written by some modalities); offset in {@link dataSet}. */
  readonly trailing: { readonly offset: number; readonly length: number } | undefined
  /** Where the deflated stream of the data set lies in the file, up to the file's end; absent where nothing is deflated. */
  readonly deflated?: {
    readonly offset: number
    readonly length: number
    /** Bytes of {@link dataSet} that were inflated; what follows them there stands behind the stream in the file. */
    readonly inflated: number
  }
}

/** Why a file cannot be read to its end. A value, not an exception; it never holds anything of the file's content. */
export interface ReadFailure {
  readonly kind:
    | 'not-dicom'
    | 'empty'
    | 'truncated'
    | 'bad-length'
    | 'bad-vr'
    | 'bad-item'
    | 'bad-deflate'
    | 'too-deep'
    | 'too-many'
    | 'mislabelled'
    | 'unsupported'
    | 'io'
  /** One plain sentence for a person: what and where. */
  readonly message: string
  readonly offset: number
}

export interface ReadOptions {
  readonly deflate: Deflate
  /**
   * The VR that the dictionaries give a tag, for what is written without one or as UN. `creator` claims the block of a
   * private element. Without it only the VRs that follow from the tag alone are known, and Sequences are found by their items.
   */
  readonly vrOf?: (tag: Tag, creator: string | undefined) => VR | undefined
}
