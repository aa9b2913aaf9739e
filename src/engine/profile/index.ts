/**
 * THE PROFILE, SEEN ON THE DATA: what Options and settings do to this collection, before anything is decided.
 *
 * - `option-effects`     which elements each Option changes
 * - `setting-examples`   old value and new value under the settings, of one patient
 * - `texts`              notes beside the examples
 */
export { optionEffects } from './option-effects.ts'
export { settingExamples } from './setting-examples.ts'
