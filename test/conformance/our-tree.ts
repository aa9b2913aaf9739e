/** Our reading of a file as a flat list that a judge's can be laid beside. */
import { bytesSource, type ByteSource } from '../../src/core/dicom/byte-source.ts'
import type { DataElement, Part10File } from '../../src/core/dicom/element.ts'
import { hex, isGroupLength } from '../../src/core/dicom/tag.ts'
import { lookupTag } from '../../src/core/dictionary/data-dictionary.ts'

export interface OurElement {
  readonly element: DataElement
  readonly source: ByteSource
  readonly littleEndian: boolean
}

/** All elements by path `00400275[0]00080050`; those that stand twice in one data set in the order of the file. */
export function ourTree(bytes: Uint8Array, file: Part10File): ReadonlyMap<string, readonly OurElement[]> {
  const tree = new Map<string, OurElement[]>()
  const collect = (elements: readonly DataElement[], source: ByteSource, littleEndian: boolean, prefix: string): void => {
    for (const element of elements) {
      const path = prefix + hex(element.tag, 8).toLowerCase()
      const found = tree.get(path)
      if (found === undefined) tree.set(path, [{ element, source, littleEndian }])
      else found.push({ element, source, littleEndian })
      const inside = element.encoding?.littleEndian ?? littleEndian
      element.items?.forEach((item, index) => collect(item.elements, source, inside, `${path}[${index}]`))
    }
  }
  collect(file.fileMeta, bytesSource(bytes), true, '')
  collect(file.elements, file.dataSet, file.transferSyntax.littleEndian, '')
  return tree
}

/**
 * Whether a second reader must find the same VR: the one that is written, or, of a public element, the one of PS3.6 where
 * that is a single one. Private elements and group lengths without VR are a matter of private dictionaries.
 */
export function mustAgreeOnVr({ tag, writtenVr }: DataElement): boolean {
  if (writtenVr !== undefined && writtenVr !== 'UN') return /^[A-Z]{2}$/.test(writtenVr)
  return !isGroupLength(tag) && lookupTag(tag)?.vrs.length === 1
}
