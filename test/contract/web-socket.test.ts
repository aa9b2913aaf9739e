import { once } from 'node:events'
import type { WebSocket } from 'ws'
import type { Wire, WireMessage } from '../../src/contract/wire.ts'
import { serveWindow, type WindowServer } from '../../src/main/server.ts'
import type { FakeEngine } from '../main/fake-engine.ts'
import { openSocket, secretOf } from '../main/http-client.ts'
import { curationWireSuite } from './curation-wire.case.ts'

let served: { readonly engine: FakeEngine; readonly server: WindowServer } | undefined

curationWireSuite('a WebSocket', {
  async open(engine) {
    if (served?.engine !== engine) {
      const outcome = await serveWindow({ api: engine.api, pages: 'no pages are asked for', port: 0 })
      if (!outcome.ok) throw new Error(outcome.failure.message)
      served = { engine, server: outcome.value }
    }
    const { port, url } = served.server
    const socket = await openSocket({ port, protocols: ['tagbench.v1', secretOf(url)], origin: `http://127.0.0.1:${port}` })
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    return {
      wire: clientWire(socket),
      async lose() {
        const closed = once(socket, 'close')
        socket.terminate()
        await closed
      },
    }
  },
  async close() {
    await served?.server.close()
    served = undefined
  },
})

/** The window's end, as the page builds it from the browser's own WebSocket. */
function clientWire(socket: WebSocket): Wire {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      const receive = (data: Buffer): void => listener(JSON.parse(data.toString()) as WireMessage)
      socket.on('message', receive)
      return () => socket.off('message', receive)
    },
    onClose(listener) {
      socket.once('close', listener)
      return () => socket.off('close', listener)
    },
  }
}
