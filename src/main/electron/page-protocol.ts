import { protocol } from 'electron'
import { pageFile } from '../page/page-files.ts'

/** The window's own origin: everything it loads comes from here, nothing from the disk by name and nothing from a network. */
export const SCHEME = 'app'
export const HOST = 'tagbench'
export const START_PAGE = `${SCHEME}://${HOST}/`

/** Before the app is ready, once. No privilege beyond what a page needs: no CSP bypass, no service workers, no CORS. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** Answers requests to the window's origin with files of the built window. */
export function servePages(root: string): void {
  protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url)
    if (!isOurPage(request.url) || request.method !== 'GET') return new Response(null, { status: 404 })
    const file = pageFile(root, url.pathname)
    if (file === undefined) return new Response(null, { status: 404 })
    return new Response(file.body, { headers: file.headers })
  })
}

/** Whether an address is on the window's own origin; compared by its parts, as `app://tagbench.evil/` also begins like ours. */
export function isOurPage(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${SCHEME}:` && url.host === HOST
  } catch {
    return false
  }
}
