import type { ByteSource } from './byte-source.ts'
import { UNDEFINED_LENGTH, type DataElement } from './element.ts'

/** Bytes of the delimiter that ends an undefined length (PS3.5 7.5). */
const DELIMITER = 8

/** How many bytes the value takes in the file, whatever its header declares. */
export function valueLength(element: DataElement): number {
  return element.length === UNDEFINED_LENGTH ? element.end - DELIMITER - element.valueOffset : element.length
}

/**
 * The value as it stands in the file, in the byte order of the file; for a Sequence its items, for fragments all of them.
 * The bytes belong to the source: copy what is to be kept.
 * @param source for elements of the data set `file.dataSet`, for File Meta Information the file itself
 */
export function valueBytes(source: ByteSource, element: DataElement): Uint8Array {
  return source.bytes(element.valueOffset, valueLength(element))
}
