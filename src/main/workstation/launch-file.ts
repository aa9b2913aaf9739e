import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Machine } from './machine.ts'

/** A page that leads a browser to the workstation, so that the launch's secret never stands on a command line. */
export interface LaunchFile {
  readonly path: string
  /** Takes the page and its folder away. */
  remove(): void
}

/**
 * Writes the page for this user's eyes only (0600, in a new folder of 0700).
 * @param folder where it goes; a browser from a snap sees its own folder only
 */
export function writeLaunchFile(url: string, folder: string = tmpdir()): LaunchFile {
  const own = mkdtempSync(join(folder, 'tagbench-window-'))
  const path = join(own, 'open.html')
  writeFileSync(path, launchPage(url), { mode: 0o600, flag: 'wx' })
  return { path, remove: () => rmSync(own, { recursive: true, force: true }) }
}

/** The address is in the page twice: for a browser that runs scripts (which leaves nothing in the history), and as a link. */
export function launchPage(url: string): string {
  const attribute = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const script = JSON.stringify(url).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Tagbench</title></head><body><p><a href="${attribute}">Open Tagbench</a></p><script>location.replace(${script})</script></body></html>\n`
}

/** The folder of a browser that came as a snap: it sees no other file, neither hidden ones nor the temporary ones. */
export function snapFolder(machine: Pick<Machine, 'home' | 'platform'>, browser: 'chromium' | 'firefox'): string | undefined {
  const folder = join(machine.home, 'snap', browser, 'common')
  return machine.platform === 'linux' && existsSync(folder) ? folder : undefined
}
