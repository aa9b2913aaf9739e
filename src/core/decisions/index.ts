/**
 * DECISIONS: the curator's word, Retain, Delete or Review, from the proposal to the log.
 *
 * - `decision`           the words: choices, scopes, log entries, proposals
 * - `proposals`          one for every element of an inventory; `propose` for one of them: `propose-by-code` for Table
 *                        E.1-1, `propose-private`, defaults for the rest (`proposal-context`, `suggestion`)
 * - `carry-over`         what a team approved in earlier collections, within its scope and outside it
 * - `profile-file`       somebody's own profile, as the Tag Sniffer took it
 * - `opened`             what is inside an opaque value follows its element, whose reason says what was found
 * - `validate-choice`    what a choice needs of the element's VR
 * - `decision-log`       append, undo, redo: nothing is ever lost
 * - `decision-table`     what holds now, by path, value and scanner (`scope`)
 * - `deviation`          decisions weaker than the Profile
 * - `texts`              all reasons and refusals in words
 * - `decision-csv`, `choice-text`, `scope-text`   the text forms
 */
export * from './carry-over.ts'
export * from './choice-text.ts'
export * from './decision-csv.ts'
export * from './decision-log.ts'
export * from './decision-table.ts'
export * from './decision.ts'
export * from './deviation.ts'
export * from './profile-file.ts'
export * from './proposals.ts'
export * from './proposal-context.ts'
export * from './propose.ts'
export * from './scope-text.ts'
export * from './scope.ts'
export * from './validate-choice.ts'
