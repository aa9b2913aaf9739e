import { createApplyHandler, type ApplyData, type ApplyReply, type ApplyTask } from './apply-task.ts'
import { closeOnly, flushNow, flushTogether, type Made } from './flush-outputs.ts'
import { APPLY } from './texts.ts'

/**
 * Instances that a worker is given at once, of one series where there are enough of them: a message for each costs as much
 * as half of what is to be done, and who has begun with a series knows how its files are alike.
 */
export interface ApplyBatch<Task extends ApplyTask = ApplyTask> {
  readonly tasks: readonly Task[]
}

const MOST_TASKS = 128
/** From here on a batch ends where a series does. */
const ENOUGH_TASKS = 48
/** Of large files there are fewer in a batch, so that no worker has many of them while others have none. */
const MOST_BYTES = 1 << 24

/** So many files of a series are worth it to look at the first of them as closely as it takes to know the others by it. */
const MANY = 4

/**
 * De-identifies the instances of a batch in their order; one that fails does not keep the others from it. While the files
 * of a batch are flushed the next one is begun. A batch of one is answered before: should the worker die of the next,
 * nobody takes it for the one that it died of.
 */
export function createBatchHandler(data: ApplyData): (batch: ApplyBatch) => Promise<readonly ApplyReply[]> | readonly ApplyReply[] {
  const handle = createApplyHandler(data)
  return ({ tasks }) => {
    const made = tasks.map((task, index): Made => {
      try {
        return handle(task, tasks[index + MANY]?.series === task.series)
      } catch {
        return { reply: { is: 'failed', reason: APPLY.files.defect }, descriptor: undefined }
      }
    })
    if (!data.flushesFiles) return made.map((one) => closeOnly(one, data.out))
    return made.length > 1 ? flushTogether(made, data.out) : made.map((one) => flushNow(one, data.out))
  }
}

/** Makes batches of tasks. Those of a batch in which a worker died are given out again one by one, until it is known which it was. */
export class Batches<Task extends ApplyTask> {
  readonly #again: Task[] = []

  /** Puts the tasks of a batch back. @returns false for a batch of one: it is the one of which the worker died */
  putBack({ tasks }: ApplyBatch<Task>): boolean {
    if (tasks.length === 1) return false
    this.#again.push(...tasks)
    return true
  }

  async *of(tasks: AsyncIterable<Task>): AsyncGenerator<ApplyBatch<Task>> {
    let batch: Task[] = []
    let bytes = 0
    let series = ''
    for await (const task of tasks) {
      yield* this.leftOver()
      if (batch.length >= MOST_TASKS || bytes >= MOST_BYTES || (batch.length >= ENOUGH_TASKS && task.series !== series)) {
        yield { tasks: batch }
        batch = []
        bytes = 0
      }
      series = task.series
      batch.push(task)
      bytes += task.size
    }
    if (batch.length > 0) yield { tasks: batch }
    yield* this.leftOver()
  }

  /** What was put back and is not given out again yet. */
  *leftOver(): Generator<ApplyBatch<Task>> {
    for (let task = this.#again.shift(); task !== undefined; task = this.#again.shift()) yield { tasks: [task] }
  }

  get isDone(): boolean {
    return this.#again.length === 0
  }
}
