import { parentPort, workerData } from 'node:worker_threads'
import type { TaskHandler, WorkerMessage, WorkerStart } from './task-handler.ts'

/**
 * The life of a worker: makes the handler for its kind of work, then answers task after task, in the order in which
 * they come. While a handler waits, as for the disk, the next task is begun. Does nothing on the main thread.
 */
export function serveTasks(handlers: Readonly<Record<string, (data: never) => TaskHandler<never, unknown>>>): void {
  if (parentPort === null) return
  const port = parentPort
  const { kind, data } = workerData as WorkerStart
  const handle = handlers[kind]?.(data as never)
  if (handle === undefined) throw new Error(`there is no worker for ${kind}`)
  const say = (message: WorkerMessage): void => port.postMessage(message)
  const work = async (task: unknown): Promise<WorkerMessage> => {
    try {
      return { is: 'reply', reply: await handle(task as never) }
    } catch {
      return { is: 'threw' }
    }
  }
  let last: Promise<void> = Promise.resolve()
  port.on('message', (task: unknown) => {
    const working = work(task)
    last = last.then(async () => say(await working))
  })
  say({ is: 'ready' })
}
