import { describe, expect, it } from 'vitest'
import { dicomEditTarget } from '../../../../src/core/script/dicomedit/dicomedit-target.ts'
import type { SmallElement } from '../../../fixtures/small-inventory.ts'
import type { SmallDecision } from '../compiling.ts'
import { exportedFor, type ExportedFiles } from '../exporting-for.ts'

const exported = (elements: readonly SmallElement[], decisions: readonly SmallDecision[]): ExportedFiles & { readonly text: string } => {
  const result = exportedFor(dicomEditTarget, elements, decisions)
  return { ...result, text: result.texts.get('dicomedit.das') ?? '' }
}

describe('a Private Creator that DicomEdit’s grammar cannot spell', () => {
  const block = (creator: string): readonly SmallElement[] => [
    { path: `(0009,"${creator}")`, values: [creator] },
    { path: `(0009,"${creator}",01)` },
  ]

  it('is named at the head where something of it was to stay', () => {
    const { text, rows } = exported(
      [...block('1GE & CO'), ...block('A/B')],
      [
        { path: '(0009,"1GE & CO",01)', is: 'retain' },
        { path: '(0009,"A/B",01)', is: 'delete' },
      ],
    )
    expect(text).toContain('some were to stay: 1GE & CO')
    expect(text).not.toContain('A/B')
    expect(rows.find(({ path }) => path === '(0009,"1GE & CO",01)')).toMatchObject({
      expressed: 'stricter',
      why: 'DicomEdit’s grammar cannot spell the Private Creator: removed',
    })
  })

  it('is not named where it may be the name of a person', () => {
    expect(exported(block('DR DOE^JANE'), [{ path: '(0009,"DR DOE^JANE",01)', is: 'delete' }]).text).not.toContain('DOE')
  })
})

describe('why DicomEdit does more than was decided', () => {
  it('is said of the element that it is said of', () => {
    const path = '(0009,"ACME",01)'
    const values = [
      { path, is: 'retain:clean' },
      { path, value: 'HEAD', is: 'retain' },
    ]
    const why = (element: SmallElement, decisions: readonly SmallDecision[]): string | undefined =>
      exported([{ path: '(0009,"ACME")' }, element], decisions).rows.find((row) => row.path === element.path)?.why
    expect(why({ path, values: ['HEAD'] }, values)).toBe('of private elements no values are compared: removed')
    expect(why({ path, vr: ['DA', 'UN'], values: ['20200101'] }, [{ path, is: 'retain:shift-date' }])).toMatch(/^some files write it as UN/)
    expect(why({ path, vr: ['UI', 'UN'], values: ['1.2'] }, [{ path, is: 'retain:remap-uid' }])).toMatch(/^some files write it as UN/)
  })
})
