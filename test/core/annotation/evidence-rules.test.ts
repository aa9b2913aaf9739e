import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVIDENCE_RULES } from '../../../src/core/annotation/value-evidence.ts'

/** All that says which flags a value gives; comments and white space left out. */
const RULES = [
  'annotation/first-words.ts',
  'annotation/identifiers.ts',
  'annotation/identity-overlap.ts',
  'annotation/value-evidence.ts',
  'annotation/value-flags.ts',
  'annotation/words.ts',
  'confidentiality/defined-terms.generated.ts',
  'confidentiality/defined-terms.ts',
  'confidentiality/table-e11.generated.ts',
  'dictionary/private-dictionary.generated.ts',
] as const

function codeOf(file: string): string {
  const text = readFileSync(resolve(import.meta.dirname, '../../../src/core', file), 'utf8')
  return text
    .replace(/^\s*(?:\/\*\*?|\*).*$|(?<!:)\/\/ .*$/gm, '')
    .replace(/export const EVIDENCE_RULES = \d+/, '')
    .replace(/\s+/g, '')
}

describe('Evidence that is kept with projects', () => {
  it('has a new number whenever the rules change that it follows from', () => {
    const hash = createHash('sha256')
    for (const file of RULES) hash.update(codeOf(file))
    // Where this fails, raise EVIDENCE_RULES if any value may now give another flag, and enter number and digest here.
    expect({ rules: EVIDENCE_RULES, digest: hash.digest('hex').slice(0, 16) }).toEqual({ rules: 4, digest: '10dc3fbe3634915c' })
  })
})
