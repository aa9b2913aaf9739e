import { dirname } from 'node:path'
import type { CurationApi } from '../../contract/curation-api.ts'
import type { Job } from '../../contract/job.ts'
import type { Outcome } from '../../contract/outcome.ts'
import { fail, ok } from '../../core/result.ts'
import { chooseProject } from './choose-project.ts'
import { electronBinary, type ElectronPackage } from './electron-binary.ts'
import { showInElectron } from './electron-window.ts'
import { fetchElectron } from './fetch-electron.ts'
import { hasDisplay, type Machine } from './machine.ts'
import { serveWorkstation } from './serve-workstation.ts'
import { NOT_BUILT, windowPages } from './window-pages.ts'
import { WORKSTATION } from './texts.ts'

export interface OpenRequest {
  /** Absent: the demonstration. */
  readonly project?: string
  readonly port: number
  readonly open: boolean
  /** Not in Electron, even where it is there. */
  readonly browserOnly: boolean
  /** Fetch Electron even if that failed before. */
  readonly fetchElectron: boolean
  readonly job: Job
  readonly stop: AbortSignal
  announce(url: string): void
  say(line: string): void
}

type OwnEngine = CurationApi & { shutdown(): Promise<void> }

/**
 * Opens the workstation: in Electron where its binary is there or can be fetched, otherwise in a browser window over the
 * same engine, otherwise it prints the address and goes on serving. Returns when it is closed.
 * @param electron its npm package, where that is installed
 * @param startEngine started anew where Electron, with an engine of its own, could not show it
 */
export async function openWorkstation(
  machine: Machine,
  startEngine: () => OwnEngine,
  request: OpenRequest,
  electron: ElectronPackage | undefined,
): Promise<Outcome<null>> {
  const pages = windowPages()
  if (pages === undefined) return fail({ code: 'not-found', message: NOT_BUILT })
  const chosen = await withEngine(startEngine, (api) => chooseProject(api, request.project, request.job))
  if (!chosen.ok) return chosen
  const project = chosen.value
  if (request.open && !request.browserOnly && electron !== undefined && hasDisplay(machine)) {
    const fetching = { forced: request.fetchElectron, stop: request.stop, say: request.say }
    const binary = electronBinary(electron, machine) ?? (await fetchElectron(electron, machine, fetching))
    if (binary !== undefined) {
      const root = dirname(dirname(pages))
      if (await showInElectron(machine, { binary, root, project, stop: request.stop })) return ok(null)
      request.say(WORKSTATION.electronFailed)
    }
  }
  if (request.stop.aborted) return ok(null)
  const { port, open, stop, announce, say } = request
  return withEngine(startEngine, (api) => serveWorkstation(machine, { api, project, port, open, endWithWindow: true, stop, announce, say }))
}

async function withEngine<T>(startEngine: () => OwnEngine, use: (api: CurationApi) => Promise<T>): Promise<T> {
  const engine = startEngine()
  try {
    return await use(engine)
  } finally {
    await engine.shutdown()
  }
}
