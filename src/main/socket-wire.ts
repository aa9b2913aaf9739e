import type { WebSocket } from 'ws'
import { parseRequest } from '../contract/read-message.ts'
import type { Wire } from '../contract/wire.ts'

/** A WebSocket as the engine's end of a wire. What is no request of ours is dropped; the dispatcher checks the rest. */
export function socketWire(socket: WebSocket): Wire {
  // Without a listener a broken frame would end the process; the close that follows it says enough.
  socket.on('error', () => undefined)
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage(listener) {
      const receive = (data: { toString(): string }, binary: boolean): void => {
        const request = binary ? undefined : parseRequest(data.toString())
        if (request !== undefined) listener(request)
      }
      socket.on('message', receive)
      return () => socket.off('message', receive)
    },
    onClose(listener) {
      socket.once('close', listener)
      return () => socket.off('close', listener)
    },
  }
}
