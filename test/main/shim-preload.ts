import type Electron from 'electron'

/**
 * The built preload as a script for the page, with a `require` that knows what Electron's sandbox knows. It runs in the
 * main frame only, before anything of the page. What it exposes is frozen, as Electron's bridge does it; where a window
 * was made without isolation or with Node, the page sees more, as it would.
 */
export function preloadInPage(source: string, preferences: Electron.WebPreferences): string {
  const leaks = preferences.contextIsolation === false || preferences.nodeIntegration === true
  return `(() => {
  if (window !== window.top) return
  const send = window.tagbenchShimSend
  const listeners = new Map()
  Object.defineProperty(window, 'tagbenchShimDeliver', {
    value: (channel, values) => { for (const one of [...(listeners.get(channel) ?? [])]) one({ sender: 'never for the page' }, ...values) },
  })
  const ipcRenderer = {
    send: (channel, ...values) => void send(channel, structuredClone(values)),
    on: (channel, listener) => void (listeners.has(channel) ? listeners.get(channel) : listeners.set(channel, new Set()).get(channel)).add(listener),
    off: (channel, listener) => void listeners.get(channel)?.delete(listener),
  }
  const freeze = (value) => {
    if (typeof value === 'object' && value !== null) for (const one of Object.values(Object.freeze(value))) freeze(one)
    return value
  }
  const contextBridge = {
    exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: freeze(value), enumerable: true }),
  }
  const known = { electron: { contextBridge, ipcRenderer }, events: {}, timers: {}, url: {} }
  const require = (name) => {
    if (!(name in known)) throw new Error('module not found: ' + name)
    return known[name]
  }
  const module = { exports: {} }
  ;(function (require, module, exports, process) {
${source}
  })(require, module, module.exports, { type: 'renderer' })
  if (${String(leaks)}) Object.assign(window, { require, process: { type: 'renderer' } })
})()`
}
