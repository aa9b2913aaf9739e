import { generatedModule, line, type GeneratedModule } from './generated-module.ts'
import { readCsv } from './sources.ts'

const FILE = 'defined-terms.csv'

/** Defined Terms of PS3.3 and PS3.16 that are words: those of Modality and of Body Part Examined. */
export function definedTerms(): GeneratedModule {
  const byTag = new Map<string, string[]>()
  for (const { tag, term } of readCsv(FILE, ['tag', 'term'])) {
    const terms = byTag.get(tag)
    if (terms === undefined) byTag.set(tag, [term])
    else terms.push(term)
  }
  return generatedModule(
    'src/core/confidentiality/defined-terms.generated.ts',
    [FILE],
    [
      {
        constant: 'DEFINED_TERMS_TABLE',
        about: 'tag|terms, each behind a blank',
        lines: [...byTag].map(([tag, terms]) => line([tag, terms.join(' ')])),
      },
    ],
  )
}
