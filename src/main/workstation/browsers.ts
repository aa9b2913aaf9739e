import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LaunchFolder } from './launch-folder.ts'
import { findOnPath, type Machine } from './machine.ts'

/** Browsers that can show a page as an application: a window without tabs and address bar. */
const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']
const ON_MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const ON_WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** A browser that can show the workstation as an application. */
export function findAppBrowser(machine: Machine): string | undefined {
  if (machine.platform === 'darwin') return ON_MACOS.find((path) => machine.isExecutable(path))
  if (machine.platform !== 'win32') return findOnPath(machine, ON_PATH)
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => machine.environment[name])
    .filter((root) => root !== undefined)
  return ON_WINDOWS.flatMap((path) => roots.map((root) => join(root, path))).find((path) => machine.isExecutable(path))
}

/**
 * The arguments that show a page as an application, in a profile of this launch: without the extensions of the user's
 * everyday browser, which could read what is on the page, without a memory of it, and without anything that asks a network.
 */
export function appArguments(
  { page, profile }: Pick<LaunchFolder, 'page' | 'profile'>,
  machine: Pick<Machine, 'superuser' | 'platform'>,
): readonly string[] {
  return [
    `--app=${pathToFileURL(page).href}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--window-size=1440,900',
    ...(machine.platform === 'linux' ? ['--password-store=basic', '--class=tagbench'] : []),
    ...(machine.platform === 'darwin' ? ['--use-mock-keychain'] : []),
    // Chromium refuses to start for the superuser otherwise; for everybody else its sandbox stays on.
    ...(machine.superuser ? ['--no-sandbox'] : []),
  ]
}

/** The command with which this system opens a file in the browser that the user has chosen. */
export function defaultOpener(machine: Machine, page: string): { readonly command: string; readonly args: readonly string[] } | undefined {
  if (machine.platform === 'darwin') return { command: '/usr/bin/open', args: [page] }
  if (machine.platform === 'win32') return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', page] }
  const command = findOnPath(machine, ['xdg-open'])
  return command === undefined ? undefined : { command, args: [page] }
}
