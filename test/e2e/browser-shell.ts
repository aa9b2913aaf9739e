import type { Browser, Page } from 'playwright-core'
import { serveWindow, type WindowServer } from '../../src/main/server.ts'
import type { CurationApi } from '../../src/contract/curation-api.ts'
import { PATIENCE } from './eventually.ts'
import { launchChromium } from '../main/chromium.ts'
import { engineFor, PAGES, requirePages } from './built-window.ts'
import type { ShellUnderTest, WindowOptions, WindowUnderTest } from './window-under-test.ts'

export async function serve(
  api: CurationApi,
  options: { readonly project?: string; readonly port?: number; readonly secret?: string } = {},
): Promise<WindowServer> {
  requirePages()
  const { project, port = 0, secret } = options
  const named = { ...(project === undefined ? {} : { project }), ...(secret === undefined ? {} : { secret }) }
  const served = await serveWindow({ api, pages: PAGES, port, ...named })
  if (!served.ok) throw new Error(served.failure.message)
  return served.value
}

/** Errors of a page as they happen. A line that is refused while it is down is the test's own doing. */
export function errorsOf(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !/WebSocket connection|ERR_CONNECTION/.test(line.text())) errors.push(line.text())
  })
  return errors
}

/** Types a folder into our own dialog and takes it. */
export async function chooseInDialog(page: Page, ask: () => Promise<void>, folder: string): Promise<void> {
  await ask()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Folder path').fill(folder)
  await dialog.locator('footer .primary').press('Enter')
}

export function pageOptions({
  theme = 'light',
  width = 1440,
  height = 900,
  scale = 1,
}: WindowOptions): Parameters<Browser['newPage']>[0] & object {
  return { viewport: { width, height }, colorScheme: theme, deviceScaleFactor: scale }
}

/** The browser shell: the workstation over a WebSocket. */
export function browserShell(): ShellUnderTest {
  let browser: Browser | undefined
  return {
    name: 'the browser shell',
    opensByAddress: true,
    async open(options): Promise<WindowUnderTest> {
      browser ??= await launchChromium()
      const engine = engineFor(options.state, options)
      const server = await serve(engine, options)
      const context = await browser.newContext(pageOptions(options))
      context.setDefaultTimeout(PATIENCE)
      const page = await context.newPage()
      const errors = errorsOf(page)
      await page.goto(server.url)
      return {
        page,
        errors,
        chooseFolder: (ask, folder) => chooseInDialog(page, ask, folder),
        async close() {
          await context.close()
          await server.close()
          await engine.shutdown()
        },
      }
    },
    end: async () => browser?.close(),
  }
}
