import { describe, expect, it } from 'vitest'
import { clock, progressText, terminalJob } from '../../../src/main/command-line/progress-line.ts'

const progress = { phase: 'Reading files', done: 1200, total: 5000, rate: 800, secondsLeft: 4.75 }

describe('progress on a terminal', () => {
  it('says phase, count, rate and time left', () => {
    expect(progressText(progress)).toBe('Reading files  1,200 of 5,000  800/s  0:05 left')
  })
  it('says no time left while it cannot be told', () => {
    expect(progressText({ ...progress, total: undefined, rate: 0, secondsLeft: undefined })).toBe('Reading files  1,200')
  })
  it.each([
    [5, '0:05'],
    [65, '1:05'],
    [7210, '2:00:10'],
    [-1, '0:00'],
  ])('%d seconds read %s', (seconds, text) => expect(clock(seconds)).toBe(text))

  it('is a line every few seconds where no bar can be drawn', () => {
    let at = 10_000
    const lines: string[] = []
    const job = terminalJob({ out: () => undefined, err: (text) => lines.push(text), interactive: false }, () => at)
    job.progress(progress)
    at += 1000
    job.progress(progress)
    at += 3000
    job.progress(progress)
    expect(lines).toHaveLength(2)
  })

  it('is a bar that is cleared before anything else is printed', () => {
    const written: string[] = []
    const job = terminalJob({ out: () => undefined, err: (text) => written.push(text), interactive: true }, () => 10_000)
    job.progress(progress)
    job.finish()
    expect(written[0]).toContain('[######..................] Reading files')
    expect(written.at(-1)).toBe('\r\u001b[K')
  })

  it('can still be cancelled after its progress was shown, and tells every listener once', () => {
    const job = terminalJob({ out: () => undefined, err: () => undefined, interactive: false })
    let heard = 0
    job.onCancel(() => (heard += 1))
    job.onCancel(() => (heard += 1))()
    job.cancel()
    job.cancel()
    expect([job.cancelled, heard]).toEqual([true, 1])
  })
})
