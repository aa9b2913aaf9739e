import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../src/core/decisions/decision.ts'
import { actsOf, append, redo, standing, undo, type NewDecision } from '../../../src/core/decisions/decision-log.ts'

const NOW = { by: 'A', at: '2026-11-20T12:00:00Z' }

const decision = (path: string, word: 'retain' | 'delete' | 'review' = 'delete'): NewDecision => ({
  path,
  scope: {},
  choice: { decision: word },
  source: 'curator',
  reason: '',
})

/** What a curator does, one thing after the other. */
type Step = { do: 'decide'; count: number } | { do: 'undo' } | { do: 'redo' }
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('decide' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ do: fc.constant('undo' as const) }),
    fc.record({ do: fc.constant('redo' as const) }),
  ),
  { maxLength: 25 },
)

function take(log: readonly LogEntry[], step: Step): readonly LogEntry[] {
  if (step.do === 'decide')
    return [
      ...log,
      ...append(
        log,
        Array.from({ length: step.count }, (_, index) => decision(`(0010,${index}000)`)),
        NOW,
      ),
    ]
  const entry = step.do === 'undo' ? undo(log, NOW) : redo(log, NOW)
  return entry === undefined ? log : [...log, entry]
}

const after = (taken: readonly Step[]): readonly LogEntry[] => taken.reduce(take, [] as readonly LogEntry[])

describe('the decision log', () => {
  it('numbers its entries 1, 2, 3 …, whatever happens', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        expect(after(taken).map((entry) => entry.id)).toEqual(after(taken).map((_, index) => index + 1))
      }),
    )
  })

  it('is only ever added to: each step leaves what was there', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        for (let count = 0; count < taken.length; count++)
          expect(after(taken).slice(0, after(taken.slice(0, count)).length)).toEqual(after(taken.slice(0, count)))
      }),
    )
  })

  it('undo takes back exactly the last act: what stood before it stands again', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (taken, count) => {
        const before = after(taken)
        const undone = take(take(before, { do: 'decide', count }), { do: 'undo' })
        expect(standing(undone)).toEqual(standing(before))
      }),
    )
  })

  it('redo after undo restores what stood', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const before = after(taken)
        if (undo(before, NOW) === undefined) return
        expect(standing(take(take(before, { do: 'undo' }), { do: 'redo' }))).toEqual(standing(before))
      }),
    )
  })

  it('as many redos as undos restore what stood, however many', () => {
    fc.assert(
      fc.property(steps, fc.nat(10), (taken, wanted) => {
        const before = after(taken)
        const count = Math.min(wanted, actsOf(before).done.length)
        const back = Array.from({ length: count }).reduce<readonly LogEntry[]>((log) => take(log, { do: 'undo' }), before)
        const again = Array.from({ length: count }).reduce<readonly LogEntry[]>((log) => take(log, { do: 'redo' }), back)
        expect(standing(again)).toEqual(standing(before))
      }),
    )
  })

  it('a new act ends the chance to redo', () => {
    fc.assert(fc.property(steps, (taken) => redo(take(after(taken), { do: 'decide', count: 1 }), NOW) === undefined))
  })

  it('takes the entries of one act back together', () => {
    const log = append([], [decision('(0010,0010)'), decision('(0010,0020)')], NOW)
    expect(standing(log)).toHaveLength(2)
    expect(standing(take(log, { do: 'undo' }))).toHaveLength(0)
  })

  it('has nothing to undo or to redo while it is empty', () => {
    expect(undo([], NOW)).toBeUndefined()
    expect(redo([], NOW)).toBeUndefined()
  })

  it('a redo that was overtaken by a new act has no effect, even where a foreign log holds one', () => {
    const first = append([], [decision('(0010,0010)')], NOW)
    const undone = take(first, { do: 'undo' })
    const overtaken = take(undone, { do: 'decide', count: 1 })
    const stale: LogEntry = { kind: 'redo', id: overtaken.length + 1, act: 1, ...NOW }
    expect(standing([...overtaken, stale])).toEqual(standing(overtaken))
  })
})
