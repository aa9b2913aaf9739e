import { generatedModule, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const LATER = 'later-tags.csv'
const PER_LINE = 16

/** Tags that the toolkit of RSNA CTP may not know: what PS3.6 has now and did not have when its dictionary was made. */
export function laterTags(): GeneratedModule {
  const tags = readCsv(LATER, ['tag']).map(({ tag }) => tag)
  const lines = Array.from({ length: Math.ceil(tags.length / PER_LINE) }, (_, index) =>
    tags.slice(index * PER_LINE, (index + 1) * PER_LINE).join(' '),
  )
  return generatedModule('src/core/script/ctp/later-tags.generated.ts', [LATER], [{ constant: 'LATER_TAGS', about: 'tags', lines }])
}
