import { groupOf, isPrivate, type Tag } from '../dicom/tag.ts'
import type { ProfileOption } from './profile.ts'
import { TABLE_E11, TABLE_E11A } from './table-e11.generated.ts'

/** The edition of PS3.15 that Table E.1-1 is from. */
export const TABLE_E11_EDITION = 'PS3.15 2026d'

/** The Standard's words (PS3.15 Table E.1-1a). Compound codes stay compound until the Type in the IOD decides them. */
export const ACTION_CODES = ['D', 'Z', 'X', 'K', 'C', 'U', 'Z/D', 'X/Z', 'X/D', 'X/Z/D', 'X/Z/U*'] as const
export type ActionCode = (typeof ACTION_CODES)[number]

/** A row of PS3.15 Table E.1-1. */
export interface TableE11Row {
  /** `00100020`; `50xxxxxx`, `60xx3000`, `60xx4000` for repeating groups; `private` for every odd group. */
  readonly tagPattern: string
  readonly name: string
  readonly retired: boolean
  /** In a Standard Composite IOD, says the table. */
  readonly inStandardIod: boolean
  /** The Action Code of the Basic Profile. */
  readonly basic: ActionCode
  /** The Options that change the code, and to what. */
  readonly options: Readonly<Partial<Record<ProfileOption, 'K' | 'C'>>>
}

/** The columns of the table in the order in which the generated text has them. */
const OPTION_COLUMNS: readonly ProfileOption[] = [
  'RetainSafePrivate',
  'RetainUIDs',
  'RetainDeviceIdentity',
  'RetainInstitutionIdentity',
  'RetainPatientCharacteristics',
  'RetainLongitudinalFullDates',
  'RetainLongitudinalModifiedDates',
  'CleanDescriptors',
  'CleanStructuredContent',
  'CleanGraphics',
]

const known: ReadonlySet<string> = new Set(ACTION_CODES)

export function isActionCode(text: string): text is ActionCode {
  return known.has(text)
}

function decode(line: string): TableE11Row {
  const [tagPattern = '', basic = '', marks = '', columns = '', name = ''] = line.split('|')
  if (!isActionCode(basic)) throw new Error(`Table E.1-1 has no code ${basic}`)
  const options: Partial<Record<ProfileOption, 'K' | 'C'>> = {}
  OPTION_COLUMNS.forEach((option, column) => {
    const code = columns[column]
    if (code === 'K' || code === 'C') options[option] = code
  })
  return { tagPattern, name, retired: marks.includes('R'), inStandardIod: marks.includes('S'), basic, options }
}

interface Index {
  readonly rows: readonly TableE11Row[]
  readonly byTag: ReadonlyMap<Tag, TableE11Row>
  readonly byPattern: ReadonlyMap<string, TableE11Row>
}

let index: Index | undefined

function indexed(): Index {
  if (index !== undefined) return index
  const rows = TABLE_E11.split('\n').map(decode)
  const single = rows.filter((row) => /^[0-9A-F]{8}$/.test(row.tagPattern))
  index = {
    rows,
    byTag: new Map(single.map((row) => [parseInt(row.tagPattern, 16), row])),
    byPattern: new Map(rows.map((row) => [row.tagPattern, row])),
  }
  return index
}

/** All 657 rows in the order of the table. */
export function tableE11Rows(): readonly TableE11Row[] {
  return indexed().rows
}

/** The row's pattern for tags that the table does not list one by one. */
function patternOf(tag: Tag): string | undefined {
  const family = groupOf(tag) >>> 8
  if (family === 0x50) return '50xxxxxx'
  if (family !== 0x60) return undefined
  const element = tag & 0xffff
  return element === 0x3000 ? '60xx3000' : element === 0x4000 ? '60xx4000' : undefined
}

/**
 * The row of Table E.1-1 that is for a tag. Every private tag has the row for private attributes, curves (even groups
 * `50xx`) share one row, overlay data and comments are found in any even group `60xx`.
 * @returns undefined where the table does not list the attribute
 */
export function tableE11(tag: Tag): TableE11Row | undefined {
  const { byTag, byPattern } = indexed()
  if (isPrivate(tag)) return byPattern.get('private')
  const row = byTag.get(tag)
  if (row !== undefined) return row
  const pattern = patternOf(tag)
  return pattern === undefined ? undefined : byPattern.get(pattern)
}

let meanings: ReadonlyMap<string, string> | undefined

/** What an Action Code says, in the words of PS3.15 Table E.1-1a. */
export function actionCodeMeaning(code: ActionCode): string {
  meanings ??= new Map(TABLE_E11A.split('\n').map((line) => [line.slice(0, line.indexOf('|')), line.slice(line.indexOf('|') + 1)]))
  return meanings.get(code) ?? ''
}
