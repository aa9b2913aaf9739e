import { join } from 'node:path'
import { dispatch } from '../contract/dispatcher.ts'
import type { WireMessage } from '../contract/wire.ts'
import { createEngine } from '../engine/engine.ts'

/** Entry of the engine's process under Electron: wiring between the parent's port and the engine. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: WireMessage }) => void): void
}

const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort
const engine = createEngine({ workerEntry: join(import.meta.dirname, 'worker.js') })

dispatch(engine, {
  send: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', (event) => listener(event.data))
    return () => undefined
  },
  onClose: () => () => undefined,
})
