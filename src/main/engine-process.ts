import { join } from 'node:path'
import { createEngine } from '../engine/engine.ts'
import { serveLines, type FromEngine, type ToEngine } from './electron/engine-lines.ts'

/** Entry of the engine's process under Electron: wiring between the parent's port and the engine. */
interface ParentPort {
  postMessage(message: FromEngine): void
  on(event: 'message', listener: (event: { readonly data: ToEngine }) => void): void
}

const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort
const engine = createEngine({ workerEntry: join(import.meta.dirname, 'worker.js') })
const receive = serveLines(engine, (message) => port.postMessage(message))

port.on('message', ({ data }) => {
  if ('stop' in data) void engine.shutdown().finally(() => process.exit(0))
  else receive(data.line, data.request)
})
