/**
 * Step 1 and 2: a folder tree becomes an inventory in the project.
 *
 * scan-collection      the whole: check, walk, read, account
 *   collection-folder  may this folder be scanned into that project
 *   walk-collection    every file there is, nothing opened
 *   compare-contents   on request: which files have other bytes, though size and time are as before (digest-handler)
 *   read-pending       has what is new or changed read by the workers, and the store take it in
 *     scan-handler     what a worker does: some files into one partial inventory (packed-part: on its way)
 *       scan-file      one file
 *   inconsistencies      what in the collection contradicts itself (with content-comparison)
 * texts                why a collection or a file of it cannot be read, in words
 */
export { checkCollectionFolder } from './collection-folder.ts'
export { COLLECTION, scanCollection, type ScanOptions } from './scan-collection.ts'
