import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const FILE = 'uids.csv'

/** PS3.6 Annex A: the registry of UIDs. */
export function uidRegistry(): GeneratedModule {
  const rows = readCsv(FILE, ['uid', 'name', 'type', 'keyword'])
  return generatedModule(
    'src/core/dictionary/uid-registry.generated.ts',
    [FILE],
    [
      {
        constant: 'UID_REGISTRY',
        about: 'UID|type|keyword|name',
        lines: rows.map((row) => line([row.uid, row.type, row.keyword, row.name])),
      },
    ],
  )
}
