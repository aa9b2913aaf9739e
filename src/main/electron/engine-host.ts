import { utilityProcess, type UtilityProcess } from 'electron'
import type { WireMessage } from '../../contract/wire.ts'

/** The engine in a process of its own, so that a large collection never makes the window wait, and its fall never closes it. */
export interface EngineHost {
  send(message: unknown): void
  stop(): void
}

/**
 * Starts the engine, and again when it has ended unasked.
 * @param onLost hears that what was under way is lost
 */
export function startEngine(entry: string, onMessage: (message: WireMessage) => void, onLost: () => void): EngineHost {
  let stopping = false
  let child: UtilityProcess | undefined
  const start = (): void => {
    child = utilityProcess.fork(entry, [], { serviceName: 'Tagbench engine', stdio: 'ignore' })
    child.on('message', (message: WireMessage) => onMessage(message))
    child.once('exit', () => {
      child = undefined
      if (stopping) return
      onLost()
      start()
    })
  }
  start()
  return {
    send: (message) => child?.postMessage(message),
    stop() {
      stopping = true
      child?.kill()
    },
  }
}
