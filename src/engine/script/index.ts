/**
 * SCRIPT: the compiled decisions written for an engine.
 *
 * - `export-script`   the whole: writer, folder, files, what is weaker
 * - `crosswalk`       new Patient IDs and shifts of dates, from what apply settled
 * - `made-from`       what a script says of where it comes from
 * - `script-folder`   where scripts may be written, and what of an earlier export goes
 * - `check-script`    whether a file is a script of an engine, with line and column
 * - `simulate-script` what an engine would do with a script, held against the decisions
 * - `compare-files`   what two scripts say differently
 * - `import-script`   an existing script as decisions
 * - `script-file`     scripts read from files
 */
export { crosswalkOf } from './crosswalk.ts'
export { exportScript, type ExportRequest } from './export-script.ts'
export type { ScriptPlaces } from './script-folder.ts'
export { checkScript } from './check-script.ts'
export { compareFiles } from './compare-files.ts'
export { importScript } from './import-script.ts'
export { simulateScript } from './simulate-script.ts'
