/**
 * THE COLLECTION, LOOKED AT: charts that filter each other, a tree, what is doubtful, what is new.
 *
 * - `collection-cells`     the collection as some thousands of cells, from which all of it is counted
 * - `collection-filter`    which cells a query leaves
 * - `collection-overview`  numbers and charts (names by `chart-title`)
 * - `collection-tree`      patients, studies, series, instances: a page of lines
 * - `collection-problems`  what a person should look at, and its cases
 * - `texts`                all of this in words
 */
export { collectionOverview } from './collection-overview.ts'
export { collectionCases, collectionProblems } from './collection-problems.ts'
export { collectionTree } from './collection-tree.ts'
