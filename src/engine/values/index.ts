/**
 * THE VALUES THAT NEED REVIEW, as a worklist: by element, by value, by the words in them.
 *
 * - `work-list`      which they are, and what is decided of them; follows the log
 * - `work-tables`    the tables in which they stand ready
 * - `work-page`      a page of lines, and the next that is left, out of parts (`work-part`): `work-elements` with their
 *   values, `work-texts` with all their places, `work-tokens`; `work-filter` is what a query leaves of them
 * - `decide-values`  one choice for many of them
 * - `texts`          refusals in words
 */
export { decideValues, workReach } from './decide-values.ts'
export { workList } from './work-list.ts'
export { valuePlaces, workPage } from './work-page.ts'
