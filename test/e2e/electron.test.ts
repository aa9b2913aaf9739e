/// <reference lib="dom" />
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasDisplay } from '../../src/main/workstation/machine.ts'
import { electronBinary, findElectronPackage } from '../../src/main/workstation/electron-binary.ts'
import { requireBuilt } from '../main/launch-shell.ts'

const electron = findElectronPackage()
const binary = electron === undefined ? undefined : electronBinary(electron, { environment: process.env })
const reason =
  binary === undefined
    ? "Electron's binary is not there; npx install-electron fetches it"
    : hasDisplay({ platform: process.platform, environment: process.env })
      ? undefined
      : 'there is no display'

/** What only the real Electron can show: its own processes, its protocol, its bridge, SQLite in its engine. */
describe.skipIf(reason !== undefined)(`the workstation in real Electron${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  let app: ElectronApplication
  let page: Page
  let state: string

  beforeAll(async () => {
    requireBuilt()
    state = mkdtempSync(join(tmpdir(), 'tagbench-electron-state-'))
    app = await _electron.launch({
      ...(binary === undefined ? {} : { executablePath: binary }),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${join(state, 'electron')}`, resolve('.')],
      env: { ...(process.env as Record<string, string>), TAGBENCH_STATE: state },
    })
    page = await app.firstWindow()
    await page.waitForSelector('#app > *')
  })
  afterAll(async () => {
    await app?.close()
    rmSync(state, { recursive: true, force: true })
  })

  it('shows the window from its own origin, under its policy', async () => {
    expect(await page.evaluate(() => location.origin)).toBe('app://tagbench')
    expect(await page.title()).toContain('Tagbench')
    const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/')).headers))
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "inline"'
      document.body.append(script)
      return document.title === 'inline'
    })
    expect(ran).toBe(false)
  })

  it('gives the page its bridge and nothing of Node', async () => {
    const seen = await page.evaluate(() => [
      Object.keys((globalThis as unknown as { tagbench: object }).tagbench).sort(),
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    ])
    expect(seen).toEqual([['onClose', 'onMessage', 'send'], []])
  })

  it('reaches the engine in its own process, which has SQLite', async () => {
    const project = join(state, 'project')
    const answer = await page.evaluate(
      (folder) =>
        new Promise<{ readonly outcome: { readonly ok: boolean } }>((done) => {
          const { tagbench } = globalThis as unknown as {
            readonly tagbench: { send(text: string): void; onMessage(listener: (text: string) => void): void }
          }
          tagbench.onMessage((text) => {
            const message = JSON.parse(text) as { readonly id: number; readonly outcome: { readonly ok: boolean } }
            if (message.id === 999_999) done(message)
          })
          const input = { project: folder, create: true }
          tagbench.send(JSON.stringify({ kind: 'call', id: 999_999, method: 'openProject', input }))
        }),
      project,
    )
    expect(answer.outcome.ok).toBe(true)
    expect(readFileSync(join(project, 'project.sqlite')).subarray(0, 15).toString()).toBe('SQLite format 3')
  })

  it('reaches no network, opens no window and goes nowhere else', async () => {
    const tried = await page.evaluate(async () => {
      const fetched = await fetch('https://example.com/').then(
        () => 'reached',
        () => 'failed',
      )
      return [fetched, window.open('https://example.com/') === null]
    })
    expect(tried).toEqual(['failed', true])
    await page.evaluate(() => void (location.href = 'https://example.com/'))
    await new Promise((done) => setTimeout(done, 200))
    expect(await page.evaluate(() => location.origin)).toBe('app://tagbench')
    expect(app.windows()).toHaveLength(1)
  })

  it('keeps a window sandboxed and isolated', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const used = (window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
        return [used['sandbox'], used['contextIsolation'], used['nodeIntegration']]
      }),
    )
    expect(preferences).toEqual([[true, true, false]])
  })

  it('ends with its window, and gives every project back', async () => {
    const closed = app.waitForEvent('close')
    await page.close()
    await closed
    expect(existsSync(join(state, 'project', 'project.holder.json'))).toBe(false)
  })
})
