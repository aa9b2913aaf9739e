import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoProject, temporaryFolder, type DemoProject } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { inventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest } from './window-under-test.ts'

/** What all rooms share: settings, help, the tour, the links of Apply and Review. */
export function frameSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The frame, in ${shell.name}${withChromium}`, () => {
    let demo: DemoProject
    const root = (page: Page, name: string): Promise<string | null> => page.locator('html').getAttribute(name)
    const title = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).first().innerText()
    beforeAll(async () => {
      demo = await demoProject(true)
    })
    afterAll(() => shell.end())

    it('settings are shown at once and survive a restart', async () => {
      const state = join(temporaryFolder(), 'state')
      const before = await shell.open({ state, project: demo.project })
      const { page } = before
      await inventoryPage(page).ready()
      await page.keyboard.press('Control+,')
      const dialog = page.getByRole('dialog', { name: 'Settings' })
      await dialog.getByRole('radio', { name: 'dark' }).press('Space')
      await eventually(() => root(page, 'data-theme')).toBe('dark')
      await dialog.getByRole('radio', { name: 'high' }).press('Space')
      await eventually(() => root(page, 'data-contrast')).toBe('more')
      await dialog.getByRole('radio', { name: 'dense' }).press('Space')
      await dialog.getByLabel('Who decides').fill('E. Fifth')
      await dialog.getByLabel('Who decides').press('Enter')
      await page.keyboard.press('Escape')
      await eventually(() => inventoryPage(page).current.evaluate((row) => row.clientHeight)).toBeLessThanOrEqual(24)
      await page.waitForTimeout(900)
      await before.close()
      const after = await shell.open({ state })
      await inventoryPage(after.page).ready()
      expect(await root(after.page, 'data-theme')).toBe('dark')
      expect(await root(after.page, 'data-contrast')).toBe('more')
      expect(await after.page.getByLabel('Who decides').inputValue()).toBe('E. Fifth')
      await eventually(() => inventoryPage(after.page).current.evaluate((row) => row.clientHeight)).toBeLessThanOrEqual(24)
      expect(after.errors).toEqual([])
      await after.close()
    })

    it.runIf(shell.opensByAddress)(
      'a second window over the same engine stays in step, and sees the job that the first began',
      async () => {
        const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.copy() })
        const { page } = window
        await inventoryPage(page).ready()
        await eventually(() => page.evaluate(() => location.hash)).toContain('?')
        const other = await page.context().newPage()
        await other.goto(await page.evaluate(() => location.href))
        await inventoryPage(other).ready()
        await inventoryPage(page).goTo('(0010,0030)')
        await inventoryPage(other).goTo('(0010,0030)')
        await page.keyboard.press('v')
        await eventually(() => inventoryPage(other).decision('(0010,0030)').ariaSnapshot()).toContain('"Review"')
        await eventually(() => inventoryPage(other).status.innerText()).toContain('1 Review open')
        await other.keyboard.press('Control+z')
        await eventually(() => inventoryPage(page).decision('(0010,0030)').ariaSnapshot()).not.toContain('"Review"')
        await toStep(page, 'Review')
        await page.getByRole('button', { name: /^Review (again|the copy)$/ }).press('Enter')
        await eventually(() => inventoryPage(other).status.innerText()).toMatch(/Cancel|Reading the copy again: done/)
        await eventually(() => inventoryPage(other).status.innerText()).toContain('Reading the copy again: done')
        expect(window.errors).toEqual([])
        await window.close()
      },
    )

    it('? says on every step what it is for, and its keys', async () => {
      const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
      const { page } = window
      await inventoryPage(page).ready()
      for (const step of await page.getByRole('navigation', { name: 'Steps' }).getByRole('link').allInnerTexts()) {
        const name = step.split('\n')[0] ?? ''
        await toStep(page, name)
        await eventually(() => page.getByRole('link', { name, exact: false }).first().getAttribute('aria-current')).toBeDefined()
        await page.keyboard.press('?')
        const dialog = page.getByRole('dialog', { name: 'Keys of this screen' })
        await dialog.getByRole('heading', { name: 'This screen', exact: true }).waitFor()
        expect((await dialog.innerText()).length).toBeGreaterThan(200)
        await page.keyboard.press('Escape')
        await eventually(() => dialog.count()).toBe(0)
      }
      expect(window.errors).toEqual([])
      await window.close()
    })

    it.each([
      ['?', 'Keys of this screen'],
      ['Control+k', 'All actions'],
    ])('%s, pressed the moment that it was closed, opens it again', async (key, name) => {
      const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
      const { page } = window
      await inventoryPage(page).ready()
      const dialog = page.getByRole('dialog', { name })
      await page.keyboard.press(key)
      await dialog.waitFor()
      const pressed = key.split('+')
      await dialog.evaluate(
        (element, init) => {
          if (element instanceof HTMLDialogElement) element.close()
          element.ownerDocument.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true }))
        },
        { key: pressed.at(-1) ?? '', ctrlKey: pressed.length > 1 },
      )
      await page.waitForTimeout(200)
      expect(await dialog.count()).toBe(1)
      await page.keyboard.press('Escape')
      await eventually(() => dialog.count()).toBe(0)
      await window.close()
    })

    it('the tour is five sentences, each on its step, begins once on the demonstration and can be taken again', async () => {
      const state = join(temporaryFolder(), 'state')
      const window = await shell.open({ state })
      const { page } = window
      await page.getByRole('button', { name: 'Try the demonstration' }).press('Enter')
      const tour = page.getByRole('region', { name: 'Tour' })
      await tour.waitFor()
      for (let sentence = 1; sentence <= 5; sentence++) {
        await eventually(() => tour.innerText()).toContain(`${sentence} of 5`)
        await tour.getByRole('button', { name: sentence === 5 ? 'Done' : 'Next' }).press('Enter')
      }
      await eventually(() => tour.count()).toBe(0)
      await page.getByRole('button', { name: 'Home: projects' }).press('Enter')
      await page.getByRole('button', { name: 'Try the demonstration' }).press('Enter')
      await page.getByRole('navigation', { name: 'Steps' }).waitFor()
      expect(await tour.count()).toBe(0)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('tour')
      await page.keyboard.press('Enter')
      await eventually(() => tour.innerText()).toContain('1 of 5')
      expect(window.errors).toEqual([])
      await window.close()
    })

    it('Apply says in words what happens, and each Operation leads to its elements', async () => {
      const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
      const { page } = window
      await inventoryPage(page).ready()
      await toStep(page, 'Apply')
      await eventually(() => page.getByRole('main').innerText()).toMatch(/[\d,]+ elements stay as they are, [\d,]+ keep their place/)
      await page.getByRole('button', { name: 'Show the elements: remap UID' }).press('Enter')
      await inventoryPage(page).ready()
      await eventually(() => page.locator('.chip').first().innerText()).toContain('remap')
      await page.goBack()
      await eventually(() => title(page)).toBe('Apply')
      await window.close()
    })

    it('a reason of the review opens its report, which stands in the address, and a path in a table leads to the element', async () => {
      const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
      const { page } = window
      await inventoryPage(page).ready()
      await toStep(page, 'Review')
      await eventually(() => title(page)).toMatch(/^Gate/)
      await page.getByRole('button', { name: 'Values of the copy' }).first().press('Enter')
      await page.getByRole('dialog').waitFor()
      await eventually(() => page.evaluate(() => location.hash)).toContain('report=final-values.csv')
      await page.keyboard.press('Escape')
      await eventually(() => page.evaluate(() => location.hash)).not.toContain('report=')
      const place = page
        .getByRole('region', { name: 'Changes, table' })
        .getByRole('button', { name: /^\(0010,/ })
        .first()
      const path = await place.innerText()
      await place.press('Enter')
      await inventoryPage(page).ready()
      await eventually(() => inventoryPage(page).current.locator('[col-id="path"]').innerText()).toBe(path)
      expect(window.errors).toEqual([])
      await window.close()
    })
  })
}
