import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CurationApi } from '../../src/contract/curation-api.ts'
import { controlledJob, UNWATCHED, type ControlledJob, type Progress } from '../../src/contract/job.ts'
import { connect } from '../../src/contract/proxy.ts'
import type { Wire, WireMessage } from '../../src/contract/wire.ts'
import { createFakeEngine, progressOf, PROJECT, type FakeEngine } from '../main/fake-engine.ts'
import { SOON } from '../main/soon.ts'

/** A line between a window and the engine, over one of the transports. */
export interface TestLine {
  readonly wire: Wire
  /** Breaks the line, as a window does that is loaded anew; the engine lives on. */
  lose(): Promise<void>
}

export interface Transport {
  /** Lays a line to an engine; a second one where the first is lost. */
  open(engine: FakeEngine): Promise<TestLine>
  /** After each test. */
  close(): Promise<void>
}

/** A job that the test watches and can cancel. */
function watched(): ControlledJob & { readonly seen: readonly Progress[] } {
  const seen: Progress[] = []
  return Object.assign(
    controlledJob((progress) => void seen.push(progress)),
    { seen },
  )
}

/** What holds on every transport between a window and the engine. */
export function curationWireSuite(name: string, transport: Transport, skip = false): void {
  describe.skipIf(skip)(`the engine over ${name}`, () => {
    let engine: FakeEngine
    let line: TestLine
    let api: CurationApi
    const project = PROJECT
    const collection = '/collections/one'

    beforeEach(async () => {
      engine = createFakeEngine()
      line = await transport.open(engine)
      api = connect(line.wire)
    })
    afterEach(() => transport.close())

    const untilScanning = (): Promise<void> => vi.waitFor(() => expect(engine.calls.map(({ method }) => method)).toContain('scan'), SOON)

    it('a call answers', async () => {
      expect(await api.openProject({ project }, UNWATCHED)).toMatchObject({ ok: true, value: { project, instances: 2 } })
      expect(engine.calls).toEqual([{ method: 'openProject', input: { project } }])
    })

    it('answers go to their own calls, whatever the order they come in', async () => {
      const scan = api.scan({ project, collection }, UNWATCHED)
      const states = await Promise.all([
        api.windowState({}, UNWATCHED),
        api.recentProjects({}, UNWATCHED),
        api.profile({ project }, UNWATCHED),
      ])
      expect(states.map((state) => state.ok && state.value)).toEqual([{ theme: 'dark' }, [], null])
      engine.finish()
      expect(await scan).toMatchObject({ ok: true, value: { elements: 40 } })
    })

    it('what is not in ASCII, and what is long, comes through whole', async () => {
      const text = `Müller^Jürgen=山田 \u2028 \ud83e\ude7b "\\ ${'x'.repeat(1_000_000)}`
      await api.saveWindowState({ state: { text } }, UNWATCHED)
      expect(engine.calls.at(-1)?.input).toEqual({ state: { text } })
    })

    it('a failure comes as a value', async () => {
      expect(await api.openProject({ project: '/elsewhere' }, UNWATCHED)).toEqual({
        ok: false,
        failure: { code: 'not-found', message: 'There is no project in that place.' },
      })
    })

    it('a defect of the engine comes as a failure that says nothing of values, and ends nothing', async () => {
      const outcome = await api.listFolder({}, UNWATCHED)
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'bug' } })
      expect(JSON.stringify(outcome)).not.toContain('DOE')
      expect(await api.recentProjects({}, UNWATCHED)).toEqual({ ok: true, value: [] })
    })

    it('progress comes in order, and before the answer', async () => {
      const job = watched()
      const scan = api.scan({ project, collection }, job)
      await untilScanning()
      for (let done = 1; done <= 10; done += 1) engine.progress(done)
      engine.finish()
      await scan
      expect(job.seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(progressOf))
    })

    it('a cancel reaches the engine, and the call fails with cancelled', async () => {
      const job = watched()
      const scan = api.scan({ project, collection }, job)
      await untilScanning()
      expect(engine.cancelled()).toBe(false)
      job.cancel()
      expect(await scan).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
      expect(engine.cancelled()).toBe(true)
    })

    it('a call that the contract does not have, or of another form, is refused', async () => {
      const answers: WireMessage[] = []
      const stop = line.wire.onMessage((message) => void answers.push(message))
      const sent: readonly (readonly [string, unknown])[] = [
        ['shutdown', {}],
        ['constructor', {}],
        ['openProject', { project: 5 }],
        ['openProject', null],
      ]
      for (const [index, [method, input]] of sent.entries()) line.wire.send({ kind: 'call', id: 1000 + index, method, input })
      await vi.waitFor(() => expect(answers).toHaveLength(sent.length), SOON)
      stop()
      for (const [index, answer] of answers.entries())
        expect(answer).toMatchObject({ kind: 'result', id: 1000 + index, outcome: { ok: false, failure: { code: 'usage' } } })
      expect(engine.calls).toEqual([])
    })

    it('a line that is lost fails every call that waits, with io, and every later one', async () => {
      const scan = api.scan({ project, collection }, UNWATCHED)
      await untilScanning()
      await line.lose()
      const lost = { ok: false, failure: { code: 'io', message: 'The connection to the engine was lost.' } }
      expect(await scan).toEqual(lost)
      expect(await api.recentProjects({}, UNWATCHED)).toEqual(lost)
    })

    it('a job goes on when the line is lost; a new line finds it, watches it and hears its end', async () => {
      void api.scan({ project, collection }, UNWATCHED)
      await untilScanning()
      engine.progress(1)
      await line.lose()
      engine.progress(2)
      expect(engine.cancelled()).toBe(false)

      const again = connect((await transport.open(engine)).wire)
      expect(await again.running({ project }, UNWATCHED)).toMatchObject({ ok: true, value: { method: 'scan', progress: progressOf(2) } })
      const job = watched()
      const watch = again.watch({ project }, job)
      await vi.waitFor(() => expect(job.seen).toEqual([progressOf(2)]), SOON)
      engine.progress(3)
      engine.finish()
      expect(await watch).toEqual({ ok: true, value: null })
      expect(job.seen).toEqual([progressOf(2), progressOf(3)])
      expect(await again.running({ project }, UNWATCHED)).toEqual({ ok: true, value: null })
    })

    it('a job can be cancelled over a new line', async () => {
      void api.scan({ project, collection }, UNWATCHED)
      await untilScanning()
      await line.lose()
      const again = connect((await transport.open(engine)).wire)
      const job = watched()
      const watch = again.watch({ project }, job)
      await vi.waitFor(() => expect(engine.calls.map(({ method }) => method)).toContain('watch'), SOON)
      job.cancel()
      await watch
      expect(engine.cancelled()).toBe(true)
    })

    it('the end of a job that an earlier line began is not taken for the answer to a call of the next line', async () => {
      // The scan is call 1 of its line; call 1 of the next line is another one, which is still to be answered.
      void api.scan({ project, collection }, UNWATCHED)
      await untilScanning()
      await line.lose()
      const again = connect((await transport.open(engine)).wire)
      const job = watched()
      const watch = again.watch({ project }, job)
      await vi.waitFor(() => expect(engine.calls.map(({ method }) => method)).toContain('watch'), SOON)
      engine.progress(5)
      engine.finish()
      expect(await watch).toEqual({ ok: true, value: null })
      expect(job.seen.at(-1)).toEqual(progressOf(5))
      expect(job.seen.length).toBeLessThanOrEqual(1)
    })
  })
}
