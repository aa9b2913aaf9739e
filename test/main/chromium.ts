import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** Debian's Chromium: the browser that the window is tested in. */
export const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)

/** For the title of what is skipped. */
export const withChromium = hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    // Chromium's own sandbox does not run for the superuser, whom tests in a container are run as.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}
