import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { browserShell } from './browser-shell.ts'
import { demoProject, temporaryFolder, type DemoProject } from './demo-project.ts'
import { inventoryPage } from './inventory-page.ts'
import { SCREENS } from './screens.ts'
import { toStep } from './to-step.ts'

/** axe, put into the page as text: the page's policy lets no other script in. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly impact: string
  readonly id: string
  readonly where: string
}

/** What axe finds on the page; with rules, by these alone. */
async function findings(page: Page, rules?: readonly string[]): Promise<readonly Finding[]> {
  await page.evaluate(AXE)
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { impact: string; id: string; nodes: { target: string[] }[] }[] }> }
    }
    const { violations } = await axe.run({ resultTypes: ['violations'], ...(runOnly === undefined ? {} : { runOnly }) })
    return violations.map(({ impact, id, nodes }) => ({
      impact,
      id,
      where: nodes
        .slice(0, 3)
        .map((node) => node.target.join(' '))
        .join(' | '),
    }))
  }, rules)
}

/** High contrast, as the system asks for it: only colours differ, so only what depends on them is looked at again. */
const CONTRASTS = [
  ['more contrast', { contrast: 'more', forcedColors: 'none' }],
  ['forced colours', { contrast: 'more', forcedColors: 'active' }],
] as const
const BY_COLOUR = ['color-contrast', 'link-in-text-block']

/** Controls that are seen, and that no scrolling of their own part brings into the window. */
function controlsOutside(): readonly string[] {
  const scrolls = (part: Element): boolean => part.scrollWidth > part.clientWidth && /auto|scroll/.test(getComputedStyle(part).overflowX)
  return [...document.querySelectorAll('button, input, a, select')].flatMap((control) => {
    const { left, right, width } = control.getBoundingClientRect()
    if (width === 0 || !control.checkVisibility({ visibilityProperty: true })) return []
    for (let part = control.parentElement; part !== null; part = part.parentElement) if (scrolls(part)) return []
    const isInside = left >= 0 && right <= window.innerWidth + 1
    return isInside
      ? []
      : [`${control.getAttribute('aria-label') ?? control.textContent.trim()} (${Math.round(left)} to ${Math.round(right)})`]
  })
}

describe.skipIf(!hasChromium)(`Accessibility of every screen${withChromium}`, () => {
  const shell = browserShell()
  let demo: DemoProject
  beforeAll(async () => {
    demo = await demoProject(true)
  })
  afterAll(() => shell.end())

  it.each([
    ['light', 1280, 800],
    ['dark', 1920, 1080],
  ] as const)('axe finds nothing on any screen in the %s theme, and in high contrast', async (theme, width, height) => {
    const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project, theme, width, height })
    const found: Record<string, readonly Finding[]> = {}
    for (const [screen, show] of SCREENS) {
      await show(window.page)
      const here = await findings(window.page)
      if (here.length > 0) found[screen] = here
      for (const [name, media] of CONTRASTS) {
        await window.page.emulateMedia(media)
        const there = await findings(window.page, BY_COLOUR)
        if (there.length > 0) found[`${screen}, ${name}`] = there
      }
      await window.page.emulateMedia({ contrast: 'no-preference', forcedColors: 'none' })
    }
    expect(found).toEqual({})
    expect(window.errors).toEqual([])
    await window.close()
  })

  it.each([
    [125, 1024, 640],
    [150, 853, 533],
    [200, 640, 400],
  ])(
    'at a zoom of %d per cent (%d×%d) every control of every step is inside the window, and the list has most of its height',
    async (_zoom, width, height) => {
      const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project, width, height })
      const { page } = window
      await inventoryPage(page).ready()
      const outside: string[] = []
      for (const name of await page.locator('nav.rail .step').allTextContents()) {
        await toStep(page, name)
        await page.locator('main:not([aria-busy])').waitFor()
        await page.waitForTimeout(200)
        outside.push(...(await page.evaluate(controlsOutside)).map((control) => `${name}: ${control}`))
      }
      expect(outside).toEqual([])
      await toStep(page, 'Inventory')
      await inventoryPage(page).ready()
      const rows = await inventoryPage(page)
        .grid.locator('.ag-row')
        .first()
        .evaluate((row) => row.closest('.ag-root-wrapper')?.getBoundingClientRect())
      expect(rows?.height).toBeGreaterThan(height / 2)
      expect(rows?.width).toBeGreaterThan(width / 2)
      expect(window.errors).toEqual([])
      await window.close()
    },
  )

  it('nothing moves: no transition and no animation is left running anywhere', async () => {
    const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
    await inventoryPage(window.page).ready()
    await window.page.keyboard.press('ArrowDown')
    const running = await window.page.evaluate(() => document.getAnimations().length)
    expect(running).toBe(0)
    await window.close()
  })
})
