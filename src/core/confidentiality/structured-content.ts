import type { ProfileOption } from './profile.ts'
import { STRUCTURED_CONTENT } from './structured-content.generated.ts'
import { isActionCode, type ActionCode } from './table-e11.ts'

/** The edition of PS3.15 that Table E.3.4-1 is from: the copy states none; it is older than our Table E.1-1. */
export const STRUCTURED_CONTENT_EDITION = 'PS3.15, about 2019-2022'

/** A row of PS3.15 Table E.3.4-1: what becomes of a Content Item with this concept name and value type. */
export interface ContentItemRule {
  readonly meaning: string
  readonly codeValue: string
  readonly codingScheme: string
  /** `TEXT`, `DATETIME`, `COMPOSITE`, `UIDREF`, `PNAME` … (0040,A040). */
  readonly valueType: string
  readonly basic: ActionCode
  readonly options: Readonly<Partial<Record<ProfileOption, 'K' | 'C'>>>
}

/** The columns of the table in the order in which the generated text has them. */
const OPTION_COLUMNS: readonly ProfileOption[] = [
  'RetainUIDs',
  'RetainDeviceIdentity',
  'RetainInstitutionIdentity',
  'RetainPatientCharacteristics',
  'RetainLongitudinalFullDates',
  'RetainLongitudinalModifiedDates',
  'CleanDescriptors',
]

let rules: ReadonlyMap<string, ContentItemRule> | undefined

/** Designators are written with a version (`NCDR [2.0b]`) that differs from file to file. */
function keyOf(codeValue: string, codingScheme: string, valueType: string): string {
  return [codeValue.trim(), codingScheme.replace(/\s*\[[^\]]*\]\s*$/, '').trim(), valueType.trim()].join('|')
}

function decode(line: string): ContentItemRule {
  const [codeValue = '', codingScheme = '', valueType = '', basic = '', columns = '', meaning = ''] = line.split('|')
  if (!isActionCode(basic)) throw new Error(`Table E.3.4-1 has no code ${basic}`)
  const options: Partial<Record<ProfileOption, 'K' | 'C'>> = {}
  OPTION_COLUMNS.forEach((option, column) => {
    const code = columns[column]
    if (code === 'K' || code === 'C') options[option] = code
  })
  return { meaning, codeValue, codingScheme, valueType, basic, options }
}

/** All 206 rows in the order of the table. */
export function contentItemRules(): readonly ContentItemRule[] {
  return STRUCTURED_CONTENT.split('\n').map(decode)
}

/**
 * Concept names of the table as they were coded in SNOMED-RT, which senders go on using and which are to be recognised
 * (PS3.15 E.3.4, note 3; PS3.16 Annex L maps them).
 */
const RETIRED_CODES: ReadonlyMap<string, string> = new Map([
  ['DD-60002', '116224001'], // Complication of Procedure
  ['DF-0068E', '398325003'], // Anesthesia Start Time
  ['DF-0070B', '398164008'], // Anesthesia Finish Time
  ['F-00033', '271921002'], // ECG Finding
  ['F-02455', '160476009'], // Social History
  ['G-C0E3', '363698007'], // Finding Site
  ['G-D320', '397898000'], // Stop DateTime
  ['G-D321', '398201009'], // Start DateTime
  ['PA-30029', '440252007'], // Administration of radiopharmaceutical
  ['R-42B89', '371524004'], // Clinical Report
])
const RETIRED_SCHEMES: ReadonlySet<string> = new Set(['SRT', 'SNM3', '99SDM'])

/**
 * The row of PS3.15 Table E.3.4-1 for a Content Item. Both concept name and value type count: seven codes have several
 * value types with different actions. Retired SNOMED codes (SRT, SNM3, 99SDM) stand for those of today.
 * @returns undefined where the table does not list it
 */
export function contentItemRule(codeValue: string, codingScheme: string, valueType: string): ContentItemRule | undefined {
  rules ??= new Map(contentItemRules().map((rule) => [keyOf(rule.codeValue, rule.codingScheme, rule.valueType), rule]))
  const today = RETIRED_SCHEMES.has(codingScheme.trim()) ? RETIRED_CODES.get(codeValue.trim()) : undefined
  return rules.get(today === undefined ? keyOf(codeValue, codingScheme, valueType) : keyOf(today, 'SCT', valueType))
}
