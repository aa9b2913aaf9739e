import { dialog, ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import { isInputOf } from '../../contract/input-shape.ts'
import { parseRequest, type Request } from '../../contract/read-message.ts'
import type { WireMessage } from '../../contract/wire.ts'
import type { EngineHost } from './engine-host.ts'
import { isOurPage } from './page-protocol.ts'
import { ELECTRON } from './texts.ts'

/** The one channel between page and engine, and the word that the engine was lost. */
export const MESSAGE_CHANNEL = 'tagbench:message'
export const LOST_CHANNEL = 'tagbench:lost'

/** Of a line's name, which the preload makes anew with every load of the page. */
const LONGEST_LINE = 64

/** A message is taken only from the main frame of our own window, on our own page. */
export function isOurSender(event: Pick<IpcMainEvent, 'senderFrame' | 'sender'>, window: BrowserWindow | undefined): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    window !== undefined &&
    event.sender === window.webContents &&
    frame === event.sender.mainFrame &&
    isOurPage(frame.url)
  )
}

/** Passes requests of the page to the engine; only the choice of a folder is answered here, by the system's own dialog. */
export function relayMessages(windowOf: () => BrowserWindow | undefined, engineOf: () => EngineHost | undefined): void {
  ipcMain.on(MESSAGE_CHANNEL, (event, line: unknown, text: unknown) => {
    const window = windowOf()
    if (!isOurSender(event, window) || window === undefined) return
    if (typeof line !== 'string' || line.length > LONGEST_LINE || typeof text !== 'string') return
    const request = parseRequest(text)
    if (request === undefined) return
    if (request.kind === 'call' && request.method === 'pickFolder') void pickFolder(window, line, request)
    else engineOf()?.send(line, request)
  })
}

type Call = Extract<Request, { readonly kind: 'call' }>

async function pickFolder(window: BrowserWindow, line: string, { id, input }: Call): Promise<void> {
  const answer = (message: WireMessage): void => {
    if (!window.isDestroyed()) window.webContents.send(MESSAGE_CHANNEL, line, JSON.stringify(message))
  }
  if (!isInputOf('pickFolder', input)) {
    const failure = { code: 'usage', message: ELECTRON.wrongForm } as const
    return answer({ kind: 'result', id, outcome: { ok: false, failure } })
  }
  const asked = input as { readonly title: string; readonly create?: boolean }
  const chosen = await dialog.showOpenDialog(window, {
    title: asked.title,
    properties: asked.create === true ? ['openDirectory', 'createDirectory', 'promptToCreate'] : ['openDirectory'],
  })
  const path = chosen.canceled ? null : (chosen.filePaths[0] ?? null)
  answer({ kind: 'result', id, outcome: { ok: true, value: { native: true, path } } })
}
