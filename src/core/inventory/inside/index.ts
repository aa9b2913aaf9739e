/**
 * What is inside opaque values, as rows under their elements.
 *
 * inside-of           which format it is, told by the bytes
 *   csa-header        Siemens: named values
 *     left-over       what else can be read in it
 *   phoenix-protocol  Siemens: the measurement protocol as markup (ascconv: and as assignments)
 *   gzip-block        a gzip stream, as GE's protocol data block is one
 *   ge-protocol       GE: the lines in it
 *   text-block        text of a public form (xml-block: markup)
 * entries             what was found, bounded
 * decode-text         bytes as text
 */
export { MOST_ENTRIES, MOST_KEYS, NOT_LISTED, type InsideEntry } from './entries.ts'
export { type Gunzip } from './gzip-block.ts'
export { insideOf, mayHoldMore } from './inside-of.ts'
