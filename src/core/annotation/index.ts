/**
 * ANNOTATION: what is known of each element of an inventory, before anybody decides.
 *
 * - `annotation`        the statements and flags
 * - `annotate`          all of them, for a whole inventory
 * - `describe`          names and origins
 * - `value-evidence`    flags from the values of each element (`value-flags`: what the text of a value looks like)
 * - `identifiers`       which elements identify, and their values: what leaks are searched for
 * - `identity-overlap`  finds those values in the texts of other elements (`words`, `first-words`)
 * - `evidence`          what the values of one element look like, against each patient's own identifiers (`found-evidence`; `reach`: what they
 *                       stay the same within and whom they follow; `evidence-sentences`; `overlap-marks`)
 * - `texts`             what values and files show, in words
 * - `declared`          what files declare of their private elements in (0008,0300)
 */
export * from './annotate.ts'
export * from './annotation.ts'
export * from './declared.ts'
export * from './describe.ts'
export * from './evidence.ts'
export * from './found-evidence.ts'
export * from './identifiers.ts'
export * from './identity-overlap.ts'
export * from './value-evidence.ts'
export * from './value-flags.ts'
export * from './reach.ts'
