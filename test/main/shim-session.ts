import { EventEmitter } from 'node:events'
import type Electron from 'electron'

type BeforeRequest = (details: { readonly url: string }, answer: (response: Electron.CallbackResponse) => void) => void
type Answer = (granted: boolean) => void

/** The default session of the stand-in, with what a page, or the system for it, would ask of it. */
export interface ShimSession {
  /** What the main process sees. */
  readonly api: EventEmitter & {
    readonly webRequest: { onBeforeRequest(...args: readonly unknown[]): void }
    setPermissionRequestHandler(handler: (contents: unknown, permission: string, answer: Answer) => void): void
    setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void
    setDevicePermissionHandler(handler: (details: unknown) => boolean): void
    setDisplayMediaRequestHandler(handler: unknown): void
  }
  readonly handlers: Map<string, (request: Request) => Response | Promise<Response>>
  /** Addresses that were asked for and that nothing stopped. */
  readonly network: string[]
  /** Whether a request is stopped before it is made. */
  isCancelled(url: string): Promise<boolean>
  /** What Electron would answer to a page that asks for a permission: yes, where nobody says no. */
  isPermitted(permission: string): Promise<boolean>
  isPermittedUnasked(permission: string): boolean
  isDevicePermitted(): boolean
  /** Whether a download goes on. */
  downloads(): boolean
}

export function createShimSession(): ShimSession {
  let before: { readonly urls: readonly string[]; readonly listener: BeforeRequest } | undefined
  let request: ((contents: unknown, permission: string, answer: Answer) => void) | undefined
  let check: ((contents: unknown, permission: string) => boolean) | undefined
  let device: ((details: unknown) => boolean) | undefined
  const api = Object.assign(new EventEmitter(), {
    webRequest: {
      onBeforeRequest(...args: readonly unknown[]): void {
        const [filter, listener] = args.length > 1 ? args : [{ urls: ['<all_urls>'] }, args[0]]
        before = { urls: (filter as Electron.WebRequestFilter).urls, listener: listener as BeforeRequest }
      },
    },
    setPermissionRequestHandler: (handler: typeof request) => void (request = handler),
    setPermissionCheckHandler: (handler: typeof check) => void (check = handler),
    setDevicePermissionHandler: (handler: typeof device) => void (device = handler),
    setDisplayMediaRequestHandler: () => undefined,
  })
  return {
    api: api as ShimSession['api'],
    handlers: new Map(),
    network: [],
    isCancelled: (url) =>
      new Promise((resolve) => {
        if (before === undefined || !before.urls.some((pattern) => matches(pattern, url))) resolve(false)
        else before.listener({ url }, (response) => resolve(response.cancel === true))
      }),
    isPermitted: (permission) =>
      new Promise((resolve) => {
        if (request === undefined) resolve(true)
        else request({}, permission, resolve)
      }),
    isPermittedUnasked: (permission) => check?.({}, permission) ?? true,
    isDevicePermitted: () => device?.({ deviceType: 'usb' }) ?? true,
    downloads() {
      let goesOn = true
      api.emit('will-download', { preventDefault: () => (goesOn = false) })
      return goesOn
    },
  }
}

/** Electron's match patterns, as far as they are used: `*` for http and https, and for any text. */
function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true
  const text = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/^\*:/, 'https?:')
  return new RegExp(`^${text.replaceAll('*', '.*')}$`).test(url)
}
