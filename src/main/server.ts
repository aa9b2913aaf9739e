import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CurationApi } from '../contract/curation-api.ts'
import { dispatch } from '../contract/dispatcher.ts'
import type { Wire, WireMessage } from '../contract/wire.ts'
import { pageFile } from './page/page-files.ts'

const PROTOCOL = 'tagbench.v1'
/** Larger than any call of the window; a page of rows goes the other way. */
const LARGEST_MESSAGE = 4 * 1024 * 1024

/** The workstation for a browser window: on the loopback address only, and only for who holds this launch's secret. */
export interface WindowServer {
  /** With the secret in the fragment, which a browser never sends. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export interface ServerOptions {
  readonly api: CurationApi
  /** The folder of the built window. */
  readonly pages: string
  /** 0: any free one. */
  readonly port: number
  /** Goes into the fragment, so that the window opens on it. */
  readonly project?: string
}

/** Starts serving. The failure is one line (the port is taken). */
export async function serveWindow(options: ServerOptions): Promise<WindowServer> {
  const secret = randomBytes(32).toString('base64url')
  const server = createServer((request, response) => answer(request, response))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, handleProtocols: () => PROTOCOL })
  let port = 0

  /** A page on another site can make a browser ask us under another name; such a request is not ours (DNS rebinding). */
  const isOurHost = (request: IncomingMessage): boolean =>
    request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`
  const isOurOrigin = (request: IncomingMessage): boolean =>
    request.headers.origin === `http://127.0.0.1:${port}` || request.headers.origin === `http://localhost:${port}`

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isOurHost(request)) return refuse(response, 421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const file = pageFile(options.pages, path, [`ws://${request.headers.host}`])
    if (file === undefined) return refuse(response, 404)
    response.writeHead(200, file.headers)
    response.end(request.method === 'HEAD' ? undefined : file.body)
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
    if (!isOurHost(request) || !isOurOrigin(request) || offered[0] !== PROTOCOL || !isSecret(offered[1] ?? '', secret)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => dispatch(options.api, socketWire(webSocket)))
  }
  server.on('upgrade', upgrade)

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  const fragment = new URLSearchParams({ secret, ...(options.project === undefined ? {} : { project: options.project }) })
  return {
    url: `http://127.0.0.1:${port}/#${fragment.toString()}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        sockets.close()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  response.end()
}

/** Compares in constant time, so that the secret cannot be guessed byte by byte. */
function isSecret(offered: string, secret: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A WebSocket as a wire. What is no message of ours is dropped; the dispatcher checks the rest. */
export function socketWire(socket: WebSocket): Wire {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage(listener) {
      const receive = (data: unknown): void => {
        const message = readMessage(String(data))
        if (message !== undefined) listener(message)
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

function readMessage(text: string): WireMessage | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value) || typeof value.id !== 'number')
      return undefined
    if (value.kind === 'cancel') return { kind: 'cancel', id: value.id }
    if (value.kind !== 'call' || !('method' in value) || typeof value.method !== 'string') return undefined
    return { kind: 'call', id: value.id, method: value.method, input: 'input' in value ? value.input : undefined }
  } catch {
    return undefined
  }
}
