import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../src/core/decisions/decision.ts'
import {
  actsOf,
  append,
  ledgerOf,
  putBack,
  redo,
  standing,
  takeBack,
  undo,
  type NewDecision,
} from '../../../src/core/decisions/decision-log.ts'

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

describe('taking one earlier act back', () => {
  const OTHER = { by: 'B', at: '2026-11-21T12:00:00Z' }
  const three = after([
    { do: 'decide', count: 2 },
    { do: 'decide', count: 1 },
    { do: 'decide', count: 3 },
  ])
  const following = (log: readonly LogEntry[], entry: LogEntry | undefined): readonly LogEntry[] =>
    entry === undefined ? log : [...log, entry]

  it('leaves every other decision as it is', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (taken, pick) => {
        const log = after(taken)
        const { done } = actsOf(log)
        const act = done[pick % Math.max(1, done.length)]
        fc.pre(act !== undefined)
        const later = following(log, takeBack(log, { act: act ?? 0 }, OTHER))
        expect(standing(later)).toEqual(standing(log).filter((entry) => entry.act !== act))
      }),
    )
  })

  it('and putting it back is as if nothing had been, however much was decided in between', () => {
    const back = following(three, takeBack(three, { act: 1 }, OTHER))
    const more = take(back, { do: 'decide', count: 1 })
    const again = following(more, putBack(more, { act: 1 }, OTHER))
    expect(standing(again)).toEqual([...standing(three), ...standing(more).filter((entry) => entry.act === 4)])
    expect(redo(more, NOW)).toBeUndefined()
  })

  it('can be for one decision of it alone', () => {
    const back = following(three, takeBack(three, { act: 3, entry: 5 }, OTHER))
    expect(standing(back).map((entry) => entry.id)).toEqual([1, 2, 3, 4, 6])
    expect(actsOf(back).done).toEqual([1, 2, 3])
    expect(standing(following(back, putBack(back, { act: 3, entry: 5 }, OTHER)))).toEqual(standing(three))
  })

  it('is refused for what was never decided, is of another act, or does not hold', () => {
    expect(takeBack(three, { act: 9 }, OTHER)).toBeUndefined()
    expect(takeBack(three, { act: 1, entry: 5 }, OTHER)).toBeUndefined()
    const undone = take(three, { do: 'undo' })
    expect(takeBack(undone, { act: 3 }, OTHER)).toBeUndefined()
    expect(putBack(three, { act: 1 }, OTHER)).toBeUndefined()
    const back = following(three, takeBack(three, { act: 3, entry: 5 }, OTHER))
    expect(takeBack(back, { act: 3, entry: 5 }, OTHER)).toBeUndefined()
    expect(putBack(back, { act: 1, entry: 5 }, OTHER)).toBeUndefined()
  })

  it('says who took it back, and when', () => {
    const back = following(three, takeBack(three, { act: 2 }, OTHER))
    expect(ledgerOf(back).takenBack(2)).toMatchObject(OTHER)
  })
})
