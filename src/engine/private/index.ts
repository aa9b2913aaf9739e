/**
 * PRIVATE: the private elements of a collection, block by block, for the people who settle them.
 *
 * - `private-blocks`   Private Creator blocks by scanner, with how much of each is settled
 * - `block-elements`   the elements of one block: what each source says, what is lost, where they stand
 * - `approve-block`    one choice for the listed elements, in the project and among the team's approvals
 * - `approved-acts`    approvals go with the act that made them when it is undone, and come again with it
 * - `found-values`     the values of an element told from one another, for approvals that rest on them
 * - `declared-series`  what the files themselves declare of their private elements, as statements
 * - `element-evidence` what the values of one element look like, against the identifiers of each patient
 * - `texts`            what is said of private elements
 */
export * from './approve-block.ts'
export * from './approved-acts.ts'
export * from './block-elements.ts'
export * from './declared-series.ts'
export * from './element-evidence.ts'
export * from './private-blocks.ts'
