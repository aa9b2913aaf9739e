/**
 * What the two sides say: everything that a shell can ask of the engine, typed once.
 *
 * - `curation-api`: the calls
 * - `project-answers`: a project, what a scan found, the job that runs, folders to choose from
 * - `inventory-answers`: the list of elements: what is asked of it, its lines, its facets, its reports
 * - `decision-answers`: what is decided, and what is in the log then
 * - `element-answers`: one element, looked at closely
 * - `collection-answers`: what is in a collection, as charts, tree and problems
 * - `header-answers`: the header of one instance, before and after
 * - `inventory-row`: rows of the annotated inventory and of the values to review
 * - `history-answers`: what was decided and set, and taken back
 * - `knowledge-answers`, `private-answers`: what is known of private elements, and their blocks
 * - `preview-answers`: old and new values before anything is written
 * - `script-answers`: scripts for engines as they would be, what they say, and scripts of others
 * - `copy-answers`: what apply would do and did, and what the review of the copy found
 * - `standing-answers`: where the work stands, and what keeps the gate closed
 * - `value-answers`: the values that need review, as a worklist
 * - `profile-answers`: what Options and settings do to a collection
 * - `texts`: what is said where a call does not reach the engine
 * - `outcome`: an answer is a value or a failure with one clear line
 * - `job`: progress and cancel
 * - `wire`: the messages between two processes
 * - `read-message`: what came over a line as a request, or nothing
 * - `input-shape`: which calls there are, and whether an input is what a call takes
 * - `dispatcher`: the engine's end of a wire
 * - `proxy`: the caller's end of a wire, with the same type as the engine itself
 */
export * from './collection-answers.ts'
export * from './copy-answers.ts'
export * from './curation-api.ts'
export * from './decision-answers.ts'
export * from './dispatcher.ts'
export * from './element-answers.ts'
export * from './header-answers.ts'
export * from './history-answers.ts'
export * from './input-shape.ts'
export * from './inventory-answers.ts'
export * from './inventory-row.ts'
export * from './job.ts'
export * from './knowledge-answers.ts'
export * from './outcome.ts'
export * from './preview-answers.ts'
export * from './private-answers.ts'
export * from './profile-answers.ts'
export * from './project-answers.ts'
export * from './proxy.ts'
export * from './read-message.ts'
export * from './script-answers.ts'
export * from './standing-answers.ts'
export * from './value-answers.ts'
export * from './wire.ts'
