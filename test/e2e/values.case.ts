import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNWATCHED } from '../../src/contract/job.ts'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { engineFor } from './built-window.ts'
import { demoProject, good, temporaryFolder } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { heldAnswers } from './held-answers.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** The worklist of values with the keyboard, over any shell; each test goes on from the one before. */
export function valuesSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The values with the keyboard, in ${shell.name}${withChromium}`, () => {
    const held = heldAnswers()
    let window: WindowUnderTest
    let page: Page

    beforeAll(async () => {
      const { folder, project } = await demoProject()
      const engine = engineFor(join(folder, 'state'))
      await good(engine.acceptProposals({ project, which: 'standard', by: 'A. Curator' }, UNWATCHED))
      await engine.shutdown()
      window = await shell.open({ state: join(temporaryFolder(), 'state'), project, heldAnswers: held })
      page = window.page
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    const list = () => page.getByRole('treegrid', { name: 'Values to review' })
    const heading = () => page.getByRole('main').locator('header').first()
    const left = async (): Promise<number> =>
      Number(/([\d,]+) of [\d,]+ values? left/.exec(await heading().innerText())?.[1]?.replaceAll(',', '') ?? 0)
    const current = () => list().locator('.vrow.is-current')
    const mark = () => current().locator('.dec').getAttribute('aria-label')

    it('stand by element, with how much is left', async () => {
      // The rail says it before anybody has looked.
      const badge = page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Values' })
      await eventually(() => badge.innerText()).toMatch(/\d+ open/)
      await toStep(page, 'Values')
      await list().waitFor()
      await eventually(left).toBeGreaterThan(100)
      const elements = /(\d+) open/.exec(await badge.innerText())?.[1]
      expect(await heading().innerText()).toContain(`in ${elements} elements`)
    })

    it('are decided one after the other, and taken back', async () => {
      await list().focus()
      await page.keyboard.press('ArrowRight')
      await eventually(() => list().locator('[role=row][aria-level="2"]').count()).toBeGreaterThan(0)
      const before = await left()
      await page.keyboard.press('n')
      await eventually(mark).toBe('Not decided')
      await page.keyboard.press('r')
      await eventually(mark).toBe('Retain, as it is')
      await eventually(left).toBe(before - 1)
      await page.keyboard.press('n')
      await eventually(mark).toBe('Not decided')
      await page.keyboard.press('d')
      await eventually(mark).toBe('Delete')
      await eventually(left).toBe(before - 2)
      await page.keyboard.press('Control+z')
      await eventually(left).toBe(before - 1)
      await eventually(mark).toBe('Not decided')
    })

    it('are decided once for all the places of a value, which stands in the address', async () => {
      await page.keyboard.press('u')
      await eventually(() => page.evaluate(() => location.hash)).toContain('by=value')
      await page.keyboard.press('/')
      await page.keyboard.type('GTV')
      await page.keyboard.press('Enter')
      await eventually(() => current().innerText()).toContain('2 of 2')
      const before = await left()
      await page.keyboard.press('d')
      await eventually(left).toBe(before - 2)
      await eventually(() => page.getByRole('region', { name: 'Places' }).locator('.dec').count()).toBe(2)
    })

    it('are decided by a word, for every value that it is in', async () => {
      await page.keyboard.press('Escape')
      await eventually(() => page.evaluate(() => location.hash)).not.toContain('GTV')
      const before = await left()
      // The list by words is not there yet when its first line is decided.
      await list().evaluate(async (table: HTMLElement) => {
        for (const key of ['w', 'd']) {
          table.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
          await Promise.resolve()
        }
      })
      await eventually(() => current().innerText()).toContain('Identity overlap')
      await eventually(left).toBeLessThan(before - 3)
    })

    it('are selected, also all that match, which is asked once with its count', async () => {
      await page.keyboard.press('u')
      await list().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('Shift+ArrowDown')
      await eventually(() => page.getByRole('toolbar', { name: 'Decide' }).innerText()).toContain('2 selected')
      await page.keyboard.press('Escape')
      await eventually(() => page.getByRole('toolbar', { name: 'Decide' }).innerText()).toContain('This line')
      await page.getByRole('button', { name: 'Identity overlap' }).press('Enter')
      await eventually(() => page.evaluate(() => location.hash)).toContain('only=overlap')
      await list().focus()
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: /^Select \d+/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.keyboard.press('d')
      await eventually(() => heading().innerText()).toContain('none shares anything with an identity')
    })

    it('that match are not asked about once something else is searched for, and nobody is led out of the search', async () => {
      const answer = held.hold('workReach')
      await list().focus()
      await page.keyboard.press('Control+a')
      const search = page.getByRole('searchbox')
      await search.fill('GTV')
      answer()
      await page.evaluate(() => new Promise((done) => setTimeout(done, 200)))
      await page.keyboard.type(' x')
      expect(await search.inputValue()).toBe('GTV x')
      expect(await page.getByRole('button', { name: /^Select \d+/ }).count()).toBe(0)
      await search.fill('')
    })

    it('had no errors', () => {
      expect(window.errors).toEqual([])
    })
  })
}
