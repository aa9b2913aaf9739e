import { contextBridge, ipcRenderer } from 'electron'

const MESSAGE_CHANNEL = 'tagbench:message'
const LOST_CHANNEL = 'tagbench:lost'

/** This load of the page; what belongs to an earlier one is not for it. */
const line = crypto.randomUUID()

/** Listens without ever handing the event, which holds the sender, to the page. */
function listen(channel: string, listener: (...values: unknown[]) => void): () => void {
  const receive = (_event: unknown, ...values: unknown[]): void => listener(...values)
  ipcRenderer.on(channel, receive)
  return () => void ipcRenderer.off(channel, receive)
}

/** One channel of messages to the engine, nothing else. Messages are JSON text, as over a socket. */
contextBridge.exposeInMainWorld('tagbench', {
  send: (text: unknown): void => ipcRenderer.send(MESSAGE_CHANNEL, line, String(text)),
  onMessage: (listener: (text: string) => void): (() => void) =>
    listen(MESSAGE_CHANNEL, (to, text) => {
      if (to === line && typeof text === 'string') listener(text)
    }),
  onClose: (listener: () => void): (() => void) => listen(LOST_CHANNEL, () => listener()),
})
