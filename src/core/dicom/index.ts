/**
 * DICOM: files as bytes and elements. Reads headers, decodes values on demand, writes what was changed and copies the rest.
 *
 * Ground: `tag` `vr` `attribute-path` `transfer-syntax` `byte-source` `element` (what a file is) `edits` (what to change).
 *
 * Reading a file, in the order of the bytes:
 * - `read-part10`    preamble, File Meta Information, transfer syntax, data set: the whole
 * - `file-meta`      group 0002
 * - `sniff`          which encoding the bytes show, where their label is missing or wrong
 * - `read-data-set`  the walk over elements and items, with a stack of `frames`
 * - `header`         one element header; `understand` what its value is; `fragments` of encapsulated pixels
 * - `private-block`  who has claimed which block
 * - `cursor`         small reads anywhere in a `ByteSource`
 * - `layout`         recognises a file that is laid out like one that was read (`layout-steps`: what must be the same for it; `layout-element`: an element of such a file)
 *
 * Values: `value-bytes`, `value-text`, `character-set` (with `single-byte-set`, `double-byte-set`, `iso-2022`, `gb18030`).
 *
 * Names of elements in a collection: `path-node`. Failures in words: `texts`.
 *
 * Writing: `write-part10` plans the whole as ranges and new bytes (`output`), from `edits`; `rewrite-data-set` walks the
 * edited data sets, `group-lengths` keeps those true, `encode-element` makes what is new, `file-meta-encode` the header.
 */
export * from './attribute-path.ts'
export * from './byte-source.ts'
export * from './character-set.ts'
export * from './edits.ts'
export * from './element.ts'
export { newBytes, newSequence, newText } from './encode-element.ts'
export * from './path-node.ts'
export * from './read-part10.ts'
export * from './tag.ts'
export * from './transfer-syntax.ts'
export * from './value-bytes.ts'
export * from './value-text.ts'
export * from './vr.ts'
export type * from './write-failure.ts'
export * from './write-part10.ts'
