import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { vi } from 'vitest'
import { serveLines, type FromEngine, type ToEngine } from '../../src/main/electron/engine-lines.ts'
import type * as Shim from './electron-shim.ts'
import { createFakeEngine, type FakeEngine } from './fake-engine.ts'
import type { ShimContents } from './shim-contents.ts'

/** The built Electron shell, running over the stand-in for Electron. */
export interface LaunchedShell {
  readonly shim: typeof Shim
  readonly window: Shim.BrowserWindow
  readonly contents: ShimContents
  readonly page: Page
  readonly engine: FakeEngine
  /** Lines of the page's console, and its errors. */
  readonly said: readonly string[]
  close(): Promise<void>
}

/** The built shell as `npm run build` leaves it. */
export const BUILT = resolve('out')

/** The code under test is the built one; without it there is nothing to test. */
export function requireBuilt(): void {
  for (const file of ['main/index.js', 'preload/index.cjs', 'renderer/index.html'])
    if (!existsSync(join(BUILT, file))) throw new Error(`out/${file} is not there: run npm run build first`)
}

/** Answers over the engine's process as its built entry does, with a made-up engine behind it. */
export function playEngine(child: Shim.ShimProcess, engine: Pick<FakeEngine, 'api'>): void {
  const receive = serveLines(engine.api, (message: FromEngine) => child.say(message))
  child.received = (message) => {
    const request = message as ToEngine
    if ('stop' in request) child.kill()
    else receive(request.line, request.request)
  }
}

export interface ShellOptions {
  /** The folder with `main`, `preload` and `renderer`. */
  readonly root?: string
  /** Without it windows are only recorded. */
  readonly browser?: Browser
  readonly args?: readonly string[]
  readonly firstInstance?: boolean
  /** Where the shell keeps its own memory; a new folder, removed at the end, where none is named. */
  readonly userData?: string
}

/** Runs the built main process from its start, in a program of its own. */
export async function startMain(
  options: ShellOptions,
  engine: Pick<FakeEngine, 'api'>,
): Promise<{ shim: typeof Shim; end(): Promise<void> }> {
  vi.resetModules()
  const shim = await import('./electron-shim.ts')
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'tagbench-user-data-'))
  const context = await options.browser?.newContext()
  Object.assign(shim.shell, { userData, context, firstInstance: options.firstInstance ?? true })
  shim.shell.onFork = (child) => playEngine(child, engine)
  const before = process.argv
  process.argv = [...before.slice(0, 2), ...(options.args ?? [])]
  try {
    await import(/* @vite-ignore */ pathToFileURL(join(options.root ?? BUILT, 'main', 'index.js')).href)
    // The window is made once the program is ready.
    await new Promise((done) => setTimeout(done, 0))
  } finally {
    process.argv = before
  }
  return {
    shim,
    async end() {
      await context?.close()
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true })
    },
  }
}

/** Starts the shell and waits for its page. */
export async function launchShell(
  options: ShellOptions & { readonly browser: Browser; readonly engine?: FakeEngine },
): Promise<LaunchedShell> {
  const engine = options.engine ?? createFakeEngine()
  const { shim, end } = await startMain(options, engine)
  const [window] = shim.shell.windows
  if (window === undefined) throw new Error('no window was made')
  const page = await window.webContents.pageReady()
  if (page === undefined) throw new Error('no page was opened')
  await page.waitForLoadState('load')
  await page.waitForURL(/app\.test/)
  return { shim, window, contents: window.webContents, page, engine, said: window.webContents.said, close: end }
}
