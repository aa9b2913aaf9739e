import { dialog, ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import type { WireMessage } from '../../contract/wire.ts'
import type { EngineHost } from './engine-host.ts'
import { isOurPage } from './page-protocol.ts'

/** The one channel between page and engine, and the word that the engine was lost. */
export const MESSAGE_CHANNEL = 'tagbench:message'
export const LOST_CHANNEL = 'tagbench:lost'

/** Larger than any call of the window. */
const LARGEST_MESSAGE = 4 * 1024 * 1024

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

/** Passes messages of the page to the engine; only the choice of a folder is answered here, by the system's own dialog. */
export function relayMessages(windowOf: () => BrowserWindow | undefined, engineOf: () => EngineHost | undefined): void {
  ipcMain.on(MESSAGE_CHANNEL, (event, message: unknown) => {
    const window = windowOf()
    if (!isOurSender(event, window) || window === undefined || !isCall(message)) return
    if (message.kind === 'call' && message.method === 'pickFolder') void pickFolder(window, message.id, message.input)
    else engineOf()?.send(message)
  })
}

function isCall(message: unknown): message is WireMessage & { kind: 'call' | 'cancel' } {
  if (typeof message !== 'object' || message === null || !('kind' in message) || !('id' in message) || typeof message.id !== 'number')
    return false
  if (message.kind === 'cancel') return true
  if (message.kind !== 'call' || !('method' in message) || typeof message.method !== 'string') return false
  return JSON.stringify(message).length <= LARGEST_MESSAGE
}

async function pickFolder(window: BrowserWindow, id: number, input: unknown): Promise<void> {
  const asked = typeof input === 'object' && input !== null ? input : {}
  const title = 'title' in asked && typeof asked.title === 'string' ? asked.title : 'Choose a folder'
  const create = 'create' in asked && asked.create === true
  const chosen = await dialog.showOpenDialog(window, {
    title,
    properties: create ? ['openDirectory', 'createDirectory', 'promptToCreate'] : ['openDirectory'],
  })
  const path = chosen.canceled ? null : (chosen.filePaths[0] ?? null)
  const answer: WireMessage = { kind: 'result', id, outcome: { ok: true, value: { native: true, path } } }
  window.webContents.send(MESSAGE_CHANNEL, answer)
}
