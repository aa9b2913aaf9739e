import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { eventually } from './eventually.ts'
import { temporaryFolder } from './demo-project.ts'
import { inventoryPage, type InventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** The whole job on the demonstration collection with the keyboard, over any shell; each step goes on from the one before. */
export function workstationSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The whole job with the keyboard, in ${shell.name}${withChromium}`, () => {
    let window: WindowUnderTest
    let page: Page
    let inventory: InventoryPage
    let folder: string

    const badge = (step: string): Promise<string> =>
      page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: step }).innerText()
    const openCount = async (): Promise<number> => {
      const words = await inventory.status.innerText()
      return Number(/([\d,]+) Reviews? open/.exec(words)?.[1]?.replaceAll(',', '') ?? 0)
    }

    beforeAll(async () => {
      folder = temporaryFolder()
      window = await shell.open({ state: join(folder, 'state') })
      page = window.page
      inventory = inventoryPage(page)
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it('opens the demonstration and reads its collection', async () => {
      await page.getByRole('button', { name: 'Try the demonstration' }).press('Enter')
      await eventually(() => badge('Collection')).toContain('done')
      await eventually(() => badge('Profile')).toContain('+ 5')
      await toStep(page, 'Inventory')
      await inventory.ready()
      expect(await openCount()).toBeGreaterThan(100)
    })

    it('finds an element by its tag, and the focus is on its row', async () => {
      await inventory.goTo('(0010,0010)')
      await eventually(() => inventory.panel.getByRole('heading', { level: 2 }).innerText()).toBe('Patient’s Name'.replace('’', "'"))
    })

    it('marks it, takes it back and marks it again, and the focus stays', async () => {
      const before = await openCount()
      await page.keyboard.press('d')
      await eventually(() => inventory.decision('(0010,0010)').locator('.dec').first().getAttribute('aria-label')).toBe('Delete')
      await eventually(openCount).toBeLessThan(before)
      await page.keyboard.press('Control+z')
      await eventually(openCount).toBe(before)
      await eventually(() => inventory.decision('(0010,0010)').locator('.dec[role=img]').first().getAttribute('aria-label')).toMatch(
        /^Proposed: /,
      )
      await page.keyboard.press('Control+y')
      await eventually(() => inventory.decision('(0010,0010)').locator('.dec').first().getAttribute('aria-label')).toBe('Delete')
      expect(await page.locator('.ag-row.is-current [col-id="path"]:focus').count()).toBe(1)
      await eventually(() => inventory.panel.getByRole('region', { name: 'History' }).innerText()).toContain('Delete')
    })

    it('selects several rows and marks them together', async () => {
      await inventory.goTo('(0018,')
      await page.keyboard.press('Space')
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
      await eventually(() => page.getByRole('toolbar', { name: 'Selection' }).innerText()).toContain('3 selected')
      await page.keyboard.press('v')
      await eventually(() => inventory.grid.locator('[aria-selected="true"] [col-id="decision"] [aria-label="Review"]').count()).toBe(3)
      await page.keyboard.press('Escape')
      await eventually(() => page.getByRole('toolbar', { name: 'Selection' }).innerText()).toContain('This row')
      await page.keyboard.press('Control+z')
      await eventually(() => inventory.grid.locator('[aria-label="Review"]').count()).toBe(0)
    })

    it('accepts what the standard proposes', async () => {
      const before = await openCount()
      const more = page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'More' })
      await more.press('ArrowDown')
      await page.keyboard.press('Enter')
      await eventually(openCount).toBeLessThan(before / 2)
      expect(await inventory.status.innerText()).toMatch(/Accepted [\d,]+ proposals/)
    })

    it('goes to what is still open', async () => {
      await page.keyboard.press('/')
      await inventory.search.fill('')
      await page.keyboard.press('Enter')
      await page.keyboard.press('n')
      await eventually(() => inventory.current.locator('[col-id="operation"]').innerText()).toBe('blocked')
    })

    it('changes the profile, and proposals follow', async () => {
      await toStep(page, 'Profile')
      const option = page.getByRole('switch', { name: 'Clean Graphics' })
      await option.press('Space')
      await eventually(() => badge('Profile')).toContain('+ 6')
      await option.press('Space')
      await eventually(() => badge('Profile')).toContain('+ 5')
      // Two in one moment: each counts, whatever the screen knows by then.
      const both = (): Promise<void> =>
        page.getByRole('switch', { name: /Clean Graphics|Retain UIDs/ }).evaluateAll(async (boxes: readonly Element[]) => {
          for (const box of boxes) {
            if (box instanceof HTMLInputElement) box.click()
            await Promise.resolve()
          }
        })
      await both()
      await eventually(() => badge('Profile')).toContain('+ 7')
      await both()
      await eventually(() => badge('Profile')).toContain('+ 5')
      await eventually(() => page.getByRole('button', { name: 'Basic Profile + 5 Options' }).count()).toBe(1)
    })

    it('writes a script, and says what is still open in it', async () => {
      await toStep(page, 'Script')
      await page.getByRole('radio', { name: /CTP/ }).press('Space')
      const out = join(folder, 'script')
      await window.chooseFolder(() => page.getByRole('button', { name: 'Write the script' }).press('Enter'), out)
      await page.getByRole('region', { name: 'Written' }).waitFor()
      expect(existsSync(join(out, 'ctp-anonymizer.script'))).toBe(true)
      await eventually(() => page.getByText(/written as deletion/).count()).toBe(1)
      await eventually(() => badge('Script')).toContain('done')
    })

    it('does not apply while a Review is open, and says so; deletes what nobody reviewed when asked', async () => {
      await toStep(page, 'Apply')
      const apply = page.getByRole('button', { name: 'De-identify into a new folder' })
      expect(await apply.isDisabled()).toBe(true)
      await page.getByRole('button', { name: 'Delete what was not reviewed' }).press('Enter')
      await eventually(() => apply.isEnabled()).toBe(true)
      await eventually(() => inventory.status.innerText()).toContain('every element is decided')
    })

    it('applies into a new folder', async () => {
      const out = join(folder, 'copy')
      await window.chooseFolder(() => page.getByRole('button', { name: 'De-identify into a new folder' }).press('Enter'), out)
      await eventually(() => badge('Apply')).toContain('done')
      expect(readdirSync(out).length).toBeGreaterThan(0)
      expect(readdirSync(out).every((name) => name.startsWith('DEMO-'))).toBe(true)
    })

    it('reviews the copy and says what keeps the gate closed', async () => {
      await toStep(page, 'Review')
      await page.getByRole('button', { name: 'Review the copy' }).press('Enter')
      await eventually(() => page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Gate (open|closed)/)
      await eventually(() => inventory.status.innerText()).toMatch(/Gate (open|closed, \d+ reasons?)/)
    })

    it('opens the report, with its own styles and nothing else in it', async () => {
      await page.getByRole('button', { name: 'review.html' }).press('Enter')
      const report = page.frameLocator('dialog iframe')
      await report.locator('h1').waitFor()
      const background = await report.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)
      expect(background).toBe('1180px')
      await page.keyboard.press('Escape')
      await eventually(() => page.getByRole('dialog').count()).toBe(0)
    })

    it('has left a native script that says the same as what was applied, once it is asked for', async () => {
      await toStep(page, 'Script')
      const out = join(folder, 'native')
      await page.getByRole('radio', { name: /Tagbench/ }).press('Space')
      await window.chooseFolder(() => page.getByRole('button', { name: 'Write the script' }).press('Enter'), out)
      await page.getByRole('region', { name: 'Written' }).waitFor()
      const script = readdirSync(out).find((name) => name.endsWith('.json'))
      expect(script).toBeDefined()
      expect(readFileSync(join(out, script ?? ''), 'utf8')).toContain('(0010,0010)')
    })

    it('has said nothing to the console that is an error', () => {
      expect(window.errors).toEqual([])
    })
  })
}
