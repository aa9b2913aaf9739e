import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoWindow } from './demo-window.ts'
import { eventually } from './eventually.ts'
import type { InventoryPage } from './inventory-page.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** One list of actions for the keys, the palette and the list of keys. */
export function paletteSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The palette of all actions, in ${shell.name}${withChromium}`, () => {
    let window: WindowUnderTest
    let page: Page
    let inventory: InventoryPage
    const options = () => page.getByRole('option')
    const chosen = (): Promise<string> => page.locator('[role="option"][aria-selected="true"]').innerText()
    const open = async (text: string): Promise<void> => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'All actions' }).fill(text)
    }

    beforeAll(async () => {
      ;({ window, page, inventory } = await demoWindow(shell))
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it('has every action of the screen and of the frame, each with its key', async () => {
      await open('')
      const lines = await options().allInnerTexts()
      expect(lines.some((line) => /^Next open\s+Inventory\s+N$/.test(line))).toBe(true)
      expect(lines.some((line) => /^Go to Apply\s+Everywhere\s+Ctrl \d$/.test(line))).toBe(true)
      expect(new Set(lines).size).toBe(lines.length)
      await page.keyboard.press('Escape')
      await eventually(() => page.getByRole('combobox', { name: 'All actions' }).count()).toBe(0)
    })

    it('opens while one types, too, and gives the focus back', async () => {
      await page.getByRole('searchbox').focus()
      await open('')
      await page.keyboard.press('Escape')
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('searchbox')
    })

    it('marks the row that is looked at, by the name of the action', async () => {
      await inventory.goTo('(0010,0030)')
      await open('delete')
      await eventually(chosen).toMatch(/^Delete\s/)
      await page.keyboard.press('Enter')
      await eventually(() => inventory.decision('(0010,0030)').ariaSnapshot()).toContain('"Delete"')
      await page.keyboard.press('Control+z')
    })

    it('goes to a step by a few letters', async () => {
      await open('gapp')
      await eventually(chosen).toMatch(/^Go to Apply/)
      await page.keyboard.press('Enter')
      await eventually(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Apply')
    })

    it('finds elements by tag, name or creator from any screen, and goes to them', async () => {
      await open("Patient's Birth Date")
      await options()
        .filter({ hasText: /^\(0010,0030\)/ })
        .first()
        .click()
      await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).toBe('(0010,0030)')
    })

    it('searches the values for what was typed', async () => {
      await open('SIEMENS')
      await options().filter({ hasText: 'Search values for' }).click()
      await eventually(() => page.getByRole('searchbox').inputValue()).toBe('SIEMENS')
      expect(await page.getByRole('checkbox', { name: 'in values' }).isChecked()).toBe(true)
    })

    it('follows an address that is put into it', async () => {
      await open('http://127.0.0.1:1/#/demo/script')
      await page.keyboard.press('Enter')
      await eventually(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Script')
    })

    it('says so where nothing is found', async () => {
      await open('qqqqqq')
      await options().filter({ hasText: 'Search elements for' }).waitFor()
      await page.keyboard.press('Escape')
      expect(window.errors).toEqual([])
    })
  })
}
