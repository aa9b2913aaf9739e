/**
 * What a worker does with a task. Tasks and replies are plain data (they are cloned from thread to thread). A handler
 * keeps no state that a later task depends on: tasks come in any order, and a worker may be replaced at any time. One
 * that gives a promise is given the next task while that one is open; answers go out in the order of the tasks.
 */
export type TaskHandler<Task, Reply> = (task: Task) => Reply | Promise<Reply>

/** Makes the handler of one worker from what the pool was started with. */
export type HandlerFactory<Data, Task, Reply> = (data: Data) => TaskHandler<Task, Reply>

/** What the pool tells a new worker: which kind of work it is for. Its first message is what is the same for all its tasks. */
export interface WorkerStart {
  readonly kind: string
}

/** From a worker: ready for work, or the answer to the oldest task that is still open. */
export type WorkerMessage = { readonly is: 'ready' } | { readonly is: 'reply'; readonly reply: unknown } | { readonly is: 'threw' }
