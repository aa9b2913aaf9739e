import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { CurationApi } from '../contract/curation-api.ts'
import { dispatch } from '../contract/dispatcher.ts'
import type { Outcome } from '../contract/outcome.ts'
import { LONGEST_REQUEST } from '../contract/read-message.ts'
import { fail, ok } from '../core/result.ts'
import { pageFile, SAFE_HEADERS } from './page/page-files.ts'
import { socketWire } from './socket-wire.ts'

const LOOPBACK = '127.0.0.1'
const PROTOCOL = 'tagbench.v1'

/** The workstation for a browser window: on the loopback address only, and only for who holds this launch's secret. */
export interface WindowServer {
  /** With the secret in the fragment, which a browser never sends. */
  readonly url: string
  readonly port: number
  /** How many windows are connected now. */
  windows(): number
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
  /** Of a server that is started again under its windows; a new one where absent. */
  readonly secret?: string
}

/** Starts serving. Fails with `busy` where another program has the port, with `io` where this user may not have it. */
export async function serveWindow(options: ServerOptions): Promise<Outcome<WindowServer>> {
  const secret = options.secret ?? randomBytes(32).toString('base64url')
  const server = createServer((request, response) => answer(request, response))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_REQUEST, handleProtocols: () => PROTOCOL })
  let port = 0

  /** A page on another site can make a browser ask us under another name; such a request is not ours (DNS rebinding). */
  const isOurHost = (request: IncomingMessage): boolean =>
    request.headers.host === `${LOOPBACK}:${port}` || request.headers.host === `localhost:${port}`

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isOurHost(request)) return refuse(response, 421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, { allow: 'GET, HEAD' })
    const file = pageFile(options.pages, pathOf(request), [`ws://${request.headers.host}`])
    if (file === undefined) return refuse(response, 404)
    response.writeHead(200, { ...file.headers, 'content-length': String(file.body.length) })
    response.end(request.method === 'HEAD' ? undefined : file.body)
  }

  /** A socket is not bound by the same-origin rule, so it must prove where it comes from and that it knows the secret. */
  const mayConnect = (request: IncomingMessage): boolean => {
    const [protocol, offered, ...more] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
    return (
      isOurHost(request) &&
      request.headers.origin === `http://${request.headers.host}` &&
      pathOf(request) === '/' &&
      protocol === PROTOCOL &&
      more.length === 0 &&
      isSecret(offered ?? '', secret)
    )
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Node takes its own listener away before an upgrade; a line that breaks now would otherwise end the process.
    socket.on('error', () => socket.destroy())
    if (mayConnect(request)) sockets.handleUpgrade(request, socket, head, (webSocket) => dispatch(options.api, socketWire(webSocket)))
    else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  }
  server.on('upgrade', upgrade)

  const failure = await listen(server, options.port)
  if (failure !== undefined) return failure
  port = (server.address() as AddressInfo).port
  const fragment = new URLSearchParams({ secret, ...(options.project === undefined ? {} : { project: options.project }) })
  return ok({
    url: `http://${LOOPBACK}:${port}/#${fragment.toString()}`,
    port,
    windows: () => sockets.clients.size,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        sockets.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/'

function refuse(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...SAFE_HEADERS, ...headers, 'content-security-policy': "default-src 'none'", 'content-length': '0' })
  response.end()
}

/** Compares in constant time, so that the secret cannot be guessed byte by byte. */
function isSecret(offered: string, secret: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Undefined once the server listens. */
function listen(server: Server, port: number): Promise<Outcome<never> | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      const why = taken ? `Port ${port} is in use by another program.` : `Port ${port} may not be used (${error.code ?? 'unexpected'}).`
      resolve(fail({ code: taken ? 'busy' : 'io', message: `${why} Name another with --port, or none to take any free one.` }))
    })
    server.listen(port, LOOPBACK, () => resolve(undefined))
  })
}
