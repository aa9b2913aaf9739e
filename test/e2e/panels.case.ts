import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoWindow } from './demo-window.ts'
import { eventually } from './eventually.ts'
import { heldAnswers } from './held-answers.ts'
import type { InventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** What can be opened below every step, with the keyboard. */
export function panelsSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The problems and the history, in ${shell.name}${withChromium}`, () => {
    const held = heldAnswers()
    let window: WindowUnderTest
    let page: Page
    let inventory: InventoryPage
    const problems = () => page.getByRole('region', { name: 'Problems' })
    const history = () => page.getByRole('region', { name: 'History' }).filter({ has: page.getByRole('tablist') })
    const isFocused = (one: Locator): Promise<boolean> => one.evaluate((element) => element === document.activeElement)
    const dec = (path: string): Promise<string> => inventory.decision(path).ariaSnapshot()

    beforeAll(async () => {
      ;({ window, page, inventory } = await demoWindow(shell, { heldAnswers: held }))
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it('G lists what keeps the gate closed before anything was reviewed, and each line leads to the work', async () => {
      await page.getByRole('searchbox').press('Enter')
      await page.keyboard.press('g')
      await eventually(() => problems().innerText()).toMatch(/elements are still to be reviewed/)
      expect(await problems().innerText()).toMatch(/copy is still to be made/)
      expect(await page.evaluate(() => location.hash)).toContain(';problems')
      await problems().getByRole('button', { name: 'Apply', exact: true }).press('Enter')
      await eventually(() => page.getByRole('heading', { level: 1 }).first().innerText()).toBe('Apply')
      await problems().getByRole('button', { name: 'Inventory, open only' }).press('Enter')
      await eventually(() => page.getByRole('checkbox', { name: /^Open/ }).isChecked()).toBe(true)
      await problems()
        .getByRole('button', { name: '(0010,0010)', exact: true })
        .or(problems().getByRole('button', { name: /^\(/ }).first())
        .first()
        .press('Enter')
      await eventually(() => inventory.current.count()).toBe(1)
    })

    it('stays open from step to step, and Esc closes it', async () => {
      await toStep(page, 'Script')
      await eventually(() => problems().count()).toBe(1)
      await toStep(page, 'Inventory')
      await problems()
        .getByRole('tab', { name: /Problems/ })
        .press('Escape')
      await eventually(() => problems().count()).toBe(0)
      await eventually(() => inventory.current.count()).toBe(1)
      await eventually(() => page.locator('.total').innerText()).toBe(
        await page
          .getByRole('button', { name: /Reviews open$/ })
          .innerText()
          .then((text) => `${text.split(' ')[0]} elements`),
      )
      await page.getByRole('button', { name: 'Remove filter Work' }).press('Enter')
    })

    it.each([
      { step: 'Inventory', call: 'inventory', there: () => inventory.current },
      { step: 'Private', call: 'privateBlock', there: () => page.getByRole('treegrid').locator('.is-current') },
    ])('keeps the focus where it was put before the lines of $step are there', async ({ step, call, there }) => {
      await toStep(page, 'Script')
      await page.getByRole('heading', { level: 1, name: 'Script' }).waitFor()
      await page.keyboard.press('g')
      await eventually(() => problems().count()).toBe(1)
      await page.locator('main').focus()
      const answer = held.hold(call)
      await toStep(page, step)
      await eventually(() => page.locator('main').getAttribute('class')).toContain(step.toLowerCase())
      const tab = problems().getByRole('tab', { name: /Problems/ })
      await tab.focus()
      answer()
      await there().waitFor()
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
      expect(await isFocused(tab)).toBe(true)
      await page.keyboard.press('Escape')
      await eventually(() => problems().count()).toBe(0)
    })

    it('keeps the focus where it was put before the Options are there, of which one was looked at', async () => {
      await toStep(page, 'Profile')
      await page.getByRole('switch', { name: 'Clean Graphics' }).focus()
      await eventually(() => page.evaluate(() => location.hash)).toContain('at=CleanGraphics')
      await toStep(page, 'Script')
      const answer = held.hold('optionEffects')
      await page.goBack()
      await eventually(() => page.locator('main').getAttribute('class')).toContain('profile')
      await page.keyboard.press('g')
      const tab = problems().getByRole('tab', { name: /Problems/ })
      await eventually(() => isFocused(tab)).toBe(true)
      answer()
      await page.getByRole('switch', { name: 'Clean Graphics' }).waitFor()
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
      expect(await isFocused(tab)).toBe(true)
      await page.keyboard.press('Escape')
      await toStep(page, 'Inventory')
      await eventually(() => inventory.current.count()).toBe(1)
    })

    it('H has every decision with who and when, and takes one of them back without the rest', async () => {
      await inventory.goTo('(0010,0030)')
      await page.keyboard.press('d')
      await eventually(() => dec('(0010,0030)')).toContain('"Delete"')
      await inventory.goTo('(0010,0040)')
      await page.keyboard.press('r')
      await eventually(() => dec('(0010,0040)')).toContain('"Retain"')
      await page.keyboard.press('h')
      await history().getByText('(0010,0030)').waitFor()
      expect(await history().innerText()).toContain('Curator')
      await history()
        .getByRole('button', { name: /^Take back: Delete.*\(0010,0030\)/ })
        .press('Enter')
      await history()
        .getByRole('button', { name: /^Put back: Delete.*\(0010,0030\)/ })
        .waitFor()
      await eventually(() => dec('(0010,0040)')).toContain('"Retain"')
      await inventory.goTo('(0010,0030)')
      await eventually(() => dec('(0010,0030)')).toContain('"Proposed')
      await history()
        .getByRole('button', { name: /^Put back: Delete.*\(0010,0030\)/ })
        .press('Enter')
      await eventually(() => dec('(0010,0030)')).toContain('"Delete"')
    })

    it('shows the decisions of an act one by one, each to be taken back by itself', async () => {
      await page.getByRole('searchbox').fill('(0018,')
      await eventually(() => inventory.grid.locator('[col-id="path"] .mono').first().innerText()).toMatch(/^\(0018,/)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: /^Select \d+$/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.keyboard.press('d')
      await eventually(() => inventory.status.innerText()).toMatch(/Delete: recorded for \d+ elements/)
      await history()
        .getByRole('button', { name: /^and \d+ more/ })
        .first()
        .press('Enter')
      await history()
        .getByRole('button', { name: /^Take back: Delete.*\(0018,0015\)$/ })
        .last()
        .press('Enter')
      await eventually(() => history().innerText()).toContain('1 of them taken back')
      await inventory.goTo('(0018,0015)')
      await eventually(() => dec('(0018,0015)')).toContain('"Proposed')
    })

    it('is searched by element, author and reason', async () => {
      const search = history().getByRole('textbox', { name: 'Search the history' })
      await search.fill('birth date')
      await eventually(() =>
        history()
          .getByRole('button', { name: /^Take back/ })
          .count(),
      ).toBe(1)
      await search.fill('nobody of this name')
      await history().getByText('Nothing in the history has these words.').waitFor()
      await search.press('Escape')
      await eventually(() => history().count()).toBe(0)
    })

    it('has changes of the profile, too', async () => {
      await toStep(page, 'Profile')
      await page.getByRole('switch', { name: 'Clean Graphics' }).press('Space')
      await page.keyboard.press('h')
      await history().getByText('Option CleanGraphics on').waitFor()
      await history().getByRole('button', { name: 'Take back: Option CleanGraphics on' }).press('Enter')
      await eventually(() => page.getByRole('switch', { name: 'Clean Graphics' }).isChecked()).toBe(false)
      expect(window.errors).toEqual([])
    })
  })
}
