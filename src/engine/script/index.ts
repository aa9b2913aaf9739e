/**
 * SCRIPT: the compiled decisions written for an engine.
 *
 * - `export-script`   the whole: writer, folder, files, what is weaker
 * - `crosswalk`       new Patient IDs and shifts of dates, from what apply settled
 * - `made-from`       what a script says of where it comes from
 * - `script-folder`   where scripts may be written, and what of an earlier export goes
 * - `check-script`    whether a file is a script of an engine, with line and column
 * - `simulate-script` what an engine would do with a script, held against the decisions
 * - `compare-scripts` what two scripts say differently, of whichever languages
 * - `planned-script`  what an export would write now, and what it says of each decision
 * - `project-regions` redaction regions, from the file that the profile names
 * - `script-source`   a script wherever it is: file, text, one that comes with the program, the one of now
 * - `import-script`   an existing script as decisions
 * - `script-file`     scripts read from files
 * - `texts`           failures in words
 */
export { crosswalkOf } from './crosswalk.ts'
export { exportScript, type ExportRequest } from './export-script.ts'
export type { ScriptPlaces } from './script-folder.ts'
export { checkScript } from './check-script.ts'
export { compareScripts } from './compare-scripts.ts'
export { expressibility, scriptFiles } from './planned-script.ts'
export { projectRegions } from './project-regions.ts'
export { presetScripts } from './script-source.ts'
export { importScript } from './import-script.ts'
export { simulateScript } from './simulate-script.ts'
