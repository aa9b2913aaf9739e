import type { ChildProcess } from 'node:child_process'
import { basename } from 'node:path'
import { appArguments, defaultOpener, findAppBrowser } from './browsers.ts'
import { makeLaunchFolder, snapFolder, type LaunchFolder } from './launch-folder.ts'
import { ended, hasDisplay, type Machine } from './machine.ts'

/** A browser that ends sooner than this, and not well, has shown nothing. */
const TOO_SOON_MS = 5000
/** A page that is loaded again is away for less than this. */
const AWAY_MS = 2000
/** A browser whose command ends at once, because another process shows the page, has it open after this. */
const FIRST_MS = 30_000
/** How long a browser may take to close. */
const CLOSE_MS = 3000

/** How the workstation was shown. */
export type Shown =
  /** As an application; `closed` when its window is closed. */
  | { readonly as: 'application'; readonly closed: Promise<void>; end(): Promise<void> }
  /** In the user's browser; nobody can tell when it is closed. */
  | { readonly as: 'page'; end(): Promise<void> }
  | { readonly as: 'nothing'; readonly why: 'no-display' | 'no-browser' }

/** What is to be shown. */
export interface ShowRequest {
  readonly url: string
  /** How many windows are connected. */
  windows(): number
  readonly stop: AbortSignal
}

/** Shows the workstation in a browser: as an application where there is a browser that can, otherwise in the user's own. */
export async function showInBrowser(machine: Machine, request: ShowRequest): Promise<Shown> {
  if (!hasDisplay(machine)) return { as: 'nothing', why: 'no-display' }
  const browser = findAppBrowser(machine)
  return (
    (browser === undefined ? undefined : await showAsApplication(machine, browser, request)) ??
    (await showAsPage(machine, request)) ?? { as: 'nothing', why: 'no-browser' }
  )
}

async function showAsApplication(machine: Machine, browser: string, { url, windows, stop }: ShowRequest): Promise<Shown | undefined> {
  const snap = basename(browser).startsWith('chromium') ? snapFolder(machine, 'chromium') : undefined
  const folder = removedAtExit(makeLaunchFolder(url, snap))
  const child = machine.spawn(browser, appArguments(folder, machine), { stdio: 'ignore' })
  const exit = ended(child)
  const seen = watchFor(() => windows() > 0, exit)
  const early = await Promise.race([exit.then((code) => code ?? 1), until(() => windows() > 0 || stop.aborted, TOO_SOON_MS)])
  if (early !== 0 && !seen()) {
    folder.remove()
    return undefined
  }
  return {
    as: 'application',
    closed: exit.then(() => untilGone(windows, seen() ? AWAY_MS : FIRST_MS)),
    async end() {
      await close(child, exit)
      folder.remove()
    },
  }
}

async function showAsPage(machine: Machine, { url, stop }: ShowRequest): Promise<Shown | undefined> {
  const folder = removedAtExit(makeLaunchFolder(url, snapFolder(machine, 'firefox')))
  const opener = defaultOpener(machine, folder.page)
  const opened = opener === undefined ? undefined : ended(machine.spawn(opener.command, opener.args, { stdio: 'ignore' }))
  const code = opened === undefined ? undefined : await Promise.race([opened, until(() => stop.aborted, TOO_SOON_MS)])
  if (code === 0) return { as: 'page', end: async () => folder.remove() }
  folder.remove()
  return undefined
}

function removedAtExit(folder: LaunchFolder): LaunchFolder {
  const remove = (): void => {
    process.off('exit', remove)
    folder.remove()
  }
  process.once('exit', remove)
  return { ...folder, remove }
}

async function close(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
  await exit
  clearTimeout(late)
}

/** 0 once something holds, or after a while. */
function until(holds: () => boolean, milliseconds: number): Promise<0> {
  return new Promise((resolve) => {
    const end = Date.now() + milliseconds
    const timer = setInterval(() => {
      if (!holds() && Date.now() < end) return
      clearInterval(timer)
      resolve(0)
    }, 50)
  })
}

/** Whether something has ever held while a browser ran. */
function watchFor(holds: () => boolean, exit: Promise<unknown>): () => boolean {
  let seen = false
  const timer = setInterval(() => (seen ||= holds()), 50)
  void exit.finally(() => clearInterval(timer))
  return () => (seen ||= holds())
}

/** Until no window has been connected for a while. It keeps no process alive: the server does, as long as there is one. */
function untilGone(windows: () => number, patience: number): Promise<void> {
  return new Promise((resolve) => {
    let last = Date.now()
    let longest = patience
    const timer = setInterval(() => {
      if (windows() > 0) {
        last = Date.now()
        longest = AWAY_MS
      }
      if (Date.now() - last < longest) return
      clearInterval(timer)
      resolve()
    }, 200)
    timer.unref()
  })
}
