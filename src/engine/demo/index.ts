/**
 * The demonstration: a small collection of several vendors, made up from a seed, with identities planted in it, and
 * the list of what was planted. Nothing in it belongs to anybody.
 *
 * - write-demo-collection: the files on disk, into a new folder or over an earlier demonstration
 * - collection: all instances and other files together, and the list of what was planted
 * - cast, acquisition: the people, hospitals, scanners, studies and series
 * - ge-*, siemens-*, philips-*, canon, ultrasound, radiography, pet, already-treated, rt-structure-set,
 *   structured-report, dicomdir, other-files: what each of them leaves behind
 * - plan, resolve-plan: a data set as one would say it, and as elements (dcmjs knows the Attributes)
 * - encode-text, encode-data-set, encode-instance, compress: elements as bytes in every layout that is in use
 * - phantom, bitmap-font, overlay: pixels, and text burned into them
 * - planted: finds the identities in what is written, so that the list is complete
 * - texts: why it cannot be written, in words
 */
export { DEFAULT_SEED, findDemoCollection, writeDemoCollection, type DemoWritten } from './write-demo-collection.ts'
export type { Planted, PlantedKind, PlantedWhere } from './planted.ts'
