import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const PROFILES = 'ctp-profiles.csv'

/** The scripts that RSNA CTP ships, entry by entry: what many archives began with. */
export function ctpProfiles(): GeneratedModule {
  const rows = readCsv(PROFILES, ['profile', 'kind', 'enabled', 'tag_or_name', 'element_name', 'action_text'])
  return generatedModule(
    'src/core/script/import/ctp-profiles.generated.ts',
    [PROFILES],
    [
      {
        constant: 'CTP_PROFILES_TABLE',
        about: 'script|kind of entry|enabled|tag|name|text',
        lines: rows.map((row) => line([row.profile, row.kind, row.enabled, row.tag_or_name, row.element_name, row.action_text])),
      },
    ],
  )
}
