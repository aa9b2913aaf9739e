import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifyingTokens } from '../../../src/core/annotation/identifiers.ts'
import { identityOverlap } from '../../../src/core/annotation/identity-overlap.ts'
import { overlapMarks } from '../../../src/core/annotation/overlap-marks.ts'
import { inventoryOf } from '../../fixtures/small-inventory.ts'

const overlap = identityOverlap(
  identifyingTokens(
    inventoryOf([
      { path: '(0010,0010)', vr: 'PN', values: ['Müller-Lüdenscheidt^Erwin'] },
      { path: '(0010,0020)', vr: 'LO', values: ['MRN-0012345'] },
      { path: '(0008,0080)', vr: 'LO', values: ['Saint Mary Infirmary'] },
    ]),
  ),
)
const marked = (text: string): readonly string[] => overlapMarks(text, overlap).map(([from, to]) => text.slice(from, to))

describe('the parts of a value that tell somebody', () => {
  it.each([
    ['are words of a name, as they are written there', 'Kopf Fr. Müller nüchtern', ['Müller']],
    ['are all of them', 'ERWIN chest, erwin pelvis', ['ERWIN', 'erwin']],
    ['are the whole run where only the run tells', 'from Saint Mary Infirmary, floor 2', ['Saint Mary Infirmary']],
    ['do not take in what stands before a run', 'see MRN-0012345 again', ['MRN-0012345']],
    ['are none in a value that overlaps with nobody', 'AX T2 FLAIR', []],
  ])('%s', (_rule, text, parts) => expect(marked(text)).toEqual(parts))

  it('lie in the text, in order, and never on each other', () => {
    const words = fc.array(fc.constantFrom('ERWIN', 'chest', 'Saint', 'Mary', 'Infirmary', '0012345', 'MRN', '-', '^', ' '), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ')
        let end = 0
        for (const [from, to] of overlapMarks(text, overlap)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          end = to
        }
      }),
    )
  })
})
