import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { appArguments, defaultOpener, findAppBrowser } from './browsers.ts'
import { snapFolder, writeLaunchFile, type LaunchFile } from './launch-file.ts'
import { ended, hasDisplay, type Machine } from './machine.ts'

/** A browser that ends sooner than this, and not well, has shown nothing. */
const TOO_SOON_MS = 5000
/** A window that is loaded again is away for less than this. */
const GONE_MS = 10_000

/** How the workstation was shown. */
export type Shown =
  /** As an application; `closed` when its last window is closed. */
  | { readonly as: 'application'; readonly closed: Promise<void> }
  /** In the user's browser; nobody can tell when it is closed. */
  | { readonly as: 'page' }
  | { readonly as: 'nothing'; readonly why: 'no-display' | 'no-browser' }

/**
 * Shows the workstation in a browser: as an application where there is a browser that can, otherwise in the user's own.
 * @param windows how many windows are connected
 * @param keep hears of each launch page, to take it away at the end
 */
export async function showInBrowser(
  machine: Machine,
  url: string,
  windows: () => number,
  keep: (file: LaunchFile) => void,
): Promise<Shown> {
  if (!hasDisplay(machine)) return { as: 'nothing', why: 'no-display' }
  const launchFile = (folder: string | undefined): string => {
    const file = writeLaunchFile(url, folder)
    keep(file)
    return file.path
  }
  const browser = findAppBrowser(machine)
  if (browser !== undefined) {
    const snap = basename(browser).startsWith('chromium') ? snapFolder(machine, 'chromium') : undefined
    const profile = join(snap ?? machine.stateFolder, 'tagbench-browser')
    mkdirSync(profile, { recursive: true, mode: 0o700 })
    const page = launchFile(snap)
    const child = machine.spawn(browser, appArguments(page, profile, machine), { stdio: 'ignore' })
    const end = ended(child)
    const early = await Promise.race([end.then((code) => code ?? 1), later(TOO_SOON_MS, 0)])
    // A browser that runs already with this profile takes the page over, and this process ends well and at once.
    if (early === 0 || windows() > 0) return { as: 'application', closed: end.then(() => untilGone(windows)) }
  }
  const opener = defaultOpener(machine, launchFile(snapFolder(machine, 'firefox')))
  if (opener === undefined) return { as: 'nothing', why: 'no-browser' }
  const code = await Promise.race([ended(machine.spawn(opener.command, opener.args, { stdio: 'ignore' })), later(TOO_SOON_MS, 0)])
  return code === 0 ? { as: 'page' } : { as: 'nothing', why: 'no-browser' }
}

const later = <T>(milliseconds: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), milliseconds).unref())

/** Until no window has been connected for a while. */
function untilGone(windows: () => number): Promise<void> {
  return new Promise((resolve) => {
    let last = Date.now()
    const timer = setInterval(() => {
      if (windows() > 0) last = Date.now()
      if (Date.now() - last < GONE_MS) return
      clearInterval(timer)
      resolve()
    }, 500)
    timer.unref()
  })
}
