/**
 * DICTIONARY: what an element, a UID, a private element is called, and which attributes an IOD wants.
 *
 * - `data-dictionary`     PS3.6: tags, keywords, names, VRs
 * - `uid-registry`        PS3.6 Annex A: UIDs of the Standard
 * - `private-dictionary`  what is published of private elements, by Private Creator
 * - `element-vr`          the VR of an element written without one, public or private
 * - `iod-types`           PS3.3: IODs, modules, and the Type of each attribute at its path
 *
 * The `*.generated.ts` beside them are the tables, one string each, made by `npm run tables` (see `build/tables`).
 * They are read here only, decoded as far as needed, and indexed once.
 */
export * from './data-dictionary.ts'
export * from './element-vr.ts'
export * from './iod-types.ts'
export * from './private-dictionary.ts'
export * from './uid-registry.ts'
