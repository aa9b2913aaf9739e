/**
 * ENGINE: scripts of CTP's DicomAnonymizer read, and what CTP does with them, from the description of its behaviour.
 *
 * - `read-script`      a script in XML or properties, with every fault by line and column (`read-xml`, `script-language`)
 * - `lint-rules`       what CTP takes, and does otherwise than it looks (`vr-texts`: which VR takes which text)
 * - `run-script`       what becomes of a data set (`functions` for the calls in a rule)
 * - `companions`       the look-up table and the dictionary of private elements
 * - `texts`            all of what is said of scripts and instances
 */
export { readProperties, safePrivateElements } from './companions.ts'
export { readCtpScript, ruleKey, type CtpRule, type CtpScriptRead } from './read-script.ts'
export { runCtp, type CtpRefusal, type CtpSurroundings } from './run-script.ts'
