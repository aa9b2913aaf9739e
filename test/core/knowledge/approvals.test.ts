import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvalKey, latestOf, type Approval } from '../../../src/core/knowledge/approval.ts'
import { amended, formatAmendment, formatApprovals, isApprovalsText, parseApprovals } from '../../../src/core/knowledge/approvals-file.ts'
import { compareApprovals, takeUp } from '../../../src/core/knowledge/compare-approvals.ts'
import type { LookedAt } from '../../../src/core/knowledge/looked-at.ts'
import { privateKnowledge } from '../../../src/core/knowledge/private-knowledge.ts'
import { NO_TEAM, teamStatements } from '../../../src/core/knowledge/team.ts'

const PATH = '(0019,"ACME 1.1",0C)'

function approval(change: Partial<Approval> = {}): Approval {
  return {
    path: PATH,
    decision: 'retain',
    treatment: 'keep',
    scope: { manufacturer: 'ACME', model: 'Ring', software: 'VE11C' },
    by: 'A. Curator',
    at: '2026-01-02T03:04:05.000Z',
    reason: 'b-value',
    document: 'conformance statement 4, p. 12',
    ...change,
  }
}

const LOOK: LookedAt = { sets: [{ count: 1, digest: '0'.repeat(64) }], values: ['0'.repeat(32)], opened: 2 }
const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('0', '7', 'a', 'f'), minLength: digits, maxLength: digits })
const anyLook: fc.Arbitrary<LookedAt> = fc.record({
  sets: fc.array(fc.record({ count: fc.nat(), digest: hex(64) }), { maxLength: 3 }),
  values: fc.array(hex(32), { maxLength: 3 }).map((values) => [...new Set(values)].sort()),
  opened: fc.nat(),
})
const anyApproval: fc.Arbitrary<Approval> = fc.record({
  path: fc.constantFrom(PATH, '(0019,"ACME 1.1",0D)', '(0008,1140)[*](0009,"A \\"b\\" \\\\",10)', '(0009,"Ä",01)[*](0008,0050)'),
  decision: fc.constantFrom('retain', 'delete', 'review'),
  treatment: fc.constantFrom('', 'keep', 'shift-date'),
  scope: fc.record({ manufacturer: fc.string(), model: fc.string(), software: fc.constantFrom('1', '2') }, { requiredKeys: [] }),
  by: fc.string(),
  at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
  reason: fc.string(),
  document: fc.string(),
})
const anySeen = fc
  .tuple(anyApproval, fc.option(anyLook))
  .map(([one, look]): Approval => (look === null || one.decision !== 'retain' ? one : { ...one, lookedAt: look }))
const anyTeam = fc.array(anySeen, { maxLength: 6 }).map(latestOf)
const read = (text: string): readonly Approval[] => {
  const result = parseApprovals(text)
  if (!result.ok) throw new Error(result.failure)
  return result.value
}
const inKeyOrder = (team: readonly Approval[]): readonly Approval[] => [...team].sort((a, b) => (approvalKey(a) < approvalKey(b) ? -1 : 1))

describe('the file of approvals', () => {
  it('gives every approval back as it was', () => {
    fc.assert(fc.property(anyTeam, (team) => void expect(read([...formatApprovals(team)].join(''))).toEqual(inKeyOrder(team))))
  })
  it('is the same file, whatever the order in which they were made', () => {
    fc.assert(
      fc.property(anyTeam, (team) => {
        expect([...formatApprovals([...team].reverse())].join('')).toBe([...formatApprovals(team)].join(''))
      }),
    )
  })
  it('gives back what an amendment behind it made of them, and nothing of a line that was broken off', () => {
    const anyAmendment = fc.record({ gone: anyTeam, coming: anyTeam })
    fc.assert(
      fc.property(anyTeam, fc.array(anyAmendment, { maxLength: 3 }), fc.nat(), (team, amendments, at) => {
        const whole = [...formatApprovals(team)].join('') + amendments.map(formatAmendment).join('')
        const now = amendments.reduce<readonly Approval[]>(amended, team)
        expect(inKeyOrder(read(whole))).toEqual(inKeyOrder(now))
        const torn = formatAmendment({ gone: [], coming: [approval()] })
        expect(read(whole + torn.slice(0, at % torn.length))).toEqual(read(whole))
      }),
    )
  })
  it('is refused with a line behind it that says nothing of approvals', () => {
    const whole = [...formatApprovals([approval()])].join('')
    for (const line of ['{}', 'DOE^JANE', '{"approved":{}}', '{"withdrawn":{"path":"(0010,0010)"}}', '{"approved":{},"withdrawn":{}}'])
      expect(parseApprovals(`${whole}${line}\n`)).toMatchObject({ ok: false, failure: expect.stringMatching(/^line 1 behind/) })
  })
  it('has a line for each approval', () => {
    const text = [...formatApprovals([approval(), approval({ path: '(0019,"ACME 1.1",0D)' })])].join('')
    expect(text.split('\n').length).toBe(5)
    expect(isApprovalsText(text)).toBe(true)
  })
  it.each([
    ['not JSON', '{'],
    ['something else', '{"format":"other","version":1,"approvals":[]}'],
    ['another version', '{"format":"tagbench-approvals","version":2,"approvals":[]}'],
    ['a public element', JSON.stringify({ format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), path: '(0010,0010)' }] })],
    ['a Private Creator', JSON.stringify({ format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), path: '(0019,"A")' }] })],
    ['an unknown decision', JSON.stringify({ format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), decision: 'keep' }] })],
    [
      'what was looked at, of a Delete',
      JSON.stringify({ format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), decision: 'delete', lookedAt: LOOK }] }),
    ],
    ['an unknown field', JSON.stringify({ format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), also: 'DOE^JANE' }] })],
    ['a foreign scope', JSON.stringify({ format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), scope: { site: 'X' } }] })],
  ])('is refused when it holds %s, and the failure shows nothing of it', (_what, text) => {
    const result = parseApprovals(text)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.failure).not.toMatch(/DOE|0010,0010|"other"|site/)
  })
  it('keeps the latest of two approvals for one element and scanner', () => {
    const later = approval({ decision: 'delete', treatment: '', at: '2026-05-05T00:00:00.000Z' })
    expect(latestOf([later, approval()])).toEqual([later])
  })
})

describe('the schema of the file', () => {
  const schema: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../resources/approvals.schema.json'), 'utf8'))
  const isValid = new Ajv2020({ strict: true }).compile(schema as object)
  it('takes every file that is written', () => {
    fc.assert(fc.property(anyTeam, (team) => void expect(isValid(JSON.parse([...formatApprovals(team)].join('')))).toBe(true)))
  })
  it.each([
    ['an unknown field', { also: 1 }],
    ['an unknown decision', { decision: 'keep' }],
    ['a scope of something else', { scope: { site: 'X' } }],
    ['a reason that is no text', { reason: 7 }],
    ['a digest that is none', { lookedAt: { ...LOOK, values: ['DOE'] } }],
    ['what was looked at, of a Delete', { decision: 'delete', lookedAt: LOOK }],
  ])('refuses %s, as reading does', (_what, change) => {
    const file = { format: 'tagbench-approvals', version: 1, approvals: [{ ...approval(), ...change }] }
    expect(isValid(file)).toBe(false)
    expect(parseApprovals(JSON.stringify(file)).ok).toBe(false)
  })
})

describe('two teams compare what they approved', () => {
  const other = approval({ path: '(0019,"ACME 1.1",0D)' })
  const deleted = approval({ decision: 'delete', treatment: '' })
  const kinds = (...teams: Parameters<typeof compareApprovals>): readonly string[] => compareApprovals(...teams).map(({ kind }) => kind)

  it.each([
    ['they have one more', [], [other], [], ['added']],
    ['they changed what we left', [approval()], [deleted], [approval()], ['changed']],
    ['they removed what we left', [approval()], [], [approval()], ['removed']],
    ['both changed it, differently', [deleted], [approval({ decision: 'review', treatment: '' })], [approval()], ['conflict']],
    ['both changed it alike', [deleted], [deleted], [approval()], []],
    ['we changed what they left', [deleted], [approval()], [approval()], []],
    ['one names the treatment that the other has by itself', [approval()], [approval({ treatment: '' })], undefined, []],
    ['they removed what we changed', [deleted], [], [approval()], ['conflict']],
    ['without a base a difference is a conflict', [deleted], [approval()], undefined, ['conflict']],
    ['without a base nothing is removed', [approval()], [], undefined, []],
  ] as const)('%s', (_rule, ours, theirs, base, expected) => {
    expect(kinds(ours, theirs, base)).toEqual(expected)
  })
  it('values that they looked at and we did not are taken up beside ours', () => {
    const theirs = { ...LOOK, values: ['1'.repeat(32)], sets: [{ count: 1, digest: '1'.repeat(64) }] }
    const ours = approval({ lookedAt: LOOK })
    const changes = compareApprovals([ours], [approval({ lookedAt: theirs, by: 'B' })])
    expect(changes.map(({ kind }) => kind)).toEqual(['looked-at'])
    const merged = takeUp([ours], changes)
    expect(merged).toEqual([
      { ...ours, lookedAt: { sets: [...LOOK.sets, ...theirs.sets], values: [...LOOK.values, ...theirs.values], opened: 2 } },
    ])
    expect(kinds(merged, [approval({ lookedAt: theirs })])).toEqual([])
    expect(kinds([ours], [approval()])).toEqual([])
  })
  it('who said it, and when, is no difference', () => {
    expect(kinds([approval()], [approval({ by: 'B', at: '2027-01-01T00:00:00.000Z', reason: 'other' })])).toEqual([])
  })
  it('removing all approvals and taking the file up again restores every one', () => {
    fc.assert(
      fc.property(anyTeam, (team) => {
        const again = takeUp([], compareApprovals([], read([...formatApprovals(team)].join(''))))
        expect(inKeyOrder(again)).toEqual(inKeyOrder(team))
      }),
    )
  })
  it('taking up their conflicts too makes ours theirs, but for what only we have', () => {
    fc.assert(
      fc.property(anyTeam, anyTeam, (ours, theirs) => {
        const merged = takeUp(ours, compareApprovals(ours, theirs), 'theirs')
        expect(compareApprovals(merged, theirs)).toEqual([])
        expect(takeUp(merged, compareApprovals(merged, theirs), 'theirs')).toEqual(merged)
      }),
    )
  })
  it('a conflict leaves ours as it is', () => {
    expect(takeUp([deleted], compareApprovals([deleted], [approval()]))).toEqual([deleted])
  })
})

describe('the team as a source', () => {
  it('stands beside the published ones, with who, when, where and why', () => {
    const team = teamStatements({ ...NO_TEAM, approvals: [approval({ path: '(0009,"GEMS_IDEN_01",30)' })] })
    expect(privateKnowledge('(0009,"gems_iden_01",30)', ['LO'], team)).toMatchObject({
      status: 'conflict',
      sources: [
        'TCIA 2024-02-01: d',
        'CTP/WUSTL 2015: X',
        'Team 2026-01-02: retain (A. Curator, for ACME Ring VE11C, b-value, conformance statement 4, p. 12)',
      ],
    })
  })
  it('an imported list is a source of its own, by the VR in the files; UN takes the strictest word', () => {
    const row = { path: PATH, name: '', vrText: '' }
    const team = teamStatements({
      ...NO_TEAM,
      imported: [
        {
          kind: 'tcia',
          date: '2025-03-01',
          statements: [
            { ...row, vr: 'LO', word: 'k' },
            { ...row, vr: 'OB', word: 'd' },
          ],
        },
      ],
    })
    const said = (vr: 'LO' | 'UN'): unknown => privateKnowledge(PATH, [vr], team)?.sources
    expect(said('LO')).toEqual(['TCIA, imported 2025-03-01: k'])
    expect(said('UN')).toEqual(['TCIA, imported 2025-03-01: d'])
  })
  it('an imported list that says what the published one says is no second source', () => {
    const said = (date: string, word: string): unknown => {
      const statements = [{ path: '(0009,"GEMS_IDEN_01",30)', name: '', vrText: '', vr: undefined, word }]
      return privateKnowledge(
        '(0009,"GEMS_IDEN_01",30)',
        ['SH'],
        teamStatements({ ...NO_TEAM, imported: [{ kind: 'tcia', date, statements }] }),
      )?.sources
    }
    expect(said('2024-02-01', 'd')).toEqual(['TCIA 2024-02-01: d', 'CTP/WUSTL 2015: X'])
    expect(said('2026-02-01', 'd')).toHaveLength(3)
    expect(said('2024-02-01', 'k')).toHaveLength(3)
  })
  it('says nothing of an element that nobody approved', () => {
    expect(privateKnowledge('(0019,"ACME 1.1",0D)', ['LO'], teamStatements({ ...NO_TEAM, approvals: [approval()] }))?.sources).toEqual([])
  })
})
