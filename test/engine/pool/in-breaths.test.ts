import { describe, expect, it } from 'vitest'
import { controlledJob, UNWATCHED } from '../../../src/contract/job.ts'
import type { Steps } from '../../../src/core/in-steps.ts'
import { inBreaths } from '../../../src/engine/pool/in-breaths.ts'

/** Steps that take some milliseconds each. */
function* slow(steps: number, after: (step: number) => void, left: () => void = () => undefined): Steps<string> {
  try {
    for (let step = 1; step <= steps; step++) {
      for (const begun = performance.now(); performance.now() - begun < 5;);
      after(step)
      yield
    }
    return 'done'
  } finally {
    left()
  }
}

describe('Long work on one thread', () => {
  it('lets others be answered before it ends', async () => {
    const order: string[] = []
    setImmediate(() => order.push('answered'))
    const result = await inBreaths(
      slow(20, (step) => order.push(String(step))),
      UNWATCHED,
    )
    expect(result).toEqual({ ok: true, value: 'done' })
    expect(order.indexOf('answered')).toBeGreaterThan(0)
    expect(order.at(-1)).toBe('20')
  })

  it('is left off soon after it is cancelled, and puts away what it had open', async () => {
    const job = controlledJob(() => undefined)
    let steps = 0
    let isPutAway = false
    setImmediate(() => job.cancel())
    const result = await inBreaths(
      slow(
        200,
        () => (steps += 1),
        () => (isPutAway = true),
      ),
      job,
    )
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(steps).toBeLessThan(100)
    expect(isPutAway).toBe(true)
  })

  it('is not begun where the job was cancelled before', async () => {
    const job = controlledJob(() => undefined)
    job.cancel()
    let steps = 0
    await inBreaths(
      slow(3, () => (steps += 1)),
      job,
    )
    expect(steps).toBe(0)
  })
})
