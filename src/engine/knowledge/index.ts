/**
 * KNOWLEDGE OF THE TEAM: what this user and the team know of private elements beside the published lists, in files that
 * belong to no project.
 *
 * - `team-store`       the approvals file and the imported lists, read again when another process has changed them
 * - `knowledge-files`  import, export, comparison and lint of files, whichever kind they are
 * - `texts`            what is wrong with them, in words
 */
export * from './team-store.ts'
export * from './knowledge-files.ts'
