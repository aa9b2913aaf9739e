/**
 * Work on several threads.
 *
 * worker-pool      has tasks done, takes replies in one at a time, ends cleanly when cancelled; may be started before there is work
 *   pool-worker    one thread, replaced when it dies
 * serve-tasks      the other side: the life of a worker (`src/engine/worker.ts` says which kinds of work there are)
 *   task-handler   what the two say to each other
 * in-breaths       work on this thread that lets others be answered, and can be cancelled
 * progress-meter   rate and time left
 * young-memory     room for what dies young, that it does not grow with the collection
 * texts            why work was not done, in words
 */
export { progressMeter, type ProgressMeter } from './progress-meter.ts'
export type { HandlerFactory, TaskHandler } from './task-handler.ts'
export { defaultWorkers, runPool, type PoolOptions } from './worker-pool.ts'
