import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { startEngine, type EngineHost } from './electron/engine-host.ts'
import { guardContents, guardSession } from './electron/guards.ts'
import { projectOf } from './electron/launch-arguments.ts'
import { setMenu } from './electron/menu.ts'
import { LOST_CHANNEL, MESSAGE_CHANNEL, relayMessages } from './electron/message-relay.ts'
import { registerPageScheme, servePages } from './electron/page-protocol.ts'
import { createWindow, showProject } from './electron/window.ts'

/** The Electron shell: wiring only. The engine runs in a process of its own, the window in a sandbox. */
let window: BrowserWindow | undefined
let engine: EngineHost | undefined

app.enableSandbox()
registerPageScheme()

function open(project: string | undefined): void {
  window = createWindow(join(import.meta.dirname, '../preload/index.cjs'), project)
  window.once('closed', () => (window = undefined))
}

function send(channel: string, ...values: readonly string[]): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send(channel, ...values)
}

/** The engine closes its projects before the program ends. */
function quitInOrder(): void {
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped || engine === undefined) return
    event.preventDefault()
    void engine.stop().then(() => {
      stopped = true
      app.quit()
    })
  })
}

if (app.requestSingleInstanceLock()) {
  guardContents()
  relayMessages(
    () => window,
    () => engine,
  )
  app.on('second-instance', (_event, args) => {
    if (window === undefined) return
    if (window.isMinimized()) window.restore()
    window.focus()
    const project = projectOf(args)
    if (project !== undefined) showProject(window, project)
  })
  app.on('window-all-closed', () => app.quit())
  app.on('activate', () => {
    if (window === undefined && engine !== undefined) open(undefined)
  })
  quitInOrder()
  void app.whenReady().then(() => {
    guardSession()
    setMenu()
    servePages(join(import.meta.dirname, '../renderer'))
    engine = startEngine(
      join(import.meta.dirname, 'engine.js'),
      (message) => send(MESSAGE_CHANNEL, message.line, message.text),
      () => send(LOST_CHANNEL),
    )
    open(projectOf(process.argv))
  })
} else {
  app.quit()
}
