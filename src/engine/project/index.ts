/**
 * PROJECT: one folder with one SQLite file, which one process at a time writes to.
 *
 * - `project`            opens, makes and locks it; its secret and its notes
 * - `inventory-store`    the inventory of the collection, or of the copy; who asks gets the one that is open
 *   - `inventory-schema`   its tables: facts are counts of files for a (path, context) or a (value, context)
 *   - `file-table`         which files there are, which are to be read, what has changed since the last scan
 *   - `inventory-writer`   takes in what workers read (`value-writer`, `value-runs`; `fact-blocks`: facts of files that were read together)
 *   - `inventory-reader`   elements and values again (`stored-value`, `context-table`: how far they reach)
 *   - `commonest-values`   the first of very many values, kept from the end of a scan on
 *   - `value-page`         some of the values of an element at a time, and those that hold a text
 *   - `kept-evidence`      what values look like and whom they identify, kept likewise
 *   - `find-values`        a text in all values (`packed-values`: these held in memory once somebody searches)
 *   - `kept-reason`        why a file could not be read, without words
 *   - `delete-unused`      what no file says any more
 *   - `relations`, `value-facts`, `collection-files`  what belongs to what; values with their contexts; files, counted
 * - `inconsistency-table`  what contradicts itself, as the last scan found it
 * - `decision-store`, `profile-store`  decisions and profile, every version
 * - `deed-time`  when something was done, never twice the same
 * - `texts`  why it cannot be opened, in words
 *
 * What follows from all facts and takes long to count (elements, counts, evidence, first values) is kept with the end of
 * a scan and goes with the first new fact; evidence also when its rules have another number (`EVIDENCE_RULES`). So does
 * what each row has of each filter, which follows from decisions, the profile and all rules too (`session/fingerprint`).
 */
export { createInventoryStore, type InventoryStore } from './inventory-store.ts'
export { openProject, type Project } from './project.ts'
