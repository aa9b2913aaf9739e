import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { UNWATCHED, type Job } from '../../../src/contract/job.ts'
import { runPool, startWorkers, type PoolOptions } from '../../../src/engine/pool/worker-pool.ts'
import { createTestHandler, type TestTask } from './pool-test-handler.ts'

type Options = PoolOptions<{ add: number }, TestTask, number>

interface Ran {
  readonly outcome: Awaited<ReturnType<typeof runPool>>
  readonly replies: readonly number[]
  readonly failures: readonly string[]
}

async function run(tasks: Options['tasks'], more: Partial<Options> = {}): Promise<Ran> {
  const replies: number[] = []
  const failures: string[] = []
  const outcome = await runPool<{ add: number }, TestTask, number>({
    entry: new URL('./pool-test-worker.ts', import.meta.url),
    workers: 2,
    kind: 'test',
    data: { add: 1 },
    handler: createTestHandler,
    tasks,
    onReply: (reply) => void replies.push(reply),
    onFailure: (task, problem) => void failures.push(`${task.number} ${problem}`),
    job: UNWATCHED,
    ...more,
  })
  return { outcome, replies: replies.sort((a, b) => a - b), failures }
}

const double = (number: number): TestTask => ({ do: 'double', number })
const hundred = Array.from({ length: 100 }, (_, index) => double(index))
const doubled = hundred.map(({ number }) => number * 2 + 1)

/** A job that its test cancels. */
function cancellable(): { job: Job; cancel: () => void } {
  const listeners = new Set<() => void>()
  const state = { cancelled: false }
  return {
    job: {
      get cancelled() {
        return state.cancelled
      },
      onCancel(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      progress: () => undefined,
    },
    cancel() {
      state.cancelled = true
      listeners.forEach((listener) => listener())
    },
  }
}

describe('The worker pool', () => {
  it.each([0, 1, 2])('answers every task once, with %i threads', async (workers) => {
    expect(await run(hundred, { workers })).toEqual({ outcome: { ok: true, value: null }, replies: doubled, failures: [] })
  })

  it('takes tasks from whoever makes them in their own time', async () => {
    const slowly = async function* (): AsyncGenerator<TestTask> {
      for (const task of hundred.slice(0, 5)) {
        await pause(1)
        yield task
      }
    }
    expect((await run(slowly())).replies).toEqual(doubled.slice(0, 5))
  })

  it('asks for no more tasks than are about to be done while a reply is taken in', async () => {
    let asked = 0
    let most = 0
    let taken = 0
    const counting = function* (): Generator<TestTask> {
      for (const task of hundred) {
        asked += 1
        most = Math.max(most, asked - taken)
        yield task
      }
    }
    await run(counting(), {
      async onReply() {
        await pause(1)
        taken += 1
      },
    })
    expect(taken).toBe(100)
    expect(most).toBeLessThanOrEqual(2 * 2 + 1)
  })

  it('gives a worker as many tasks ahead as it is told to just then, and ends however many that are', async () => {
    let asked = 0
    let taken = 0
    const most = { before: 0, after: 0 }
    const counting = function* (): Generator<TestTask> {
      for (const task of hundred) {
        asked += 1
        if (taken < 50) most.before = Math.max(most.before, asked - taken)
        else if (taken > 70) most.after = Math.max(most.after, asked - taken)
        yield task
      }
    }
    const ran = await run(counting(), {
      workers: 1,
      ahead: () => (taken < 50 ? 6 : 0),
      async onReply() {
        await pause(1)
        taken += 1
      },
    })
    expect({ ...ran, taken }).toMatchObject({ outcome: { ok: true }, taken: 100 })
    expect(most.before).toBeGreaterThan(2 + 1)
    expect(most.before).toBeLessThanOrEqual(6 + 1)
    expect(most.after).toBeLessThanOrEqual(2 + 1)
  })

  it('reports a task that its worker dies of, and no other, also where many are at hand', async () => {
    const tasks = hundred.flatMap((task, index) => (index % 20 === 5 ? [task, { do: 'die', number: index } as const] : [task]))
    const ran = await run(tasks, { ahead: () => 8 })
    expect(ran.replies).toEqual(doubled)
    expect(ran.failures.toSorted()).toEqual(['25 died', '45 died', '5 died', '65 died', '85 died'])
  })

  it('takes replies in one at a time', async () => {
    let inside = 0
    let most = 0
    await run(hundred.slice(0, 10), {
      async onReply() {
        inside += 1
        most = Math.max(most, inside)
        await pause(1)
        inside -= 1
      },
    })
    expect(most).toBe(1)
  })

  it.each([0, 2])('reports a task whose handler throws and goes on, with %i threads', async (workers) => {
    const ran = await run([...hundred.slice(0, 5), { do: 'throw', number: 7 }, ...hundred.slice(5, 10)], { workers })
    expect(ran).toMatchObject({ outcome: { ok: true }, replies: doubled.slice(0, 10), failures: ['7 threw'] })
  })

  it('reports a task that its worker dies of, and no other', async () => {
    const tasks = hundred.flatMap((task, index) => (index % 20 === 5 ? [task, { do: 'die', number: index } as const] : [task]))
    const ran = await run(tasks)
    expect(ran.replies).toEqual(doubled)
    expect(ran.failures.toSorted()).toEqual(['25 died', '45 died', '5 died', '65 died', '85 died'])
  })

  it('takes workers that were started before', async () => {
    const entry = new URL('./pool-test-worker.ts', import.meta.url)
    for (const data of [{ add: 1 }, undefined]) {
      const started = startWorkers<{ add: number }, TestTask, number>({ entry, workers: 2, kind: 'test' }, data)
      await pause(10)
      expect(await run(hundred, { started })).toEqual({ outcome: { ok: true, value: null }, replies: doubled, failures: [] })
    }
    const missing = new URL('./no-such-file.ts', import.meta.url)
    const failing = startWorkers<{ add: number }, TestTask, number>({ entry: missing, workers: 2, kind: 'test' }, { add: 1 })
    await pause(100)
    expect((await run(hundred, { started: failing })).outcome).toMatchObject({ ok: false, failure: { code: 'bug' } })
  })

  it('fails where its workers do not start', async () => {
    const ran = await run(hundred, { entry: new URL('./no-such-file.ts', import.meta.url) })
    expect(ran.outcome).toMatchObject({ ok: false, failure: { code: 'bug' } })
  })

  it('passes on what is thrown where a reply is taken in', async () => {
    const failing = run(hundred, {
      onReply() {
        throw new Error('disk full')
      },
    })
    await expect(failing).rejects.toThrow('disk full')
  })

  it.each([0, 2])('stops when cancelled, with what was begun taken in, with %i threads', async (workers) => {
    const { job, cancel } = cancellable()
    let asked = 0
    let replies = 0
    const endless = function* (): Generator<TestTask> {
      for (;;) yield double((asked += 1))
    }
    const ran = await run(endless(), {
      workers,
      job,
      onReply() {
        replies += 1
        if (replies === 20) cancel()
      },
    })
    expect(ran.outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(replies).toBe(asked)
  })

  it('does not wait for ever for a worker that hangs when cancelled', async () => {
    const { job, cancel } = cancellable()
    const running = run([{ do: 'hang', number: 1 }], { job })
    await pause(50)
    cancel()
    expect((await running).outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  })
})
