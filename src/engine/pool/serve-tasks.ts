import { parentPort, workerData } from 'node:worker_threads'
import type { TaskHandler, WorkerMessage, WorkerStart } from './task-handler.ts'

/**
 * The life of a worker: makes the handler for its kind of work from the first message, then answers task after task, in
 * the order in which they come. While a handler waits, as for the disk, the next task is begun. Does nothing on the main thread.
 */
export function serveTasks(handlers: Readonly<Record<string, (data: never) => TaskHandler<never, unknown>>>): void {
  if (parentPort === null) return
  const port = parentPort
  const { kind } = workerData as WorkerStart
  const make = handlers[kind]
  if (make === undefined) throw new Error(`there is no worker for ${kind}`)
  const say = (message: WorkerMessage): void => port.postMessage(message)
  const work = async (handle: TaskHandler<never, unknown>, task: unknown): Promise<WorkerMessage> => {
    try {
      return { is: 'reply', reply: await handle(task as never) }
    } catch {
      return { is: 'threw' }
    }
  }
  let handle: TaskHandler<never, unknown> | undefined
  let last: Promise<void> = Promise.resolve()
  port.on('message', (message: unknown) => {
    if (handle === undefined) {
      handle = make(message as never)
      say({ is: 'ready' })
      return
    }
    const working = work(handle, message)
    last = last.then(async () => say(await working))
  })
}
