import { utilityProcess, type UtilityProcess } from 'electron'
import type { Request } from '../../contract/read-message.ts'
import type { FromEngine, ToEngine } from './engine-lines.ts'

/** An engine that fell sooner than this after its start is started again only after a pause. */
const STEADY_MS = 10_000
const PAUSE_FIRST_MS = 250
const PAUSE_MOST_MS = 10_000
/** How long the engine may take to close its projects. */
const STOP_MS = 3000

/** The engine in a process of its own, so that a large collection never makes the window wait, and its fall never closes it. */
export interface EngineHost {
  /** While the engine is being started again, requests wait for it. */
  send(line: string, request: Request): void
  /** Lets the engine close its projects, then ends it. */
  stop(): Promise<void>
}

/**
 * Starts the engine, and again when it has ended unasked; one that keeps falling is started less and less often.
 * @param onLost hears that what was under way is lost
 */
export function startEngine(entry: string, onMessage: (message: FromEngine) => void, onLost: () => void): EngineHost {
  let stopping = false
  let child: UtilityProcess | undefined
  let pause = 0
  let waiting: ToEngine[] = []
  const start = (): void => {
    if (stopping) return
    const startedAt = Date.now()
    child = utilityProcess.fork(entry, [], { serviceName: 'Tagbench engine', stdio: 'ignore' })
    child.on('message', (message: FromEngine) => onMessage(message))
    child.once('exit', () => {
      child = undefined
      if (stopping) return
      pause = Date.now() - startedAt > STEADY_MS ? 0 : Math.min(PAUSE_MOST_MS, Math.max(PAUSE_FIRST_MS, pause * 2))
      waiting = []
      onLost()
      setTimeout(start, pause)
    })
    for (const message of waiting) child.postMessage(message, [])
    waiting = []
  }
  start()
  return {
    send(line, request) {
      if (child === undefined) waiting.push({ line, request })
      else child.postMessage({ line, request } satisfies ToEngine, [])
    },
    stop() {
      stopping = true
      const ending = child
      if (ending === undefined) return Promise.resolve()
      return new Promise((resolve) => {
        const late = setTimeout(() => ending.kill(), STOP_MS)
        ending.once('exit', () => {
          clearTimeout(late)
          resolve()
        })
        ending.postMessage({ stop: true } satisfies ToEngine, [])
      })
    },
  }
}
