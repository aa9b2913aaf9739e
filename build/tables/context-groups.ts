import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv, readSource } from './sources.ts'

const METHODS = 'cid-7050.json.gz'
const PURPOSES = 'cid-7005.csv'

interface Code {
  readonly scheme_designator: string
  readonly code_value: string
  readonly code_meaning: string
}

function codeLine(code: Code): string {
  return line([code.scheme_designator, code.code_value, code.code_meaning])
}

/** PS3.16 CID 7050 De-identification Method and CID 7005 Contributing Equipment Purpose of Reference. */
export function contextGroups(): GeneratedModule {
  const methods = JSON.parse(readSource(METHODS)) as { readonly rows: readonly Code[] }
  const purposes = readCsv(PURPOSES, ['scheme_designator', 'code_value', 'code_meaning'])
  return generatedModule(
    'src/core/confidentiality/context-groups.generated.ts',
    [METHODS, PURPOSES],
    [
      { constant: 'CID_7050_TABLE', about: 'coding scheme|code|meaning', lines: methods.rows.map(codeLine) },
      { constant: 'CID_7005_TABLE', about: 'coding scheme|code|meaning', lines: purposes.map(codeLine) },
    ],
  )
}
