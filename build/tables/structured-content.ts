import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const FILE = 'table-e3-4-1.csv'

/** The option columns of Table E.3.4-1, in the order in which they are printed. */
const OPTION_COLUMNS = [
  'rtn_uids',
  'rtn_dev_id',
  'rtn_inst_id',
  'rtn_pat_chars',
  'rtn_long_full_dates',
  'rtn_long_modif_dates',
  'clean_desc',
] as const

/** PS3.15 Table E.3.4-1: concept names of Content Items. */
export function structuredContent(): GeneratedModule {
  const rows = readCsv(FILE, ['code_meaning', 'code_value', 'coding_scheme', 'value_type', 'basic', ...OPTION_COLUMNS])
  return generatedModule(
    'src/core/confidentiality/structured-content.generated.ts',
    [FILE],
    [
      {
        constant: 'STRUCTURED_CONTENT',
        about: `code|coding scheme|value type|basic code|${OPTION_COLUMNS.join(' ')}, one character each|meaning`,
        lines: rows.map((row) =>
          line([
            row.code_value,
            row.coding_scheme,
            row.value_type,
            row.basic,
            OPTION_COLUMNS.map((column) => row[column] || '.').join(''),
            row.code_meaning,
          ]),
        ),
      },
    ],
  )
}
