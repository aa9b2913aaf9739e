import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import { WORKSTATION } from './texts.ts'

/**
 * A folder of one launch, for this user's eyes only (0700): a page that leads a browser to the workstation, so that the
 * launch's secret never stands on a command line, and room for what the browser keeps while its window is open.
 */
export interface LaunchFolder {
  /** The page, 0600. */
  readonly page: string
  /** The browser's profile: gone with the launch, and with it whatever a browser remembers of what it has shown. */
  readonly profile: string
  remove(): void
}

/** @param within where it goes (default: among the temporary files) */
export function makeLaunchFolder(url: string, within: string = tmpdir()): LaunchFolder {
  const folder = mkdtempSync(join(within, 'tagbench-window-'))
  const page = join(folder, 'open.html')
  writeFileSync(page, launchPage(url), { mode: 0o600, flag: 'wx' })
  return {
    page,
    profile: join(folder, 'profile'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}

/** The address is in the page twice: for a browser that runs scripts, and as a link for one that does not. */
export function launchPage(url: string): string {
  const attribute = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const script = JSON.stringify(url).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Tagbench</title></head><body><p><a href="${attribute}">${WORKSTATION.open}</a></p><script>location.replace(${script})</script></body></html>\n`
}

/** The folder of a browser that came as a snap: it sees no other file, neither hidden ones nor the temporary ones. */
export function snapFolder(machine: Pick<Machine, 'home' | 'platform'>, browser: 'chromium' | 'firefox'): string | undefined {
  const folder = join(machine.home, 'snap', browser, 'common')
  return machine.platform === 'linux' && existsSync(folder) ? folder : undefined
}
