/**
 * SCRIPT: the decisions compiled to one list of Operations, and that list as scripts for engines.
 *
 * - `operation`            what an Operation is: the words that writers print and apply runs
 * - `compile`              decisions → Operations, open Reviews, settings; its parts are
 *   `element-tree` (the inventory as a tree), `scopes` (which scanners to tell apart), `element-operations` with
 *   `retain-parts`, `deletion-parts` and `value-list` (one element), `private-creators`, `fixed-operations` (what is
 *   written anew), `added-elements` and `method-claims` with `method-texts` (what the copy says of its de-identification), `given-elements`
 *   (what else every instance gets; `sayable-additions` what of it a target can say)
 * - `reachable`            which Operations of an element can hold for a scanner that has it
 * - `fate`                 what becomes of an element, also of one inside a Sequence that goes
 * - `native-script`        Operations → our own script, and `read-native` back
 * - `one-for-each`         one script for each manufacturer or model (`routes`)
 * - `script-target`        what a writer for an engine is given and gives
 * - `compare-scripts`      what two scripts say differently; `compare-imported` what they decide differently
 * - `redaction-regions` pixels that hold text; `unsaid-regions` says of them where a target's script cannot
 * - `expressibility`       what a target can say of each decision
 * - `script-head`          what the scripts of all engines say first
 * - `wording`              an Operation in the words that engines without tables of their own have in common
 * - `text-dummies`         what a text is replaced by that must have a value
 * - `texts`                what all this says, in one place, ready to be translated; so in each folder
 * - `ctp/`                 RSNA CTP DicomAnonymizer
 * - `dicomedit/`           XNAT DicomEdit 6
 * - `others/`              Posda, pydicom/deid, Kitware dicom-anonymizer
 */
export { compile, type Compiled, type CompileInput } from './compile.ts'
export { fateOf, leavesNothing, OperationsByPath } from './fate.ts'
export { methodClaims, type Claim, type Deviation, type MethodClaims } from './method-claims.ts'
export { writeNative } from './native-script.ts'
export { readNative, type ScriptFault } from './read-native.ts'
export * from './operation.ts'
export { countExpressed, EXPRESSIBILITY_COLUMNS, type ExpressibilityRow } from './expressibility.ts'
export type { Crosswalk, ScriptTarget, TargetInput, TargetOutput } from './script-target.ts'
export { ctpTarget } from './ctp/ctp-target.ts'
export { dicomEditTarget } from './dicomedit/dicomedit-target.ts'
export { deidTarget, kitwareTarget, posdaTarget } from './others/index.ts'
