import { expect } from 'vitest'
import { WebSocket } from 'ws'
import type { WireMessage } from '../../src/contract/wire.ts'
import type { WindowServer } from '../../src/main/server.ts'
import type { FakeEngine } from './fake-engine.ts'
import { BESIDE } from './fixture-pages.ts'
import { ask, openSocket, secretOf } from './http-client.ts'

/** A server under test, with the engine behind it. */
export interface Served {
  readonly server: WindowServer
  readonly engine: FakeEngine
}

/** A rule that the server keeps. Each is told apart by its name in the table of removed guards. */
export interface ServerCheck {
  readonly rule: string
  run(served: Served): Promise<void>
}

const PROTOCOL = 'tagbench.v1'

function line({ server }: Served, change: Partial<Parameters<typeof openSocket>[0]> = {}): Promise<WebSocket | number> {
  const { port, url } = server
  return openSocket({ port, protocols: [PROTOCOL, secretOf(url)], origin: `http://127.0.0.1:${port}`, ...change })
}

async function openLine(served: Served): Promise<WebSocket> {
  const socket = await line(served)
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

/** Sends something and waits for the answer to a call that is made after it. */
async function answersAfter(socket: WebSocket, ...sent: readonly (string | Buffer)[]): Promise<readonly WireMessage[]> {
  const got: WireMessage[] = []
  const last = new Promise<void>((resolve) =>
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as WireMessage
      if (message.id === 999_999) resolve()
      else got.push(message)
    }),
  )
  for (const one of sent) socket.send(one)
  socket.send(JSON.stringify({ kind: 'call', id: 999_999, method: 'recentProjects', input: {} }))
  await last
  return got
}

const isRefusal = (message: WireMessage | undefined): boolean =>
  message?.kind === 'result' && !message.outcome.ok && message.outcome.failure.code === 'usage'

const call = (id: number, method: string, input: unknown): string => JSON.stringify({ kind: 'call', id, method, input })

export const SERVER_CHECKS: readonly ServerCheck[] = [
  {
    rule: 'a request under another name is misdirected (DNS rebinding)',
    async run({ server: { port } }) {
      for (const host of [`evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, `127.0.0.1.evil.example:${port}`])
        expect((await ask(port, '/', { headers: { host } })).status).toBe(421)
      for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) expect((await ask(port, '/', { headers: { host } })).status).toBe(200)
    },
  },
  {
    rule: 'a line is opened under our own name only',
    async run(served) {
      const host = `evil.example:${served.server.port}`
      expect(await line(served, { host, origin: `http://${host}` })).toBe(403)
    },
  },
  {
    rule: 'a line is opened by our own page only',
    async run(served) {
      const { port } = served.server
      for (const origin of ['http://evil.example', `https://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`, 'null', 'file://'])
        expect(await line(served, { origin })).toBe(403)
      const { url } = served.server
      expect(await openSocket({ port, protocols: [PROTOCOL, secretOf(url)] })).toBe(403)
      const own = await line(served, { host: `localhost:${port}`, origin: `http://localhost:${port}` })
      expect(own).toBeInstanceOf(WebSocket)
    },
  },
  {
    rule: "a line is opened with this launch's secret only",
    async run(served) {
      const secret = secretOf(served.server.url)
      expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
      const other = (secret.startsWith('A') ? 'B' : 'A') + secret.slice(1)
      for (const offered of [other, secret.slice(1), `${secret}A`, 'x'])
        expect(await line(served, { protocols: [PROTOCOL, offered] })).toBe(403)
      expect(await line(served, { protocols: [PROTOCOL] })).toBe(403)
    },
  },
  {
    rule: 'a line speaks our protocol only',
    async run(served) {
      const secret = secretOf(served.server.url)
      expect(await line(served, { protocols: ['tagbench.v2', secret] })).toBe(403)
      expect(await line(served, { protocols: [PROTOCOL, secret, 'more'] })).toBe(403)
      expect((await openLine(served)).protocol).toBe(PROTOCOL)
    },
  },
  {
    rule: 'the secret stands in no request line',
    async run(served) {
      const { url, port } = served.server
      const { pathname, search, hash } = new URL(url)
      expect(pathname + search).toBe('/')
      expect(hash).toContain(secretOf(url))
      for (const path of [`/?secret=${secretOf(url)}`, `/${secretOf(url)}`])
        expect(await openSocket({ port, path, protocols: [PROTOCOL], origin: `http://127.0.0.1:${port}` })).toBe(403)
    },
  },
  {
    rule: 'a line is opened at one address only',
    async run(served) {
      expect(await line(served, { path: '/elsewhere' })).toBe(403)
    },
  },
  {
    rule: 'only reading is allowed',
    async run({ server: { port } }) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        const reply = await ask(port, '/', { method })
        expect([reply.status, reply.headers.allow, reply.body]).toEqual([405, 'GET, HEAD', ''])
      }
    },
  },
  {
    rule: 'HEAD answers as GET does, without the body',
    async run({ server: { port } }) {
      const [head, get] = [await ask(port, '/assets/page.js', { method: 'HEAD' }), await ask(port, '/assets/page.js')]
      expect([head.status, head.body]).toEqual([200, ''])
      expect(get.body).not.toBe('')
      expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
    },
  },
  {
    rule: 'nothing outside the window goes out',
    async run({ server: { port } }) {
      for (const up of ['..%2f', '%2e%2e/', '%2e%2e%2f', '../', './../', 'assets/..%2f..%2f', '/../', '..%2Frenderer%2F..%2F'])
        expect([up, (await ask(port, `/${up}beside.html`)).status]).toEqual([up, 404])
      expect((await ask(port, '/..%2frenderer-2%2fbeside.html')).status).toBe(404)
      expect((await ask(port, '/%2e%2e%2frenderer%2findex.html')).status).toBe(200)
    },
  },
  {
    rule: 'a link that leads out of the window is not followed',
    async run({ server: { port } }) {
      expect((await ask(port, '/link.html')).status).toBe(404)
    },
  },
  {
    rule: 'a backslash is in no name',
    async run({ server: { port } }) {
      for (const path of ['/..%5cbeside.html', '/a%5cb.html', '/a\\b.html']) expect((await ask(port, path)).status).toBe(404)
    },
  },
  {
    rule: 'only kinds of files that a window has go out, and no folder is listed',
    async run({ server: { port } }) {
      for (const path of ['/notes.sqlite', '/assets', '/assets/', '/nothing.html', '/.', '/index', 'http://evil.example/index.html']) {
        const reply = await ask(port, path)
        expect([reply.status, reply.body.includes(BESIDE)]).toEqual([404, false])
      }
    },
  },
  {
    rule: 'a malformed address is not found, and the server goes on',
    async run({ server: { port } }) {
      for (const path of ['/%zz', '/%', '/%c0%ae%c0%ae/beside.html', '/index.html%00.html', `/${'a'.repeat(8000)}.html`])
        expect((await ask(port, path)).status).toBe(404)
      expect((await ask(port, '/')).status).toBe(200)
    },
  },
  {
    rule: 'the policy lets a page run and load its own files only',
    async run({ server: { port } }) {
      const reply = await ask(port, '/')
      const nonce = /name="csp-nonce" content="([^"]+)"/.exec(reply.body)?.[1] ?? 'none'
      const policy = [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        `connect-src 'self' ws://127.0.0.1:${port}`,
        "worker-src 'self'",
        "frame-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
      ]
      expect(String(reply.headers['content-security-policy']).split('; ')).toEqual(policy)
      expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16)
      expect((await ask(port, '/')).body).not.toContain(nonce)
    },
  },
  {
    rule: 'the page states its policy in itself too',
    async run({ server: { port } }) {
      const { body, headers } = await ask(port, '/')
      const stated = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(body)?.[1]
      expect(stated).toBe(String(headers['content-security-policy']).replace("frame-ancestors 'none'; ", ''))
      expect(body.indexOf('Content-Security-Policy')).toBeLessThan(body.indexOf('<script'))
    },
  },
  {
    rule: 'nothing is sniffed, kept, shared or told on',
    async run({ server: { port } }) {
      const replies = [await ask(port, '/'), await ask(port, '/assets/page.js'), await ask(port, '/nothing.html')]
      replies.push(await ask(port, '/', { method: 'POST' }), await ask(port, '/', { headers: { host: 'evil.example' } }))
      for (const { headers } of replies) {
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-resource-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
          'cache-control': 'no-store',
        })
        expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
        expect(headers['access-control-allow-origin']).toBeUndefined()
      }
    },
  },
  {
    rule: 'only the calls of the contract reach the engine',
    async run(served) {
      const names = ['shutdown', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'OPENPROJECT']
      const answers = await answersAfter(await openLine(served), ...names.map((name, index) => call(index, name, {})))
      expect(answers.map(isRefusal)).toEqual(names.map(() => true))
      expect(served.engine.calls.map(({ method }) => method)).toEqual(['recentProjects'])
    },
  },
  {
    rule: 'an input of the wrong type does not reach the engine',
    async run(served) {
      const wrong: readonly (readonly [string, unknown])[] = [
        ['openProject', { project: 5 }],
        ['openProject', { project: ['/a'] }],
        ['openProject', { project: '/a\0b' }],
        ['openProject', { project: 'a'.repeat(100_001) }],
        ['openProject', { project: '/a', create: 'yes' }],
        ['openProject', null],
        ['openProject', 'text'],
        ['openProject', []],
        ['openProject', undefined],
        ['scan', { project: '/a' }],
        ['scan', { project: '/a', collection: '/b', workers: -1 }],
        ['decide', { project: '/a', by: 'x', decisions: [{ path: '(0010,0010)', choice: { decision: 'publish' } }] }],
        ['inventory', { project: '/a', query: { filters: { other: [] } } }],
        ['inventory', { project: '/a', query: { offset: 1e300 } }],
        ['exportScript', { project: '/a', out: '/b', target: 'sh' }],
        ['writeReport', { project: '/a', report: { kind: 'values', format: 'txt', mode: 'before' } }],
        ['saveWindowState', { state: [] }],
      ]
      const answers = await answersAfter(await openLine(served), ...wrong.map(([method, input], index) => call(index, method, input)))
      expect(answers.map(isRefusal)).toEqual(wrong.map(() => true))
      expect(served.engine.calls.map(({ method }) => method)).toEqual(['recentProjects'])
    },
  },
  {
    rule: 'what is no message is dropped, and the line goes on',
    async run(served) {
      const junk = ['', '{', 'null', '[]', '5', '{"kind":"call"}', '{"kind":"call","id":"1","method":"scan"}', '{"kind":"result","id":1}']
      junk.push('{"kind":"call","id":1.5,"method":"recentProjects","input":{}}', '{"kind":"cancel","id":null}')
      const socket = await openLine(served)
      expect(await answersAfter(socket, ...junk, Buffer.from(call(1, 'recentProjects', {})))).toEqual([])
      expect(served.engine.calls).toHaveLength(1)
    },
  },
  {
    rule: 'a message longer than any of ours ends its line, and no other',
    async run(served) {
      const [socket, other] = [await openLine(served), await openLine(served)]
      const end = new Promise<string>((resolve) => {
        socket.once('close', (code) => resolve(`closed with ${code}`))
        socket.once('message', () => resolve('went on'))
      })
      socket.on('error', () => undefined)
      socket.send(call(1, 'saveWindowState', { state: { text: 'a'.repeat(5 * 1024 * 1024) } }))
      socket.send(call(2, 'recentProjects', {}))
      expect(await end).toBe('closed with 1009')
      expect(await answersAfter(other)).toEqual([])
      expect(served.engine.calls.map(({ method }) => method)).toEqual(['recentProjects'])
    },
  },
  {
    rule: 'only this machine is served',
    async run({ server: { port } }) {
      // Another loopback address reaches a server that listens everywhere, and none that listens on 127.0.0.1 only.
      const reached = await fetch(`http://127.0.0.2:${port}/`).then(
        () => true,
        () => false,
      )
      expect(reached).toBe(false)
    },
  },
]
