/**
 * SCRIPT: the compiled decisions written for an engine.
 *
 * - `export-script`   the whole: writer, folder, files, what is weaker
 * - `crosswalk`       new Patient IDs and shifts of dates, from what apply settled
 * - `made-from`       what a script says of where it comes from
 * - `script-folder`   where scripts may be written, and what of an earlier export goes
 */
export { crosswalkOf } from './crosswalk.ts'
export { exportScript, type ExportRequest } from './export-script.ts'
export type { ScriptPlaces } from './script-folder.ts'
