/**
 * ELEMENT: one element, looked at closely.
 *
 * - `element-facts`   what it is by those who define it: dictionary, Table E.1-1, Types in the IODs
 * - `where-found`     on which scanners it stands, and a file that has it
 */
export { elementFacts } from './element-facts.ts'
