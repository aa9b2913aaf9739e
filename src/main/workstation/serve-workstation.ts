import type { CurationApi } from '../../contract/curation-api.ts'
import { UNWATCHED } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { showInBrowser, type Shown } from './browser-window.ts'
import type { Machine } from './machine.ts'
import { NOT_BUILT, windowPages } from './window-pages.ts'
import { WORKSTATION } from './texts.ts'

export interface ServeRequest {
  readonly api: CurationApi
  readonly project?: string
  /** 0: any free one. */
  readonly port: number
  /** Whether to show it in a browser. */
  readonly open: boolean
  /** Whether to end when the window is closed, where that can be told. */
  readonly endWithWindow: boolean
  readonly stop: AbortSignal
  /** The address, with this launch's secret: for whoever started this, and nobody else. */
  announce(url: string): void
  /** A line for the person. */
  say(line: string): void
}

/** Serves the workstation to a browser window until it is told to stop, or its window is closed. */
export async function serveWorkstation(machine: Machine, request: ServeRequest): Promise<Outcome<null>> {
  const pages = windowPages()
  if (pages === undefined) return fail({ code: 'not-found', message: NOT_BUILT })
  const { api, port, project } = request
  // Loaded when there is something to serve: Node's HTTP takes as long to load as a small command takes.
  const { serveWindow } = await import('../server.ts')
  const server = await serveWindow({ api, pages, port, ...(project === undefined ? {} : { project }) })
  if (!server.ok) return server
  const { url, windows, close } = server.value
  request.announce(url)
  // What the window asks for first is worked out while the browser starts; where it cannot be, the window will say why.
  if (project !== undefined) void api.inventory({ project, query: { limit: 0 } }, UNWATCHED)
  const stopped = new Promise<void>((resolve) => {
    if (request.stop.aborted) resolve()
    else request.stop.addEventListener('abort', () => resolve(), { once: true })
  })
  const showing = request.open && !request.stop.aborted ? showInBrowser(machine, { url, windows, stop: request.stop }) : undefined
  const shown = await Promise.race([showing, stopped])
  const words = shown === undefined ? undefined : inWords(shown)
  if (words !== undefined) request.say(words)
  await (shown?.as === 'application' && request.endWithWindow ? Promise.race([shown.closed, stopped]) : stopped)
  await close()
  const last = await showing
  if (last !== undefined && last.as !== 'nothing') await last.end()
  return ok(null)
}

function inWords(shown: Shown): string | undefined {
  if (shown.as === 'application') return undefined
  if (shown.as === 'page') return WORKSTATION.inBrowser
  const why = shown.why === 'no-display' ? WORKSTATION.noDisplay : WORKSTATION.noBrowser
  return WORKSTATION.noWindow(why)
}
