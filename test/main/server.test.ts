import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWindow, type WindowServer } from '../../src/main/server.ts'
import { createFakeEngine } from './fake-engine.ts'
import { writeFixturePages, type FixturePages } from './fixture-pages.ts'
import { ask, openSocket, secretOf } from './http-client.ts'
import { SERVER_CHECKS, type ServerCheck } from './server-checks.ts'
import { SERVER_GUARDS, type RemovedGuard } from './server-guards.ts'

let pages: FixturePages
beforeAll(() => {
  pages = writeFixturePages()
})
afterAll(() => pages.remove())

async function served(serve: typeof serveWindow = serveWindow, project?: string): Promise<WindowServer> {
  const { api } = createFakeEngine()
  const outcome = await serve({ api, pages: pages.pages, port: 0, ...(project === undefined ? {} : { project }) })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

async function run(check: ServerCheck, serve: typeof serveWindow): Promise<void> {
  const engine = createFakeEngine()
  const outcome = await serve({ api: engine.api, pages: pages.pages, port: 0 })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  try {
    await check.run({ server: outcome.value, engine })
  } finally {
    await outcome.value.close()
  }
}

describe('the workstation in a browser window', () => {
  it.each(SERVER_CHECKS)('$rule', (check) => run(check, serveWindow))

  it('opens on the project that was named', async () => {
    const server = await served(serveWindow, '/projects/a b&c#d')
    expect(new URLSearchParams(new URL(server.url).hash.slice(1)).get('project')).toBe('/projects/a b&c#d')
    await server.close()
  })

  it('has another secret at every launch', async () => {
    const [one, other] = [await served(), await served()]
    expect(secretOf(one.url)).not.toBe(secretOf(other.url))
    await Promise.all([one.close(), other.close()])
  })

  it('a port that is in use is one clear line', async () => {
    const first = await served()
    const outcome = await serveWindow({ api: createFakeEngine().api, pages: pages.pages, port: first.port })
    expect(outcome).toEqual({
      ok: false,
      failure: {
        code: 'busy',
        message: `Port ${first.port} is in use by another program. Name another with --port, or none to take any free one.`,
      },
    })
    await first.close()
  })

  it('closes while windows are open, and gives its port back', async () => {
    const server = await served()
    const { port, url } = server
    const socket = await openSocket({ port, protocols: ['tagbench.v1', secretOf(url)], origin: `http://127.0.0.1:${port}` })
    if (typeof socket === 'number') throw new Error('refused')
    expect(server.windows()).toBe(1)
    const idle = connect(port, '127.0.0.1')
    idle.on('error', () => undefined)
    const lost = once(socket, 'close')
    await server.close()
    await lost
    const again = await serveWindow({ api: createFakeEngine().api, pages: pages.pages, port })
    expect(again.ok).toBe(true)
    if (again.ok) await again.value.close()
  })

  it('a line that breaks in the middle of anything ends nothing else', async () => {
    const server = await served()
    const { port, url } = server
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n`
    const good = `${head}Sec-WebSocket-Protocol: tagbench.v1, ${secretOf(url)}\r\n\r\n`
    // reset at once, a frame that no client may send, a text that is no UTF-8, an upgrade to something else
    const unmasked = Buffer.from([0x81, 0x02, 0x68, 0x69])
    const notText = Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff])
    const attempts: readonly (readonly [string, Buffer | undefined])[] = [
      [good, undefined],
      [`${head}\r\n`, undefined],
      [good, unmasked],
      [good, notText],
      [good.replace('Version: 13', 'Version: 1'), undefined],
      ['GET / HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n', undefined],
      ['\0\0\0\r\n\r\n', undefined],
    ]
    for (const [text, frame] of attempts)
      await new Promise<void>((done) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(text)
          if (frame === undefined) setTimeout(() => socket.resetAndDestroy(), 5)
          else socket.write(frame)
        })
        socket.on('error', () => undefined)
        socket.resume()
        socket.once('close', () => done())
      })
    expect((await ask(port, '/')).status).toBe(200)
    await server.close()
  })
})

describe("each of the server's guards is held by a rule that fails without it", () => {
  it.each(SERVER_GUARDS)('$guard', async (removed) => {
    const folder = mkdtempSync(join(tmpdir(), 'tagbench-unguarded-'))
    try {
      const { serveWindow: serve } = await importWithout(folder, removed)
      const broken: string[] = []
      for (const check of SERVER_CHECKS) await run(check, serve).catch(() => broken.push(check.rule))
      expect(broken).toEqual(removed.breaks)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** The server's own source, with one guard taken out. */
async function importWithout(folder: string, removed: RemovedGuard): Promise<{ serveWindow: typeof serveWindow }> {
  for (const path of ['src/main/server.ts', 'src/main/socket-wire.ts', 'src/main/page', 'src/contract', 'src/core/result.ts']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(resolve(path), join(folder, path), { recursive: true, filter: (from) => !from.endsWith('.json') })
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const file = join(folder, removed.file)
  const source = readFileSync(file, 'utf8')
  expect(source.split(removed.from)).toHaveLength(2)
  writeFileSync(
    file,
    source.replace(removed.from, () => removed.to),
  )
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'src/main/server.ts')).href)) as { serveWindow: typeof serveWindow }
}
