/**
 * The Element Inventory: which elements a collection has, with which values, and how far each reaches.
 *
 * inventory            what it is to those who read it
 * collect              folds files, one after the other, into a partial inventory
 *   describe-value     what is kept of a value, and when two are the same (with printable-strings)
 *   inside-rows        what is inside opaque values (inside/: their formats)
 *   instance-context   what an instance belongs to: patient, study, series, scanner
 *   fold               adds up, a file counting once a path and once a value (with fact-counter)
 * partial-inventory    what a worker hands over
 * merge                two partial inventories are one, in whatever order
 * creator-spelling     which spelling of a Private Creator is shown
 * written-as-unknown   which elements some file writes as UN
 * unbound              where no module binds an element, since none of it is there
 * code-point-order     the order of every list
 */
export { byCodePoint } from './code-point-order.ts'
export { Collector, collect, type Collected, type FileNames } from './collect.ts'
export { spellingOf, type Spelling } from './creator-spelling.ts'
export { describeBytes, describeValue, type Digest, type Reading } from './describe-value.ts'
export { contextKey, type FoundValue } from './fold.ts'
export { instanceContext, patientKey, patientOf } from './instance-context.ts'
export type * from './inventory.ts'
export { merge } from './merge.ts'
export { eachFact, VALUE_FORMS, type Facts, type PartialInventory, type ValueColumns } from './partial-inventory.ts'
