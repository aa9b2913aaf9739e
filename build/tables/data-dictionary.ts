import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const FILE = 'data-dictionary.csv.gz'

/** VRs of PS3.6: `US or SS` → `US/SS`; `See Note 2` (item delimiters) and blank → none. */
function vrs(text: string): string {
  return text.startsWith('See') ? '' : text.split(' or ').join('/')
}

/** PS3.6 chapters 6 to 9: the registry of Data Elements. */
export function dataDictionary(): GeneratedModule {
  const rows = readCsv(FILE, ['tag', 'keyword', 'name', 'vr', 'vm', 'retired'])
  return generatedModule(
    'src/core/dictionary/data-dictionary.generated.ts',
    [FILE],
    [
      {
        constant: 'DATA_DICTIONARY',
        about: 'tag|VRs|VM|R where retired|keyword|name; x in a tag is any digit.',
        lines: rows.map((row) => line([row.tag, vrs(row.vr), row.vm, row.retired === 'Y' ? 'R' : '', row.keyword, row.name])),
      },
    ],
  )
}
