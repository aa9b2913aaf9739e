import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, withChromium } from './chromium.ts'
import { writeFixturePages, type FixturePages } from './fixture-pages.ts'
import { BUILT, launchShell, requireBuilt, type LaunchedShell } from './launch-shell.ts'
import { SHELL_GUARDS, type RemovedShellGuard } from './shell-guards.ts'
import { MESSAGE_CHECKS } from './shell-message-checks.ts'
import { PAGE_CHECKS } from './shell-page-checks.ts'

const SHELL_CHECKS = [...MESSAGE_CHECKS, ...PAGE_CHECKS]

/** Longer than any rule takes; a rule that a removed guard leaves waiting is broken too. */
const PATIENCE_MS = 2000

let browser: Browser
let pages: FixturePages
const roots: string[] = []

/** The built shell over the pages of the tests, with one guard taken out where one is named. */
function shellRoot(removed?: RemovedShellGuard): string {
  const root = mkdtempSync(join(tmpdir(), 'tagbench-shell-'))
  roots.push(root)
  for (const part of ['main/index.js', 'preload/index.cjs']) {
    const bundle = readFileSync(join(BUILT, part), 'utf8').replace(/^\/\/# sourceMappingURL.*$/m, '')
    if (removed?.file === part) expect(bundle.split(removed.from)).toHaveLength(2)
    mkdirSync(dirname(join(root, part)), { recursive: true })
    writeFileSync(join(root, part), removed?.file === part ? bundle.replace(removed.from, () => removed.to) : bundle)
  }
  symlinkSync(join(BUILT, 'main/chunks'), join(root, 'main/chunks'))
  symlinkSync(pages.pages, join(root, 'renderer'))
  return root
}

describe.skipIf(!hasChromium)(`the built Electron shell, over a stand-in for Electron${withChromium}`, () => {
  beforeAll(async () => {
    requireBuilt()
    pages = writeFixturePages()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    pages.remove()
    for (const root of roots) rmSync(root, { recursive: true, force: true })
  })

  describe('keeps its rules', () => {
    let shell: LaunchedShell
    let root: string
    beforeAll(async () => {
      root = shellRoot()
      shell = await launchShell({ root, browser })
    })
    afterAll(() => shell.close())
    it.each(SHELL_CHECKS)('$rule', (check) => check.run(shell, root))
  })

  describe('each of its guards is held by a rule that fails without it', () => {
    it.each(SHELL_GUARDS)('$guard', async (removed) => {
      const root = shellRoot(removed)
      const shell = await launchShell({ root, browser })
      const broken: string[] = []
      for (const check of SHELL_CHECKS) await withPatience(check.run(shell, root)).catch(() => broken.push(check.rule))
      await shell.close()
      expect(broken).toEqual(removed.breaks)
    })
  })
})

function withPatience(run: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
    run.then(resolve, reject).finally(() => clearTimeout(late))
  })
}
