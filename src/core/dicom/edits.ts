import type { DataElement } from './element.ts'
import type { Tag } from './tag.ts'
import type { VR } from './vr.ts'

/**
 * What to change in one data set (the root, or one item), as data. Everything not named is copied byte for byte.
 * Values are given in little endian; the writer turns them into the encoding of the place they go to.
 */
export interface DataSetEdits {
  readonly elements: ReadonlyMap<DataElement, ElementEdit>
  /** New elements; the writer sorts them in by tag. An element of the same tag must be removed or set instead. */
  readonly add: readonly NewElement[]
}

export type ElementEdit =
  /** The element with all that is inside it goes. */
  | { readonly do: 'remove' }
  /** A new value, padded by the writer to even length; a Sequence set to no bytes becomes empty. */
  | { readonly do: 'set'; readonly value: Uint8Array }
  /** For a Sequence: one entry an item; undefined keeps it as it is, `remove` drops it. */
  | { readonly do: 'items'; readonly items: readonly (DataSetEdits | 'remove' | undefined)[] }
  /** For a Sequence: these items in place of those it had. */
  | { readonly do: 'replace-items'; readonly items: readonly (readonly NewElement[])[] }

/** An element that the file did not have. */
export interface NewElement {
  readonly tag: Tag
  readonly vr: VR
  /** Value bytes in little endian, or the items of a Sequence. */
  readonly value: Uint8Array | readonly (readonly NewElement[])[]
}

/** A file as it is to be written: ranges of the source and new bytes, in order. */
export type OutputPart =
  { readonly from: 'file'; readonly offset: number; readonly length: number } | { readonly from: 'bytes'; readonly bytes: Uint8Array }

/** What becomes of what stands before the data set. */
export interface HeaderEdits {
  /** The 128 bytes before `DICM`; undefined keeps preamble and File Meta Information as they are. */
  readonly preamble: Uint8Array
  /** Group 0002 without its group length, which the writer computes (PS3.10 7.1). */
  readonly fileMeta: readonly NewElement[]
}
