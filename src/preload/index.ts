import { contextBridge, ipcRenderer } from 'electron'
import type { WireMessage } from '../contract/wire.ts'

const MESSAGE_CHANNEL = 'tagbench:message'
const LOST_CHANNEL = 'tagbench:lost'

/** Listens without ever handing the event, which holds the sender, to the page. */
function listen<T extends unknown[]>(channel: string, listener: (...values: T) => void): () => void {
  const receive = (_event: unknown, ...values: unknown[]): void => listener(...(values as T))
  ipcRenderer.on(channel, receive)
  return () => ipcRenderer.off(channel, receive)
}

/** One message channel to the engine, nothing else. */
contextBridge.exposeInMainWorld('tagbench', {
  send: (message: WireMessage): void => ipcRenderer.send(MESSAGE_CHANNEL, message),
  onMessage: (listener: (message: WireMessage) => void): (() => void) => listen(MESSAGE_CHANNEL, listener),
  onClose: (listener: () => void): (() => void) => listen(LOST_CHANNEL, listener),
})
