/**
 * REVIEW: the written files are read again and held against their originals.
 *
 * review-collection        the whole: read again, account, gate, reports
 *   leak-data              what is looked for (with text-encodings), and what a person has accepted
 *   review-files           the workers' part, by review-handler: files in, one tally out
 *   spell-paths            paths as the inventory spells them
 *   show-to-dciodvfy       a second opinion on conformance, where dciodvfy is installed
 *   output-inventory       the inventory of the copy, for its final values
 *   account-for-files      every file of the collection, written or not, and why
 *   deviations, final-values, gate-findings
 *   reports-folder, write-review-reports
 *   texts                  phases and failures in words
 */
export { createReviewHandler } from './review-handler.ts'
export { reviewCollection, type ReviewInput } from './review-collection.ts'
