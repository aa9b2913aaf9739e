/**
 * CONFIDENTIALITY: PS3.15 Annex E, as rules on one element.
 *
 * - `profile`             the Options and settings; `profile-changes` what a person may change, `validate-profile` what excludes what
 * - `table-e11`           Table E.1-1: the Action Code of every attribute, and what each Option makes of it
 * - `effective-code`      the code that holds under the chosen Options, with its reason
 * - `iod-type`            the Type of an attribute at its path in an IOD
 * - `conditions`          attributes that must be there, or must not, when another one goes
 * - `resolve-action`      compound codes, decided by the Type
 * - `deletion`            how a Delete goes: removed, emptied or a dummy, for each SOP Class
 * - `defaults`            public elements that the table does not list, by what they are (`known-elements`,
 *                         `structural-uids`, `value-shapes`)
 * - `needed`              what stays although everything goes that is not listed
 * - `defined-terms`       what the Standard itself says in coded attributes, and what of it may stand in for a value
 * - `safe-private`        Table E.3.10-1
 * - `structured-content`  Table E.3.4-1; `content-items` what becomes of one Content Item by it
 * - `age-cap`             ages of 90 and more
 * - `given-additions`     elements that a person has every instance get: clinical trial attributes, an archive's own block
 * - `legal-value`         what a given value may be, by its VR
 * - `texts`               all of this in words
 * - `context-groups`      CID 7050 and 7005, the codes of what was done
 */
export * from './conditions.ts'
export * from './content-items.ts'
export * from './context-groups.ts'
export * from './defaults.ts'
export * from './defined-terms.ts'
export * from './deletion.ts'
export * from './effective-code.ts'
export * from './given-additions.ts'
export * from './iod-type.ts'
export * from './legal-value.ts'
export * from './known-elements.ts'
export * from './needed.ts'
export * from './profile-changes.ts'
export * from './profile.ts'
export * from './resolve-action.ts'
export * from './safe-private.ts'
export * from './structural-uids.ts'
export * from './structured-content.ts'
export * from './table-e11.ts'
export * from './validate-profile.ts'
