import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Server, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeLaunchFolder } from '../../src/main/workstation/launch-folder.ts'
import { serveWindow } from '../../src/main/server.ts'
import { hasChromium, launchChromium, withChromium } from './chromium.ts'
import { createFakeEngine, PROJECT } from './fake-engine.ts'
import { ask, secretOf } from './http-client.ts'
import { BUILT, requireBuilt } from './launch-shell.ts'
import { SOON } from './soon.ts'

/** The built programs as they are started from a terminal, on a machine without a display. */
interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  out(): string
  err(): string
  /** The exit code. */
  readonly end: Promise<number | null>
}

const original = Server.prototype.emit
let state: string

function run(file: string, ...args: readonly string[]): Running {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...environment } = process.env
  const env = { ...environment, TAGBENCH_STATE: state }
  const child = spawn(process.execPath, [join(BUILT, 'server', file), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return { child, out: () => out, err: () => err, end: once(child, 'close').then(([code]) => code as number | null) }
}

const firstLine = (running: Running): Promise<string> =>
  vi.waitFor(() => {
    const [line, rest] = running.out().split('\n', 2)
    if (line === undefined || rest === undefined) throw new Error(`nothing yet; ${running.err()}`)
    return line
  }, SOON)

describe('the workstation from a terminal', () => {
  beforeAll(() => {
    requireBuilt()
    state = mkdtempSync(join(tmpdir(), 'tagbench-state-'))
  })
  afterAll(() => rmSync(state, { recursive: true, force: true }))

  it('npm start serves the demonstration where there is no display, and ends well when it is told to', async () => {
    const start = run('start.js')
    const url = new URL(await firstLine(start))
    expect(url.hostname).toBe('127.0.0.1')
    expect(new URLSearchParams(url.hash.slice(1)).get('project')).toBe(join(state, 'demonstration', 'project'))
    const reply = await ask(Number(url.port), '/')
    expect([reply.status, reply.body.includes('id="app"')]).toEqual([200, true])
    await vi.waitFor(() => expect(start.err()).toMatch(/no display here/), SOON)
    start.child.kill('SIGTERM')
    expect(await start.end).toBe(0)
  })

  it('tagbench serve --json prints the address as its first line and only line', async () => {
    const serve = run('cli.js', 'serve', '--no-open', '--json')
    const { url } = JSON.parse(await firstLine(serve)) as { readonly url: string }
    expect((await ask(Number(new URL(url).port), '/')).status).toBe(200)
    serve.child.kill('SIGINT')
    expect(await serve.end).toBe(0)
    expect([serve.out(), serve.err()]).toEqual([`${JSON.stringify({ url })}\n`, ''])
  })

  it('tagbench serve prints the address alone on its first line', async () => {
    const serve = run('cli.js', 'serve', '--no-open')
    expect(secretOf(await firstLine(serve))).toHaveLength(43)
    serve.child.kill('SIGTERM')
    expect(await serve.end).toBe(0)
  })

  it('what is asked wrongly is one clear line', async () => {
    const taken = await serveWindow({ api: createFakeEngine().api, pages: state, port: 0 })
    if (!taken.ok) throw new Error(taken.failure.message)
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['--port', String(taken.value.port)], 1, /^tagbench serve: Port \d+ is in use by another program\. .*\n$/],
      [['--port', 'abc'], 2, /^tagbench serve: --port takes a whole number from 1 to 65535\.\n$/],
      [['--project', state], 1, /^tagbench serve: This folder is not a Tagbench project.*\n$/],
      [['--project', join(state, 'none')], 1, /^tagbench serve: There is no project in that place\..*\n$/],
      [['collection'], 2, /^tagbench serve: .*\n$/],
    ]
    const seen = await Promise.all(
      cases.map(async ([args]) => {
        const serve = run('cli.js', 'serve', '--no-open', ...args)
        return [await serve.end, serve.out(), serve.err()] as const
      }),
    )
    await taken.value.close()
    for (const [index, [, code, line]] of cases.entries()) {
      expect(seen[index]?.slice(0, 2)).toEqual([code, ''])
      expect(seen[index]?.[2]).toMatch(line)
    }
  })
})

describe.skipIf(!hasChromium)(`the way from the launch page to the window${withChromium}`, () => {
  it('the secret is in no request, no referrer, and no longer in the address once the window is there', async () => {
    requireBuilt()
    const engine = createFakeEngine()
    const served = await serveWindow({ api: engine.api, pages: join(BUILT, 'renderer'), port: 0, project: PROJECT })
    if (!served.ok) throw new Error(served.failure.message)
    const requests: string[] = []
    const emit = vi.spyOn(Server.prototype, 'emit').mockImplementation(function (
      this: Server,
      name: string | symbol,
      ...values: unknown[]
    ) {
      const [request] = values as [IncomingMessage]
      if (name === 'request') requests.push(`${request.url} ${JSON.stringify(request.headers)}`)
      if (name === 'upgrade') requests.push(`${request.url} ${JSON.stringify({ ...request.headers, 'sec-websocket-protocol': '' })}`)
      return Reflect.apply(original, this, [name, ...values]) as boolean
    })
    const launch = makeLaunchFolder(served.value.url)
    const browser = await launchChromium()
    try {
      const page = await browser.newPage()
      await page.goto(`file://${launch.page}`)
      await page.waitForURL(`http://127.0.0.1:${served.value.port}/`)
      await vi.waitFor(() => expect(served.value.windows()).toBe(1), SOON)
      expect(requests.length).toBeGreaterThan(2)
      expect(requests.filter((line) => line.includes(secretOf(served.value.url)))).toEqual([])
      await page.reload()
      await vi.waitFor(() => expect(engine.calls.length).toBeGreaterThan(0), SOON)
      expect(page.url()).toBe(`http://127.0.0.1:${served.value.port}/`)
    } finally {
      emit.mockRestore()
      launch.remove()
      await browser.close()
      await served.value.close()
    }
  })
})
