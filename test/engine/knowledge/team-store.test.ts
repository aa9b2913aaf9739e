import { appendFileSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Approval } from '../../../src/core/knowledge/approval.ts'
import { createTeamStore, type TeamStore } from '../../../src/engine/knowledge/index.ts'
import { temporaryFolder } from '../../fixtures/small-collection.ts'

function approval(element: string, change: Partial<Approval> = {}): Approval {
  return {
    path: `(0019,"ACME 1.1",${element})`,
    decision: 'delete',
    treatment: '',
    scope: { software: 'V1' },
    by: 'A. Curator',
    at: '2026-01-02T03:04:05.000Z',
    reason: '',
    document: '',
    ...change,
  }
}

const fileIn = (folder: string): string => join(folder, 'knowledge', 'approvals.json')
const paths = (team: TeamStore): readonly string[] => {
  const there = team.approvals()
  if (!there.ok) throw new Error(there.failure.message)
  return there.value.map(({ path }) => path)
}
const approve = (team: TeamStore, ...elements: readonly string[]) => team.amend({ gone: [], coming: elements.map((one) => approval(one)) })

describe('the team store', () => {
  it('has an approval on the disk when it says so, without writing all others anew', () => {
    const folder = temporaryFolder()
    const team = createTeamStore(folder)
    approve(team, '01', '02')
    const before = readFileSync(fileIn(folder), 'utf8')
    approve(team, '03')
    expect(readFileSync(fileIn(folder), 'utf8').startsWith(before)).toBe(true)
    expect(paths(createTeamStore(folder))).toEqual(paths(team))
    expect(paths(team)).toHaveLength(3)
  })
  it('writes plain JSON in a pause', () => {
    const folder = temporaryFolder()
    const team = createTeamStore(folder)
    approve(team, '02')
    approve(team, '01')
    team.amend({ gone: [approval('02')], coming: [] })
    team.settle()
    const file = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as { readonly approvals: readonly Approval[] }
    expect(file.approvals.map(({ path }) => path)).toEqual(['(0019,"ACME 1.1",01)'])
    const { mtimeMs } = statSync(fileIn(folder))
    team.settle()
    expect(statSync(fileIn(folder)).mtimeMs).toBe(mtimeMs)
  })
  it('loses what a crash broke off, and nothing else', () => {
    const folder = temporaryFolder()
    const team = createTeamStore(folder)
    approve(team, '01')
    approve(team, '02')
    approve(team, '03')
    truncateSync(fileIn(folder), statSync(fileIn(folder)).size - 5)
    const after = createTeamStore(folder)
    expect(paths(after)).toEqual(['(0019,"ACME 1.1",01)', '(0019,"ACME 1.1",02)'])
    approve(after, '04')
    expect(paths(createTeamStore(folder))).toEqual(['(0019,"ACME 1.1",01)', '(0019,"ACME 1.1",02)', '(0019,"ACME 1.1",04)'])
  })
  it('takes up what another process has approved meanwhile', () => {
    const folder = temporaryFolder()
    const [one, other] = [createTeamStore(folder), createTeamStore(folder)]
    approve(one, '01')
    approve(other, '02')
    approve(one, '03')
    // Somebody else has written since: nothing of that is written over.
    other.settle()
    expect(paths(one)).toHaveLength(3)
    expect(paths(other)).toHaveLength(3)
  })
  it('does not write over what it cannot read', () => {
    const folder = temporaryFolder()
    const team = createTeamStore(folder)
    approve(team, '01')
    appendFileSync(fileIn(folder), 'something else\n')
    const before = readFileSync(fileIn(folder), 'utf8')
    expect(approve(team, '02')).toMatchObject({ ok: false, failure: { code: 'refused' } })
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(before)
    expect(team.knowledge().approvals).toEqual([])
  })
})
