import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { eventually } from './eventually.ts'
import { browserShell } from './browser-shell.ts'
import { demoProject, temporaryFolder, type DemoProject } from './demo-project.ts'
import { inventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'

/** What a window remembers between two starts of the program. */
describe.skipIf(!hasChromium)(`What survives a restart${withChromium}`, () => {
  const shell = browserShell()
  let demo: DemoProject
  beforeAll(async () => {
    demo = await demoProject()
  })
  afterAll(() => shell.end())

  it('is the project, the step, the theme, who decides, the search, the filters, the groups, the columns and the element', async () => {
    const state = join(temporaryFolder(), 'state')
    const before = await shell.open({ state, project: demo.project })
    const { page } = before
    await inventoryPage(page).ready()
    await page.getByRole('button', { name: 'Dark theme' }).press('Enter')
    await page.getByLabel('Who decides').fill('B. Second')
    await page.getByLabel('Who decides').press('Enter')
    await page.getByRole('searchbox').fill('date')
    await page.getByRole('checkbox', { name: /^Open/ }).press('Space')
    await page.getByRole('button', { name: 'Group' }).press('Enter')
    await page.getByRole('menuitemradio', { name: 'group number' }).press('Enter')
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    await page.getByRole('menuitemcheckbox', { name: 'Knowledge' }).press('Enter')
    await page.getByRole('menuitemradio', { name: '24 pixels' }).press('Enter')
    await page.getByRole('searchbox').press('Enter')
    for (let down = 0; down < 4; down++) await page.keyboard.press('ArrowDown')
    const path = await inventoryPage(page).current.locator('[col-id="path"]').innerText()
    const lines = await page.locator('.total').innerText()
    expect(path).toMatch(/^\(/)
    // Windows write down what they show in the pauses of the work.
    await page.waitForTimeout(900)
    await before.close()

    const after = await shell.open({ state })
    const inventory = inventoryPage(after.page)
    await inventory.ready()
    await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).toBe(path)
    expect(await after.page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await after.page.getByLabel('Who decides').inputValue()).toBe('B. Second')
    expect(await after.page.getByRole('searchbox').inputValue()).toBe('date')
    expect(await after.page.getByRole('checkbox', { name: /^Open/ }).isChecked()).toBe(true)
    expect(await after.page.getByRole('button', { name: 'Group' }).innerText()).toContain('group number')
    expect(await after.page.getByRole('columnheader', { name: 'Knowledge' }).count()).toBe(0)
    expect(await inventory.current.evaluate((row) => row.clientHeight)).toBeLessThanOrEqual(24)
    expect(await after.page.locator('.total').innerText()).toBe(lines)
    await toStep(after.page, 'Profile')
    await after.page.waitForTimeout(100)
    await after.close()

    const third = await shell.open({ state })
    await eventually(() => third.page.getByRole('heading', { level: 1 }).innerText()).toBe('Profile')
    await third.close()
  })

  it('is among the recent projects, and opens from there', async () => {
    const state = join(temporaryFolder(), 'state')
    const before = await shell.open({ state, project: demo.project })
    await inventoryPage(before.page).ready()
    await before.page.getByRole('button', { name: 'Home: projects' }).press('Enter')
    const recent = before.page.getByRole('row', { name: /demo/ }).getByRole('button')
    await recent.press('Enter')
    await inventoryPage(before.page).ready()
    await before.close()
  })
})
