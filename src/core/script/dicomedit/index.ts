/**
 * DICOMEDIT: Operations as a script for XNAT DicomEdit 6, and such scripts read.
 *
 * - `plan`              what becomes of each element, as strictly as DicomEdit can be told (`narrow`)
 * - `statements`        the statements: what goes, what private elements stay, what is written
 * - `route-guard`       what rejects instances of other scanners, where each has a script of its own
 * - `path-text`         what its grammar can spell of paths, creators, strings
 * - `dicomedit-target`  the file, with its `head`, and what it cannot say
 * - `read`              a script as statements, or its faults with line and column (`script-reader`, `syntax`), and what
 *                       DicomEdit would not run or does otherwise than it looks (`lint`)
 * - `engine`            what DicomEdit does with a script, by the description of its behaviour (`find-elements`)
 * - `texts`             all that is said of this, in one place
 */
export { dicomEditTarget } from './dicomedit-target.ts'
