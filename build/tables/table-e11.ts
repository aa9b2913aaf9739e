import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv, readSource } from './sources.ts'

const TABLE = 'table-e1-1.csv'
const MEANINGS = 'table-e1-1a.json.gz'

/** The option columns of Table E.1-1, in the order in which they are printed. */
export const OPTION_COLUMNS = [
  'rtnSafePriv',
  'rtnUIDs',
  'rtnDevId',
  'rtnInstId',
  'rtnPatChars',
  'rtnLongFullDates',
  'rtnLongModifDates',
  'cleanDesc',
  'cleanStructCont',
  'cleanGraph',
] as const

/** PS3.15 Tables E.1-1 and E.1-1a. Each option column is one character: K, C or `.` */
export function tableE11(): GeneratedModule {
  const rows = readCsv(TABLE, ['tag', 'name', 'retired', 'inStdCompIOD', 'basic', ...OPTION_COLUMNS])
  const meanings = JSON.parse(readSource(MEANINGS)) as { readonly rows: readonly { readonly code: string; readonly description: string }[] }
  return generatedModule(
    'src/core/confidentiality/table-e11.generated.ts',
    [TABLE, MEANINGS],
    [
      {
        constant: 'TABLE_E11',
        about: `tag|basic code|R retired, S in a Standard Composite IOD|${OPTION_COLUMNS.join(' ')}, one character each|name`,
        lines: rows.map((row) =>
          line([
            row.tag,
            row.basic,
            (row.retired === 'True' ? 'R' : '') + (row.inStdCompIOD === 'True' ? 'S' : ''),
            OPTION_COLUMNS.map((column) => row[column] || '.').join(''),
            row.name,
          ]),
        ),
      },
      { constant: 'TABLE_E11A', about: 'code|meaning', lines: meanings.rows.map((row) => line([row.code, row.description])) },
    ],
  )
}
