import { describe, expect, it } from 'vitest'
import { UNWATCHED, type Progress } from '../../../src/contract/job.ts'
import { progressMeter } from '../../../src/engine/pool/progress-meter.ts'

function metered(total: number | undefined): { told: Progress[]; at: (ms: number, done: number) => void; end: () => void } {
  const told: Progress[] = []
  let clock = 0
  const meter = progressMeter({ ...UNWATCHED, progress: (progress) => told.push(progress) }, 'Reading', total, () => clock)
  return {
    told,
    at(ms, done) {
      clock = ms
      meter.to(done)
    },
    end: meter.end,
  }
}

describe('Progress', () => {
  it('tells the rate of the last seconds and the time left by it', () => {
    const { told, at } = metered(10_000)
    at(1000, 100)
    at(2000, 200)
    for (let second = 3; second <= 12; second++) at(second * 1000, 200 + (second - 2) * 500)
    expect(told.at(-1)).toEqual({ phase: 'Reading', done: 5200, total: 10_000, rate: 500, secondsLeft: 9.6 })
  })

  it('tells no time left where the end is not known, or nothing moves', () => {
    const { told, at } = metered(undefined)
    at(1000, 100)
    expect(told.at(-1)?.secondsLeft).toBeUndefined()
    const still = metered(10)
    still.at(1000, 0)
    expect(still.told.at(-1)).toMatchObject({ rate: 0, secondsLeft: undefined })
  })

  it('is told ten times a second at most, and always at the end', () => {
    const { told, at, end } = metered(1000)
    for (let ms = 0; ms < 1000; ms++) at(ms, ms)
    expect(told.length).toBeLessThanOrEqual(10)
    end()
    expect(told.at(-1)?.done).toBe(999)
  })
})
