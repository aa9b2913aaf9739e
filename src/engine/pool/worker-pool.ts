import { availableParallelism } from 'node:os'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { startPoolWorker, type Answer, type PoolWorker } from './pool-worker.ts'
import type { HandlerFactory, TaskHandler } from './task-handler.ts'
import { POOL } from './texts.ts'

export interface PoolOptions<Data, Task, Reply> {
  /** The worker's entry file: `src/engine/worker.ts`, or what is built from it. */
  readonly entry: string | URL
  /** Number of threads; 0 does the work on the calling thread. */
  readonly workers: number
  /** The kind of work, by which the entry finds the handler. */
  readonly kind: string
  /** What is the same for all tasks. */
  readonly data: Data
  /** The same handler that the entry finds under {@link kind}, for work on the calling thread. */
  readonly handler: HandlerFactory<Data, Task, Reply>
  /** Asked for the next task only when somebody is free to do it. */
  readonly tasks: Iterable<Task> | AsyncIterable<Task>
  /** Called for one reply at a time; while it works, workers go on with what they have at hand ({@link ahead}). */
  readonly onReply: (reply: Reply, task: Task) => void | Promise<void>
  /** A task that was not done, because its worker died of it or its handler threw. Called like {@link onReply}. */
  readonly onFailure: (task: Task, problem: 'died' | 'threw') => void | Promise<void>
  /**
   * How many tasks a worker may have at hand just now: what it works on, and what it goes on with while replies are taken
   * in. Never less than two nor more than eight; two where nothing is said.
   */
  readonly ahead?: () => number
  /** Workers that were started before, for this kind of work, with these data or none; the pool ends them like its own. */
  readonly started?: StartedWorkers<Data, Task, Reply>
  readonly job: Job
}

/** Worker threads that have no task yet: starting takes them longer than many a task. */
export interface StartedWorkers<Data, Task, Reply> {
  readonly workers: readonly PoolWorker<Data, Task, Reply>[]
  /** Whether they turned out not to start. */
  isUnusable(): boolean
  /** Ends them; to be called by who gives them to no pool. */
  stop(): Promise<void>
}

/**
 * Starts workers before there is work, so that they are ready when there is. None for 0.
 * @param data undefined while that is not known either
 */
export function startWorkers<Data, Task, Reply>(
  { entry, workers: count, kind }: Pick<PoolOptions<Data, Task, Reply>, 'entry' | 'workers' | 'kind'>,
  data?: Data,
): StartedWorkers<Data, Task, Reply> {
  let isUnusable = false
  const workers = Array.from({ length: count }, () =>
    startPoolWorker<Data, Task, Reply>(entry, { kind }, () => {
      isUnusable = true
    }),
  )
  if (data !== undefined) for (const worker of workers) worker.begin(data)
  return {
    workers,
    isUnusable: () => isUnusable,
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()))
    },
  }
}

/** A worker has the next task at hand while the reply to the last one is taken in. */
const FEWEST_AHEAD = 2
const MOST_AHEAD = 8
/** After a cancel, workers may finish what they have begun; then they are ended. */
const PATIENCE_MS = 2000

/** As many as there are cores, and no more than four: beyond that the taking in of replies is what takes the time. */
export function defaultWorkers(): number {
  return Math.min(availableParallelism(), 4)
}

/**
 * Has all tasks done by worker threads. An exception in `onReply`, `onFailure` or `tasks` ends the pool and goes on to
 * the caller.
 * @returns failure `cancelled` when the job was (what was begun is finished and taken in), `bug` when workers do not start
 */
export async function runPool<Data, Task, Reply>(options: PoolOptions<Data, Task, Reply>): Promise<Outcome<null>> {
  const { job, onReply, onFailure } = options
  const started = options.started ?? startWorkers<Data, Task, Reply>(options)
  const workers = options.workers === 0 ? [onThisThread<Data, Task, Reply>(options.handler(options.data))] : started.workers
  for (const worker of workers) worker.begin(options.data)
  const pool = { isBroken: false }
  const nextTask = taskQueue(options.tasks)
  const inTurn = oneAtATime()
  let patience: ReturnType<typeof setTimeout> | undefined
  const stopListening = job.onCancel(() => {
    patience = setTimeout(() => workers.forEach((worker) => void worker.stop()), PATIENCE_MS)
  })

  const ahead = (): number => Math.max(FEWEST_AHEAD, options.ahead?.() ?? FEWEST_AHEAD)
  const answered = signal()
  let ends = false

  /** @param place one of the tasks that its worker may have at hand */
  const lane = async (worker: PoolWorker<Data, Task, Reply>, place: number): Promise<void> => {
    try {
      while (!pool.isBroken && !started.isUnusable() && !job.cancelled) {
        if (place >= ahead()) {
          if (ends) return
          await answered.next()
          continue
        }
        const next = await nextTask()
        if (next === undefined) {
          ends = true
          answered.give()
          return
        }
        const answer = await worker.run(next.task)
        answered.give()
        if (answer.is === 'dropped') return
        if (answer.is === 'reply') await inTurn(() => onReply(answer.reply, next.task))
        else await inTurn(() => onFailure(next.task, answer.is))
      }
    } catch (error) {
      pool.isBroken = true
      throw error
    } finally {
      answered.give()
    }
  }

  try {
    const places = options.workers === 0 ? 1 : options.ahead === undefined ? FEWEST_AHEAD : MOST_AHEAD
    const lanes = workers.flatMap((worker) => Array.from({ length: places }, (_, place) => lane(worker, place)))
    const ended = await Promise.allSettled(lanes)
    const thrown = ended.find((each) => each.status === 'rejected')
    if (thrown !== undefined) throw thrown.reason
  } finally {
    stopListening()
    clearTimeout(patience)
    await Promise.all(workers.map((worker) => worker.stop()))
  }
  if (started.isUnusable()) return fail({ code: 'bug', message: POOL.noThreads })
  return job.cancelled ? fail({ code: 'cancelled', message: POOL.cancelled }) : ok(null)
}

/** The calling thread as a worker. It breathes between tasks, so that a cancel is heard. */
function onThisThread<Data, Task, Reply>(handle: TaskHandler<Task, Reply>): PoolWorker<Data, Task, Reply> {
  return {
    begin: () => undefined,
    async run(task): Promise<Answer<Reply>> {
      await new Promise((resolve) => setImmediate(resolve))
      try {
        return { is: 'reply', reply: await handle(task) }
      } catch {
        return { is: 'threw' }
      }
    },
    stop: () => Promise.resolve(),
  }
}

/** One asker after the other, since an iterator may take its time. */
function taskQueue<Task>(tasks: Iterable<Task> | AsyncIterable<Task>): () => Promise<{ readonly task: Task } | undefined> {
  const inTurn = oneAtATime()
  const iterator = Symbol.asyncIterator in tasks ? tasks[Symbol.asyncIterator]() : tasks[Symbol.iterator]()
  return () =>
    inTurn(async () => {
      const next = await iterator.next()
      return next.done === true ? undefined : { task: next.value }
    })
}

/** Something that others wait for, again and again. */
function signal(): { next(): Promise<void>; give(): void } {
  const waiting: (() => void)[] = []
  return {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    give: () => waiting.splice(0).forEach((go) => go()),
  }
}

/** Does one thing after the other, in the order in which they are given. */
export function oneAtATime(): <T>(work: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
