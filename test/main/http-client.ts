import { request, type IncomingHttpHeaders } from 'node:http'
import { WebSocket } from 'ws'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** One request, its path exactly as given: a browser would tidy it first. */
export function ask(port: number, path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
}

export interface SocketRequest {
  readonly port: number
  readonly protocols: readonly string[]
  readonly origin?: string
  readonly host?: string
  readonly path?: string
}

/** Opens a WebSocket, or says with which status it was refused. */
export function openSocket({ port, protocols, origin, host, path = '/' }: SocketRequest): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], {
      headers: { ...(host === undefined ? {} : { host }), ...(origin === undefined ? {} : { origin }) },
    })
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.once('error', reject)
  })
}

/** The launch's secret, as the window reads it. */
export function secretOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('secret') ?? ''
}
