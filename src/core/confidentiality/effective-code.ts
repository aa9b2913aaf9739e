import { leafOf, parsePath, type AttributePath, type PathStep, type PathText } from '../dicom/attribute-path.ts'
import { tagOf, type Tag } from '../dicom/tag.ts'
import { PROFILE_OPTIONS, type Profile, type ProfileOption } from './profile.ts'
import { tableE11, type ActionCode, type TableE11Row } from './table-e11.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** The Action Code that holds for an element under the chosen Options. */
export interface EffectiveCode {
  /** Empty outside Table E.1-1. */
  readonly code: ActionCode | ''
  /** The chosen Options that name a code for it, those that decide it first. */
  readonly options: readonly ProfileOption[]
  /** `X/Z/D, changed to C by CleanDescriptors`: for a person. */
  readonly reason: string
}

const OUTSIDE: EffectiveCode = { code: '', options: [], reason: CONFIDENTIALITY.codes.none }

/**
 * The code of Table E.1-1 for the element, as the Options change it (PS3.15 E.1.1: an Option overrides the Profile).
 * The row is that of the path's last element, wherever it stands: the table holds at every depth. Where two Options
 * name different codes the more protective (C, as against K) wins, and both are named.
 * @example effectiveCode('(0008,1030)', basicWith('CleanDescriptors')).code // C
 */
export function effectiveCode(path: AttributePath | PathText, profile: Pick<Profile, 'options'>): EffectiveCode {
  const row = tableRowOf(path)
  return row === undefined ? OUTSIDE : effectiveCodeOf(row, profile.options)
}

const known = new WeakMap<readonly ProfileOption[], Map<TableE11Row, EffectiveCode>>()

/** {@link effectiveCode} for a row of the table; the same object for the same row and list of Options. */
export function effectiveCodeOf(row: TableE11Row, chosen: readonly ProfileOption[]): EffectiveCode {
  const byRow = known.get(chosen) ?? new Map<TableE11Row, EffectiveCode>()
  known.set(chosen, byRow)
  const code = byRow.get(row) ?? changedCode(row, chosen)
  byRow.set(row, code)
  return code
}

function changedCode(row: TableE11Row, chosen: readonly ProfileOption[]): EffectiveCode {
  const naming = PROFILE_OPTIONS.filter((option) => chosen.includes(option) && row.options[option] !== undefined)
  const cleaning = naming.filter((option) => row.options[option] === 'C')
  const keeping = naming.filter((option) => row.options[option] === 'K')
  if (naming.length === 0) return { code: row.basic, options: [], reason: CONFIDENTIALITY.codes.basic(row.basic) }
  const [code, deciding, overruled] = cleaning.length > 0 ? (['C', cleaning, keeping] as const) : (['K', keeping, []] as const)
  const { changed, overrules, contradicts } = CONFIDENTIALITY.codes
  const told = changed(row.basic, code, deciding)
  const reason = overruled.length === 0 ? told : overrules(told, overruled)
  return {
    code,
    options: [...deciding, ...overruled],
    reason: isContradiction(row, code, chosen) ? contradicts(reason) : reason,
  }
}

/**
 * Calibration and installation dates are K by Retain Device Identity alone, and (0028,0303) then says REMOVED of all
 * dates (PS3.15 E.2).
 */
function isContradiction(row: TableE11Row, code: ActionCode, chosen: readonly ProfileOption[]): boolean {
  const isDate = row.options.RetainLongitudinalFullDates !== undefined
  const dated = chosen.includes('RetainLongitudinalFullDates') || chosen.includes('RetainLongitudinalModifiedDates')
  return isDate && code === 'K' && !dated
}

/** The row of Table E.1-1 for a path, by its last element. Places outside the data set have none. */
export function tableRowOf(path: AttributePath | PathText): TableE11Row | undefined {
  const parsed = typeof path === 'string' ? parsePath(path) : path
  return parsed?.kind === 'element' ? tableE11(representativeTag(leafOf(parsed))) : undefined
}

/** A tag of the step's kind: its own, or for a private element one of its group; all private elements share one row. */
function representativeTag(step: PathStep): Tag {
  return step.kind === 'public' ? step.tag : tagOf(step.group, 0x1000)
}
