/**
 * IMPORT: existing scripts as decisions. What is no decision is listed, and nothing is guessed in its place.
 *
 * - `imported`           what comes out
 * - `import-native`      our own scripts
 * - `import-ctp`         RSNA CTP DicomAnonymizer
 * - `import-dicomedit`   XNAT DicomEdit 6
 * - `texts`              where decisions are from, and why something is none
 */
export { presetScript, PRESET_NAMES } from './preset-scripts.ts'
export { importCtp } from './import-ctp.ts'
export { importDicomEdit } from './import-dicomedit.ts'
export { importNative } from './import-native.ts'
export type { Imported, ImportedDecision, Unread } from './imported.ts'
