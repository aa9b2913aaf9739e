import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { startEngine, type EngineHost } from './electron/engine-host.ts'
import { guardContents, guardSession } from './electron/guards.ts'
import { LOST_CHANNEL, MESSAGE_CHANNEL, relayMessages } from './electron/message-relay.ts'
import { registerPageScheme, servePages } from './electron/page-protocol.ts'
import { createWindow } from './electron/window.ts'

/** The Electron shell: wiring only. The engine runs in a process of its own, the window in a sandbox. */
let window: BrowserWindow | undefined
let engine: EngineHost | undefined

app.enableSandbox()
registerPageScheme()

/** The project named on the command line: `tagbench-window --project=DIR`. */
const projectOf = (args: readonly string[]): string | undefined =>
  args.find((one) => one.startsWith('--project='))?.slice('--project='.length)

function open(project: string | undefined): void {
  window = createWindow(join(import.meta.dirname, '../preload/index.cjs'), project)
  window.once('closed', () => (window = undefined))
}

if (app.requestSingleInstanceLock()) {
  guardContents()
  relayMessages(
    () => window,
    () => engine,
  )
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('activate', () => {
    if (window === undefined) open(undefined)
  })
  app.on('before-quit', () => engine?.stop())
  void app.whenReady().then(() => {
    guardSession()
    servePages(join(import.meta.dirname, '../renderer'))
    engine = startEngine(
      join(import.meta.dirname, 'engine.js'),
      (message) => window?.webContents.send(MESSAGE_CHANNEL, message),
      () => window?.webContents.send(LOST_CHANNEL),
    )
    open(projectOf(process.argv))
  })
} else {
  app.quit()
}
