import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import type { BrowserContext, Frame, Page, Route } from 'playwright-core'
import type { ShimSession } from './shim-session.ts'
import { preloadInPage } from './shim-preload.ts'

/** What a page's messages become. */
export interface AppEvents {
  ipc(event: unknown, channel: string, values: readonly unknown[]): void
}

/** A frame as the main process sees it. */
export interface ShimFrame {
  readonly url: string
}

const WEB = /^https:\/\/([^/]+)\.app\.test(\/.*)?$/

/** `app://bundle/x` is a page at `https://bundle.app.test/x`: a secure origin of its own, and no network. */
export function toWeb(url: string): string {
  return url.replace(/^app:\/\/([^/]+)/, 'https://$1.app.test')
}

export function fromWeb(url: string): string {
  const match = WEB.exec(url)
  return match === null ? url : `app://${match[1] ?? ''}${match[2] ?? '/'}`
}

/** The contents of a window: a page of a real Chromium, with the real preload in it. */
export class ShimContents extends EventEmitter {
  readonly mainFrame: ShimFrame
  readonly preferences: Electron.WebPreferences
  /** Where a page tried to go by itself, and whether it was let. */
  readonly navigations: { readonly url: string; readonly prevented: boolean }[] = []
  readonly popups: { readonly url: string; readonly action: string }[] = []
  /** Lines of the page's console, and its errors. */
  readonly said: string[] = []
  reloads = 0
  private page: Promise<Page | undefined> | undefined
  private ownLoads = 0
  private sending: Promise<unknown> = Promise.resolve()
  private openHandler: ((details: { readonly url: string }) => { readonly action: string }) | undefined
  private address = 'about:blank'
  private readonly session: ShimSession
  private readonly contextOf: () => BrowserContext | undefined
  private readonly events: AppEvents

  constructor(preferences: Electron.WebPreferences, session: ShimSession, contextOf: () => BrowserContext | undefined, events: AppEvents) {
    super()
    this.preferences = preferences
    this.session = session
    this.contextOf = contextOf
    this.events = events
    const address = (): string => this.address
    this.mainFrame = {
      get url() {
        return address()
      },
    }
  }

  async load(url: string): Promise<void> {
    const page = await this.pageReady()
    this.address = url
    if (page === undefined) return
    this.ownLoads += 1
    await page.goto(toWeb(url)).catch(() => undefined)
  }

  async reload(): Promise<void> {
    this.reloads += 1
    const page = await this.pageReady()
    if (page === undefined) return
    this.ownLoads += 1
    await page.reload()
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.openHandler = handler
  }

  /** To the page, in order, as a clone; a page that is away hears nothing. */
  send(channel: string, ...values: readonly unknown[]): void {
    const copy: unknown = structuredClone(values)
    this.sending = this.sending.then(async () => {
      const page = await this.pageReady()
      await page
        ?.evaluate(([to, what]) => (globalThis as unknown as PageWorld).tagbenchShimDeliver?.(to, what), [channel, copy] as const)
        .catch(() => undefined)
    })
  }

  async end(): Promise<void> {
    await (await this.page)?.close()
  }

  /** The page itself; undefined where windows are only recorded. */
  pageReady(): Promise<Page | undefined> {
    this.page ??= this.open()
    return this.page
  }

  /** Asks the guards as Electron does when a page wants to go somewhere; true where one of them says no. */
  ask(name: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview', url: string, isMainFrame = true): boolean {
    let prevented = false
    this.emit(name, { url, isMainFrame, preventDefault: () => (prevented = true) })
    return prevented
  }

  private async open(): Promise<Page | undefined> {
    const page = await this.contextOf()?.newPage()
    if (page === undefined) return undefined
    await page.exposeBinding('tagbenchShimSend', ({ frame }, channel: string, values: readonly unknown[]) => {
      const senderFrame = frame === page.mainFrame() ? this.mainFrame : { url: fromWeb(frame.url()) }
      this.events.ipc({ sender: this, senderFrame }, channel, values)
    })
    const preload = this.preferences.preload
    if (preload !== undefined) await page.addInitScript({ content: preloadInPage(readFileSync(preload, 'utf8'), this.preferences) })
    page.on('console', (line) => void this.said.push(line.text()))
    page.on('pageerror', (error) => void this.said.push(String(error)))
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.address = fromWeb(frame.url())
    })
    page.on('popup', (popup) => {
      const action = this.openHandler?.({ url: popup.url() }).action ?? 'allow'
      this.popups.push({ url: popup.url(), action })
      void popup.close()
    })
    await page.route('**/*', (route) => this.answer(route, page))
    return page
  }

  private async answer(route: Route, page: Page): Promise<void> {
    const request = route.request()
    const url = fromWeb(request.url())
    // A navigation that is aborted, unlike one that is blocked, leaves the page where it is.
    if (request.isNavigationRequest() && this.stops(url, request.frame(), page)) return route.abort('aborted')
    if (await this.session.isCancelled(url)) return route.abort('blockedbyclient')
    const handler = url.startsWith('app:') ? this.session.handlers.get('app') : undefined
    if (handler === undefined) {
      this.session.network.push(url)
      return route.fulfill({ status: 200, body: 'reached', headers: { 'access-control-allow-origin': '*' } })
    }
    // Undici's Request takes web addresses only; the handler reads these two fields.
    const response = await handler({ url, method: request.method() } as Request)
    const body = Buffer.from(await response.arrayBuffer())
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
  }

  private stops(url: string, frame: Frame, page: Page): boolean {
    const isMain = frame === page.mainFrame()
    if (isMain && this.ownLoads > 0) {
      this.ownLoads -= 1
      return false
    }
    const prevented = this.ask('will-frame-navigate', url, isMain)
    const stopped = (isMain && this.ask('will-navigate', url)) || prevented
    this.navigations.push({ url, prevented: stopped })
    return stopped
  }
}

interface PageWorld {
  tagbenchShimDeliver?(channel: string, values: unknown): void
}
