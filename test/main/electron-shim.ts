import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import type { BrowserContext } from 'playwright-core'
import { ShimContents, type AppEvents } from './shim-contents.ts'
import { createShimSession } from './shim-session.ts'

/**
 * Stands in for Electron, so that the built main process and preload run where Electron's binary cannot be had: windows
 * are pages of a real Chromium, `app://` is answered by the real protocol handler, messages are cloned as over IPC.
 * It cannot show: the separate world of a preload, and processes of their own.
 */

/** What a test sees and sets. Each import of this module, after `vi.resetModules`, is a program of its own. */
export const shell = {
  /** Where windows are opened; without it they are only recorded. */
  context: undefined as BrowserContext | undefined,
  windows: [] as BrowserWindow[],
  engines: [] as ShimProcess[],
  /** Plays the engine's process. */
  onFork: undefined as ((child: ShimProcess, entry: string) => void) | undefined,
  /** Whether this is the first instance of the program. */
  firstInstance: true,
  locks: 0,
  quits: 0,
  sandboxed: false,
  schemes: [] as Electron.CustomScheme[],
  userData: '',
  /** What the dialog for folders answers, and what it was asked. */
  folder: undefined as string | undefined,
  dialogs: [] as Electron.OpenDialogOptions[],
  session: createShimSession(),
  /** Sends a message as a frame would. */
  emitIpc: (channel: string, event: unknown, ...values: readonly unknown[]): void => void ipcMain.emit(channel, event, ...values),
}

class ShimApp extends EventEmitter {
  readonly isPackaged = false
  enableSandbox(): void {
    shell.sandboxed = true
  }
  requestSingleInstanceLock(): boolean {
    shell.locks += 1
    return shell.firstInstance
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  getPath(): string {
    return shell.userData
  }
  quit(): void {
    let prevented = false
    this.emit('before-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) shell.quits += 1
  }
}

export const app = new ShimApp()

export const ipcMain = new EventEmitter()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void => void shell.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>): void => {
    shell.session.handlers.set(scheme, handler)
  },
}

export const session = { defaultSession: shell.session.api }

export const dialog = {
  async showOpenDialog(_window: unknown, options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
    shell.dialogs.push(options)
    return { canceled: shell.folder === undefined, filePaths: shell.folder === undefined ? [] : [shell.folder] }
  },
}

export const nativeTheme = { shouldUseDarkColors: false }
export const screen = { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) }

export const Menu = {
  template: [] as unknown,
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): void => void (Menu.template = menu),
}

export class ShimProcess extends EventEmitter {
  killed = false
  /** Hears what the shell sends to the engine's process. */
  received: (message: unknown) => void = () => undefined
  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message)
    queueMicrotask(() => this.received(copy))
  }
  /** Sends to the shell, as the engine's process. */
  say(message: unknown): void {
    const copy: unknown = structuredClone(message)
    queueMicrotask(() => this.emit('message', copy))
  }
  kill(): boolean {
    this.killed = true
    this.emit('exit', 0)
    return true
  }
}

export const utilityProcess = {
  fork(entry: string): ShimProcess {
    const child = new ShimProcess()
    shell.engines.push(child)
    shell.onFork?.(child, entry)
    return child
  },
}

export class BrowserWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: ShimContents
  shown = 0
  focused = 0
  minimized = false
  private gone = false

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    const events: AppEvents = { ipc: (event, channel, values) => void ipcMain.emit(channel, event, ...values) }
    this.webContents = new ShimContents(options.webPreferences ?? {}, shell.session, () => shell.context, events)
    shell.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    return this.webContents.load(url).then(() => void this.emit('ready-to-show'))
  }
  show(): void {
    this.shown += 1
  }
  focus(): void {
    this.focused += 1
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
  }
  isDestroyed(): boolean {
    return this.gone
  }
  getNormalBounds(): Electron.Rectangle {
    return { x: 10, y: 20, width: 1300, height: 800 }
  }
  async close(): Promise<void> {
    this.emit('close')
    this.gone = true
    await this.webContents.end()
    this.emit('closed')
    app.emit('window-all-closed')
  }
}

// Every name here is one of Electron's own, so that the stand-in cannot drift away from it.
type Names<Real, Used extends keyof Real> = Readonly<Record<Used, unknown>>
app satisfies Names<Electron.App, 'enableSandbox' | 'requestSingleInstanceLock' | 'whenReady' | 'getPath' | 'quit' | 'on'>
ipcMain satisfies Names<Electron.IpcMain, 'on'>
protocol satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>
shell.session.api satisfies Names<
  Electron.Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler' | 'on'
>
shell.session.api.webRequest satisfies Names<Electron.WebRequest, 'onBeforeRequest'>
Menu satisfies Names<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>
