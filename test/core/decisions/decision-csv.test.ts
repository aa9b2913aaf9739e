import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TREATMENTS, type Choice, type DecisionEntry } from '../../../src/core/decisions/decision.ts'
import { append, type NewDecision } from '../../../src/core/decisions/decision-log.ts'
import { formatDecisionRows, parseDecisionRows } from '../../../src/core/decisions/decision-csv.ts'
import { formatScope, parseScope } from '../../../src/core/decisions/scope-text.ts'

const NOW = { by: 'A. Curator', at: '2026-11-20T12:00:00Z' }
const paths = fc.constantFrom('(0010,0010)', '(0040,0275)[*](0008,0050)', '(0009,"GEMS_IDEN_01",30)', '(0009,"A\\"B\\\\C",30)', 'file-name')
const choices: fc.Arbitrary<Choice> = fc.constantFrom<Choice>(
  ...(['retain', 'delete', 'review'] as const).flatMap((decision): Choice[] => [
    { decision },
    ...TREATMENTS[decision].map((treatment): Choice =>
      treatment === 'replace' ? { decision, treatment, replacement: 'a=b,"c" \\ d' } : { decision, treatment },
    ),
  ]),
)
const scopeField = fc.option(fc.string({ minLength: 1 }), { nil: undefined })
const scopes = fc
  .record({ manufacturer: scopeField, model: scopeField, software: scopeField })
  .map((scope) => Object.fromEntries(Object.entries(scope).filter(([, text]) => text !== undefined)))
const decisions: fc.Arbitrary<NewDecision> = fc
  .record({
    path: paths,
    value: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    scope: scopes,
    choice: choices,
    reason: fc.string(),
  })
  .map(({ value, ...rest }) => ({ ...rest, source: 'curator' as const, ...(value === undefined ? {} : { value }) }))

describe('decisions as rows', () => {
  it('are read back as they were', () => {
    fc.assert(
      fc.property(fc.array(decisions), (made) => {
        const read = parseDecisionRows(formatDecisionRows(append([], made, NOW)))
        expect(read.ok).toBe(true)
        if (read.ok) expect(read.value).toEqual(made.map(({ source: _source, ...decision }) => ({ decision, ...NOW })))
      }),
    )
  })

  it('have scopes that are read back as they were, whatever is in them', () => {
    fc.assert(
      fc.property(scopes, (scope) => {
        expect(parseScope(formatScope(scope))).toEqual({ ok: true, value: scope })
      }),
    )
  })

  it('need no more than a path and a decision, in any case of letters', () => {
    const read = parseDecisionRows([{ path: ' (0010,0010) ', decision: 'Delete' }])
    expect(read).toEqual({
      ok: true,
      value: [{ decision: { path: '(0010,0010)', scope: {}, choice: { decision: 'delete' }, reason: '' }, by: '', at: '' }],
    })
  })

  it('take a replacement as it stands on the command line too', () => {
    const read = parseDecisionRows([{ path: '(0010,0010)', decision: 'retain', treatment: 'replace=ANON=1' }])
    expect(read.ok && read.value[0]?.decision.choice).toEqual({ decision: 'retain', treatment: 'replace', replacement: 'ANON=1' })
  })

  it('fail all together, each with its row as a spreadsheet counts and without what stands in it', () => {
    const read = parseDecisionRows([
      { path: '(0010,0010)', decision: 'delete' },
      { path: 'SMITH', decision: 'delete' },
      { path: '(0010,0010)', decision: 'SMITH' },
      { path: '(0010,0010)', decision: 'delete', treatment: 'keep' },
      { path: '(0010,0010)', decision: 'retain', treatment: 'keep', replacement: 'SMITH' },
      { path: '(0010,0010)', decision: 'retain', scope: 'SMITH' },
      { decision: 'retain' },
    ])
    expect(read.ok).toBe(false)
    if (read.ok) return
    expect(read.failure.map((failure) => failure.row)).toEqual([3, 4, 5, 6, 7, 8])
    for (const failure of read.failure) expect(failure.message).not.toContain('SMITH')
  })

  it('leave a decision on the empty value out rather than widen it to the element', () => {
    const [entry] = append(
      [],
      [{ path: '(0010,0010)', value: '', scope: {}, choice: { decision: 'retain' }, source: 'curator', reason: '' }],
      NOW,
    )
    expect(formatDecisionRows([entry as DecisionEntry])).toEqual([])
  })
})
