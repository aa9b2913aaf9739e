import { PATIENCE } from './eventually.ts'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../main/chromium.ts'
import { requireBuilt, startMain } from '../main/launch-shell.ts'
import { engineFor } from './built-window.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** The built Electron shell over its stand-in: the workstation over the preload's bridge and the main process's relay. */
export function electronShell(): ShellUnderTest {
  let browser: Browser | undefined
  return {
    name: 'the Electron shell',
    opensByAddress: false,
    async open(options): Promise<WindowUnderTest> {
      requireBuilt()
      browser ??= await launchChromium()
      const engine = engineFor(options.state, options)
      const args = options.project === undefined ? [] : [`--project=${options.project}`]
      const { shim, end } = await startMain({ browser, args, userData: options.state }, { api: engine })
      const contents = shim.shell.windows[0]?.webContents
      const page = await contents?.pageReady()
      if (contents === undefined || page === undefined) throw new Error('no window was opened')
      page.setDefaultTimeout(PATIENCE)
      await page.setViewportSize({ width: options.width ?? 1440, height: options.height ?? 900 })
      await page.emulateMedia({ colorScheme: options.theme ?? 'light' })
      return {
        page,
        errors: contents.said,
        async chooseFolder(ask, folder) {
          shim.shell.folder = folder
          await ask()
        },
        async close() {
          await end()
          await engine.shutdown()
        },
      }
    },
    end: async () => browser?.close(),
  }
}
