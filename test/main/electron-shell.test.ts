import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, withChromium } from './chromium.ts'
import { launchShell, requireBuilt, type LaunchedShell } from './launch-shell.ts'
import { SHELL_GUARDS } from './shell-guards.ts'
import { MESSAGE_CHECKS } from './shell-message-checks.ts'
import { PAGE_CHECKS } from './shell-page-checks.ts'
import { shellRoot, type ShellRoot } from './shell-root.ts'

const SHELL_CHECKS = [...MESSAGE_CHECKS, ...PAGE_CHECKS]

/** Longer than any rule takes; a rule that a removed guard leaves waiting is broken too. */
const PATIENCE_MS = 20_000

describe.skipIf(!hasChromium)(`the built Electron shell, over a stand-in for Electron${withChromium}`, () => {
  let browser: Browser
  beforeAll(async () => {
    requireBuilt()
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  describe('keeps its rules', () => {
    let shell: LaunchedShell
    let root: ShellRoot
    beforeAll(async () => {
      root = shellRoot()
      shell = await launchShell({ root: root.folder, browser })
    })
    afterAll(async () => {
      await shell.close()
      root.remove()
    })
    it.each(SHELL_CHECKS)('$rule', (check) => check.run(shell, root.folder))
  })

  describe('each of its guards is held by a rule that fails without it', () => {
    it.each(SHELL_GUARDS)('$guard', async (removed) => {
      const root = shellRoot(removed)
      const shell = await launchShell({ root: root.folder, browser })
      const broken: string[] = []
      for (const check of SHELL_CHECKS) await withPatience(check.run(shell, root.folder)).catch(() => broken.push(check.rule))
      await shell.close()
      root.remove()
      expect(broken).toEqual(removed.breaks)
    })
  })

  it('shows the built window under its policy, without a violation', async () => {
    const shell = await launchShell({ browser })
    const { page, said } = shell
    await page.waitForFunction(
      () => (globalThis as unknown as { document: PageDocument }).document.querySelector('#app')?.childElementCount,
    )
    expect(said.filter((line) => /Content Security Policy|Refused|blocked/i.test(line))).toEqual([])
    expect(shell.engine.calls.length).toBeGreaterThan(0)
    expect(shell.shim.shell.session.network).toEqual([])
    await shell.close()
  })
})

interface PageDocument {
  querySelector(selector: string): { readonly childElementCount: number } | null
}

function withPatience(run: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
    run.then(resolve, reject).finally(() => clearTimeout(late))
  })
}
