import { describe, expect, it } from 'vitest'
import type { Choice, LogEntry, Scope } from '../../../src/core/decisions/decision.ts'
import { append, undo } from '../../../src/core/decisions/decision-log.ts'
import { decisionTable } from '../../../src/core/decisions/decision-table.ts'

const NOW = { by: 'A', at: '2026-11-20T12:00:00Z' }
const GE = { manufacturer: 'GE', model: 'Signa', software: '27' }
const SIEMENS = { manufacturer: 'SIEMENS', model: 'Prisma', software: 'E11' }
const KEEP: Choice = { decision: 'retain', treatment: 'keep' }
const DELETE: Choice = { decision: 'delete' }
const REVIEW: Choice = { decision: 'review' }

type Said = readonly [path: string, choice: Choice, scope?: Scope, value?: string]

function logOf(...said: readonly Said[]): readonly LogEntry[] {
  return said.reduce<readonly LogEntry[]>((log, [path, choice, scope = {}, value]) => {
    const decision = { path, choice, scope, source: 'curator' as const, reason: '', ...(value === undefined ? {} : { value }) }
    return [...log, ...append(log, [decision], NOW)]
  }, [])
}

describe('what holds now', () => {
  it('is the latest decision of a scope', () => {
    const table = decisionTable(logOf(['(0010,0010)', KEEP], ['(0010,0010)', DELETE]))
    expect(table.lookup('(0010,0010)', GE)?.choice).toEqual(DELETE)
    expect(table.forPath('(0010,0010)')).toHaveLength(1)
  })

  it('is the decision with the most specific scope, also where a wider one came later', () => {
    const table = decisionTable(
      logOf(
        ['(0010,0010)', KEEP, { manufacturer: 'GE', model: 'Signa' }],
        ['(0010,0010)', REVIEW, { manufacturer: 'GE' }],
        ['(0010,0010)', DELETE],
      ),
    )
    expect(table.lookup('(0010,0010)', GE)?.choice).toEqual(KEEP)
    expect(table.lookup('(0010,0010)', { ...GE, model: 'Optima' })?.choice).toEqual(REVIEW)
    expect(table.lookup('(0010,0010)', SIEMENS)?.choice).toEqual(DELETE)
  })

  it('is, of two scopes that are as specific, the later', () => {
    const table = decisionTable(logOf(['(0010,0010)', KEEP, { manufacturer: 'GE' }], ['(0010,0010)', DELETE, { model: 'Signa' }]))
    expect(table.lookup('(0010,0010)', GE)?.choice).toEqual(DELETE)
  })

  it('is nothing on a scanner outside every scope', () => {
    expect(decisionTable(logOf(['(0010,0010)', KEEP, { manufacturer: 'GE' }])).lookup('(0010,0010)', SIEMENS)).toBeUndefined()
  })

  it('is, without a scanner, what holds for any', () => {
    const table = decisionTable(logOf(['(0010,0010)', KEEP, { manufacturer: 'GE' }], ['(0010,0010)', DELETE]))
    expect(table.lookup('(0010,0010)')?.choice).toEqual(DELETE)
  })

  it('is not what was taken back', () => {
    const log = logOf(['(0010,0010)', KEEP], ['(0010,0010)', DELETE])
    const back = undo(log, NOW)
    expect(decisionTable(back === undefined ? log : [...log, back]).lookup('(0010,0010)')?.choice).toEqual(KEEP)
  })

  it('does not regard how a creator is spelt', () => {
    const table = decisionTable(logOf(['(0009,"GEMS_IDEN_01",30)', KEEP], ['(0009,"Gems_Iden_01",30)', DELETE]))
    expect(table.lookup('(0009,"gems_iden_01",30)')?.choice).toEqual(DELETE)
    expect(table.all()).toHaveLength(1)
  })

  it('is told apart for each value, and is not the decision on the element', () => {
    const table = decisionTable(
      logOf(['(0008,1030)', KEEP, {}, 'Chest'], ['(0008,1030)', DELETE, {}, 'Chest of J. Smith'], ['(0008,1030)', DELETE, {}, 'Chest']),
    )
    expect(table.lookup('(0008,1030)')).toBeUndefined()
    expect(table.lookupValue('(0008,1030)', 'Chest')?.choice).toEqual(DELETE)
    expect(table.lookupValue('(0008,1030)', 'Abdomen')).toBeUndefined()
    expect(table.values('(0008,1030)').map((entry) => entry.id)).toEqual([2, 3])
  })

  it('lists the widest scope first', () => {
    const table = decisionTable(
      logOf(
        ['(0010,0010)', KEEP, { manufacturer: 'GE', model: 'Signa' }],
        ['(0010,0010)', DELETE],
        ['(0010,0010)', REVIEW, { manufacturer: 'GE' }],
      ),
    )
    expect(table.forPath('(0010,0010)').map((entry) => entry.choice)).toEqual([DELETE, REVIEW, KEEP])
  })
})
