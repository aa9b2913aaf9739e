import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine, type FakeEngine } from './fake-engine.ts'
import { playEngine, requireBuilt, startMain } from './launch-shell.ts'
import type * as Shim from './electron-shim.ts'
import { SOON } from './soon.ts'

/** The built shell without a page: windows are recorded, messages are sent as the page would. */
let shim: typeof Shim
let engine: FakeEngine
let end: () => Promise<void>

async function start(...args: readonly string[]): Promise<void> {
  engine = createFakeEngine()
  ;({ shim, end } = await startMain({ args }, engine))
}

const theWindow = (): Shim.BrowserWindow => {
  const [window] = shim.shell.windows
  if (window === undefined) throw new Error('no window')
  return window
}
const address = (): string => theWindow().webContents.mainFrame.url

/** Sends a call as the page does. */
function send(id: number, method: string, line = 'line-1'): void {
  const { webContents } = theWindow()
  const text = JSON.stringify({ kind: 'call', id, method, input: {} })
  shim.shell.emitIpc('tagbench:message', { sender: webContents, senderFrame: webContents.mainFrame }, line, text)
}

describe('the life of the Electron shell', () => {
  beforeAll(requireBuilt)
  beforeEach(() => {
    vi.useRealTimers()
  })
  afterEach(() => end())

  it('opens one window, on the project that was named', async () => {
    await start('--project=/projects/a b#c')
    expect(shim.shell.windows).toHaveLength(1)
    expect(address()).toMatch(/^app:\/\/tagbench\/#project=/)
    expect(new URLSearchParams(new URL(address()).hash.slice(1)).get('project')).toBe('/projects/a b#c')
  })

  it('opens without a project where none is named', async () => {
    await start('--project=')
    expect(address()).toBe('app://tagbench/')
  })

  it('a second start brings the window to the front, and opens the project that it names', async () => {
    await start()
    const window = theWindow()
    window.minimized = true
    shim.app.emit('second-instance', {}, ['electron', '.'])
    expect([window.minimized, window.focused, address()]).toEqual([false, 1, 'app://tagbench/'])
    shim.app.emit('second-instance', {}, ['electron', '.', '--project=/projects/two'])
    await vi.waitFor(() => expect(address()).toMatch(/^app:\/\/tagbench\/\?opened=\d+#project=%2Fprojects%2Ftwo$/), SOON)
    expect(shim.shell.windows).toHaveLength(1)
  })

  it('quits when its window is closed, after the engine has closed its projects', async () => {
    await start()
    const stopped = vi.fn()
    const [child] = shim.shell.engines
    const received = child?.received
    if (child !== undefined)
      child.received = (message) => {
        expect(shim.shell.quits).toBe(0)
        stopped(message)
        received?.(message)
      }
    await theWindow().close()
    await vi.waitFor(() => expect(shim.shell.quits).toBe(1), SOON)
    expect(stopped.mock.calls).toEqual([[{ stop: true }]])
    expect(shim.shell.engines).toHaveLength(1)
  })

  it('an engine that does not stop is ended', async () => {
    await start()
    vi.useFakeTimers()
    const [child] = shim.shell.engines
    if (child !== undefined) child.received = () => undefined
    await theWindow().close()
    expect([child?.killed, shim.shell.quits]).toEqual([false, 0])
    await vi.advanceTimersByTimeAsync(3000)
    expect([child?.killed, shim.shell.quits]).toEqual([true, 1])
  })

  it('an engine that falls is started again, and what was asked meanwhile waits for it', async () => {
    await start()
    vi.useFakeTimers()
    const sent = vi.spyOn(theWindow().webContents, 'send')
    shim.shell.engines[0]?.emit('exit', 1)
    expect(sent.mock.calls).toEqual([['tagbench:lost']])
    send(1, 'recentProjects')
    expect([shim.shell.engines.length, engine.calls.length]).toEqual([1, 0])
    await vi.advanceTimersByTimeAsync(250)
    expect(shim.shell.engines).toHaveLength(2)
    expect(engine.calls.map(({ method }) => method)).toEqual(['recentProjects'])
  })

  it('an engine that keeps falling is started less and less often', async () => {
    await start()
    vi.useFakeTimers()
    shim.shell.onFork = (child) => queueMicrotask(() => child.emit('exit', 1))
    shim.shell.engines[0]?.emit('exit', 1)
    await vi.advanceTimersByTimeAsync(60_000)
    // 0.25 + 0.5 + 1 + 2 + 4 + 8 + 10 + 10 + 10 + 10 s
    expect(shim.shell.engines.length).toBeLessThanOrEqual(11)
    shim.shell.onFork = (child) => playEngine(child, engine)
    await vi.advanceTimersByTimeAsync(10_000)
    send(1, 'recentProjects')
    await vi.advanceTimersByTimeAsync(1)
    expect(engine.calls).toHaveLength(1)
  })

  it('a page that fell is loaded again, but not over and over', async () => {
    await start()
    const { webContents } = theWindow()
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(webContents.reloads).toBe(0)
    webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(webContents.reloads).toBe(1)
  })

  it('an answer to a page that is gone is not given to the next one', async () => {
    await start()
    const sent = vi.spyOn(theWindow().webContents, 'send')
    send(1, 'windowState', 'line-1')
    send(1, 'recentProjects', 'line-2')
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(2), SOON)
    const answers = sent.mock.calls.map(([, line, text]) => [line, JSON.parse(String(text))] as const)
    expect(answers).toContainEqual(['line-1', { kind: 'result', id: 1, outcome: { ok: true, value: { theme: 'dark' } } }])
    expect(answers).toContainEqual(['line-2', { kind: 'result', id: 1, outcome: { ok: true, value: [] } }])
  })

  it('a window comes back where it was', async () => {
    await start()
    expect(theWindow().options).toMatchObject({ width: 1440, height: 900, show: false })
    await theWindow().close()
    const kept = shim.shell.userData
    const again = await startMain({ userData: kept }, createFakeEngine())
    expect(again.shim.shell.windows[0]?.options).toMatchObject({ x: 10, y: 20, width: 1300, height: 800 })
    await again.end()
  })

  it('a window whose place is no longer on a screen, or not to be read, opens where it can be seen', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'tagbench-bounds-'))
    const sizes: unknown[] = []
    for (const text of ['{"x":5000,"y":9000,"width":3000,"height":2000}', '{"x":"1"}', '{']) {
      writeFileSync(join(userData, 'window-bounds.json'), text)
      const { shim: one, end: done } = await startMain({ userData }, createFakeEngine())
      const { x, width, height } = one.shell.windows[0]?.options ?? {}
      sizes.push([x, width, height])
      await done()
    }
    rmSync(userData, { recursive: true, force: true })
    expect(sizes).toEqual([
      [undefined, 1920, 1080],
      [undefined, 1440, 900],
      [undefined, 1440, 900],
    ])
    await start()
  })
})
