import { PROFILE_OPTIONS } from './profile.ts'
import { contentItemRule, type ContentItemRule } from './structured-content.ts'
import { CONFIDENTIALITY } from './texts.ts'

/** What becomes of one Content Item (PS3.3 C.17.3.2) under Clean Structured Content. */
export interface ContentItemFate {
  /**
   * `by-element`: nothing of its own; the elements in it have Operations by their paths, by which UIDs are remapped, codes
   * and numbers stay, and texts are kept value by value.
   */
  readonly do: 'remove' | 'dummy' | 'keep' | 'shift-date' | 'by-element'
  readonly because: string
}

/** Concept Name Code Sequence (0040,A043), its first Item. */
export interface ConceptName {
  readonly codeValue: string
  readonly scheme: string
}

const DATED: ReadonlySet<string> = new Set(['DATE', 'TIME', 'DATETIME'])
/** Value types whose value is a UID: a dummy of it is a new one, the same wherever it is referred to. */
const REFERRING: ReadonlySet<string> = new Set(['UIDREF', 'IMAGE', 'COMPOSITE', 'WAVEFORM'])

/**
 * What becomes of a Content Item by its concept name and value type (PS3.15 E.3.4, Table E.3.4-1); concepts that the table does
 * not list by their value type alone.
 * @param options the chosen Options, by their settled spelling
 * @param shifts whether dates can be shifted: a Modified Dates without a shift keeps none
 */
export function contentItemFate(concept: ConceptName, valueType: string, options: readonly string[], shifts: boolean): ContentItemFate {
  const rule = contentItemRule(concept.codeValue, concept.scheme, valueType)
  return rule === undefined ? unlistedFate(valueType, options, shifts) : listedFate(rule, options, shifts)
}

function listedFate(rule: ContentItemRule, options: readonly string[], shifts: boolean): ContentItemFate {
  const naming = PROFILE_OPTIONS.filter((option) => options.includes(option) && rule.options[option] !== undefined)
  const cleaning = naming.find((option) => rule.options[option] === 'C')
  const deciding = cleaning ?? naming[0]
  const told = (how: ContentItemFate['do'], code: string): ContentItemFate => ({
    do: how,
    because: CONFIDENTIALITY.contentItems.byTable(rule.meaning, rule.codeValue, rule.codingScheme, rule.valueType, code),
  })
  if (deciding === undefined || (cleaning !== undefined && DATED.has(rule.valueType) && !shifts)) return told(byBasicCode(rule), rule.basic)
  const code = CONFIDENTIALITY.codes.changed(rule.basic, cleaning === undefined ? 'K' : 'C', [deciding])
  if (cleaning !== undefined) return told(DATED.has(rule.valueType) ? shifted(rule.valueType) : 'by-element', code)
  return told(rule.valueType === 'UIDREF' ? 'keep' : 'by-element', code)
}

/** X/D is D here: a template may want the item, and no IOD says so. */
function byBasicCode({ basic, valueType }: ContentItemRule): ContentItemFate['do'] {
  if (basic === 'X') return 'remove'
  return REFERRING.has(valueType) ? 'by-element' : 'dummy'
}

/** A shift by whole days leaves a time of day as it is. */
function shifted(valueType: string): ContentItemFate['do'] {
  return valueType === 'TIME' ? 'by-element' : 'shift-date'
}

function unlistedFate(valueType: string, options: readonly string[], shifts: boolean): ContentItemFate {
  const told = (how: ContentItemFate['do'], why: string): ContentItemFate => ({
    do: how,
    because: CONFIDENTIALITY.contentItems.notInTable(why),
  })
  if (valueType === 'PNAME') return told('remove', CONFIDENTIALITY.contentItems.personName)
  if (!DATED.has(valueType)) return told('by-element', CONFIDENTIALITY.contentItems.byValueType)
  if (options.includes('RetainLongitudinalFullDates')) return told('by-element', CONFIDENTIALITY.contentItems.dateKept)
  if (options.includes('RetainLongitudinalModifiedDates') && shifts)
    return told(shifted(valueType), CONFIDENTIALITY.contentItems.dateByOption)
  return told('remove', CONFIDENTIALITY.contentItems.dateGoes)
}
