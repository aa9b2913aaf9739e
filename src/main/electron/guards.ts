import { app, session } from 'electron'
import { isOurPage } from './page-protocol.ts'

/** Whatever a page may try: go elsewhere, open windows, embed others. Set before any window exists. */
export function guardContents(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOurPage(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      // A report is shown in a frame of its own text (about:srcdoc); no frame goes anywhere else.
      if (!isOurPage(event.url) && (event.isMainFrame || event.url !== 'about:srcdoc')) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOurPage(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** No permission is ever given, and nothing is loaded that is not the window's own: no network, no disk by name. */
export function guardSession(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler(null)
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnContent(details.url) }))
  own.on('will-download', (event) => event.preventDefault())
}

/** What the window made itself (`blob:` of our origin, `data:`) and its own files. */
function isOwnContent(address: string): boolean {
  return isOurPage(address.startsWith('blob:') ? address.slice('blob:'.length) : address) || address.startsWith('data:')
}
