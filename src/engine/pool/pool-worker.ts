import { Worker } from 'node:worker_threads'
import type { WorkerMessage, WorkerStart } from './task-handler.ts'

/** What came of a task: a reply, a defect in the handler, the death of the worker that had it, or the end of the pool. */
export type Answer<Reply> = { readonly is: 'reply'; readonly reply: Reply } | { readonly is: 'threw' | 'died' } | { readonly is: 'dropped' }

export interface PoolWorker<Data, Task, Reply> {
  /** Gives what is the same for all tasks, once: before it the worker gets ready as far as it can. */
  begin(data: Data): void
  run(task: Task): Promise<Answer<Reply>>
  /** Ends the worker; open tasks are answered `dropped`. */
  stop(): Promise<void>
}

/** Above this a worker is ended rather than the whole machine made to swap. */
const MOST_MEMORY_MB = 1024
/** What dies young takes this much: less costs time for its collection, more is memory in each worker for no speed. */
const YOUNG_MEMORY_MB = 32

interface Open<Task, Reply> {
  readonly task: Task
  readonly answer: (answer: Answer<Reply>) => void
}

/**
 * A worker thread that is replaced when it dies. Tasks are answered in their order, so that of several open tasks the
 * first is the one that it died of; the others go to its successor.
 * @param unusable called when a worker dies before it is ready: its successor would, too
 */
export function startPoolWorker<Data, Task, Reply>(
  entry: string | URL,
  start: WorkerStart,
  unusable: (reason: unknown) => void,
): PoolWorker<Data, Task, Reply> {
  const open: Open<Task, Reply>[] = []
  let given: { readonly data: Data } | undefined
  let stopped = false
  let worker = bear()

  function bear(): Worker {
    const born = new Worker(entry, {
      workerData: start,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
    })
    let isReady = false
    let reason: unknown
    born.on('message', (message: WorkerMessage) => {
      if (message.is === 'ready') isReady = true
      else open.shift()?.answer(message as Answer<Reply>)
    })
    born.on('error', (error) => {
      reason = error
    })
    born.on('exit', () => {
      if (stopped) return
      if (!isReady) {
        stopped = true
        for (const { answer } of open.splice(0)) answer({ is: 'dropped' })
        unusable(reason)
        return
      }
      open.shift()?.answer({ is: 'died' })
      worker = bear()
      for (const { task } of open) worker.postMessage(task, [])
    })
    if (given !== undefined) born.postMessage(given.data, [])
    return born
  }

  return {
    begin(data) {
      if (given !== undefined) return
      given = { data }
      worker.postMessage(data, [])
    },
    run: (task) =>
      new Promise((answer) => {
        if (stopped) return answer({ is: 'dropped' })
        open.push({ task, answer })
        worker.postMessage(task, [])
      }),
    async stop() {
      stopped = true
      for (const { answer } of open.splice(0)) answer({ is: 'dropped' })
      await worker.terminate()
    },
  }
}
