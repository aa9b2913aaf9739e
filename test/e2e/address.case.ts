import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoProject, temporaryFolder, type DemoProject } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { inventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** Where a curator is stands in the address: back leads there again, and a copied one shows the same. */
export function addressSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The address of a view, in ${shell.name}${withChromium}`, () => {
    let demo: DemoProject
    let window: WindowUnderTest
    let page: Page
    const address = (): Promise<string> => page.evaluate(() => location.hash)
    const title = (): Promise<string> => page.getByRole('heading', { level: 1 }).first().innerText()

    beforeAll(async () => {
      demo = await demoProject()
      window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
      page = window.page
      await inventoryPage(page).ready()
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it.runIf(shell.opensByAddress)(
      'names the project and the step, and neither a folder of the machine nor the secret of the launch',
      async () => {
        await eventually(address).toMatch(/^#\/demo\/inventory/)
        expect(await page.evaluate(() => location.href)).not.toMatch(/secret|tmp/)
        const secret = await page.evaluate(() => sessionStorage.getItem('tagbench.secret') ?? '')
        expect(secret.length).toBeGreaterThan(20)
        expect(await page.evaluate(() => location.href)).not.toContain(secret)
      },
    )

    it('back and forward go from step to step', async () => {
      await toStep(page, 'Apply')
      await eventually(title).toBe('Apply')
      await toStep(page, 'Profile')
      await eventually(title).toBe('Profile')
      await page.goBack()
      await eventually(title).toBe('Apply')
      await page.goBack()
      await inventoryPage(page).ready()
      await page.goForward()
      await eventually(title).toBe('Apply')
    })

    it('back from the start page opens the project again', async () => {
      await page.getByRole('button', { name: 'Home: projects' }).press('Enter')
      await eventually(address).toBe('#/')
      await page.goBack()
      await eventually(title).toBe('Apply')
      expect(await page.getByText('Project held by you').count()).toBe(1)
    })

    it.runIf(shell.opensByAddress)(
      'a copied address shows the same in another window of the launch, which gives it the secret',
      async () => {
        const other = await page.context().newPage()
        await other.goto(await page.evaluate(() => location.href))
        await eventually(() => other.getByRole('heading', { level: 1 }).first().innerText()).toBe('Apply')
        expect(await other.evaluate(() => location.href)).toBe(await page.evaluate(() => location.href))
        await other.close()
      },
    )

    it.runIf(shell.opensByAddress)(
      'the inventory has its search, filters, groups, order and row in it, and back takes them off one by one',
      async () => {
        const inventory = inventoryPage(page)
        await toStep(page, 'Inventory')
        await inventory.ready()
        await eventually(address).toMatch(/inventory\?/)
        await page.getByRole('searchbox').fill('date')
        await eventually(address).toContain('search=date')
        await page.getByRole('checkbox', { name: /^Open/ }).press('Space')
        await eventually(address).toContain('state=open')
        await page.getByRole('button', { name: 'Group' }).press('Enter')
        await page.getByRole('menuitemradio', { name: 'group number' }).press('Enter')
        await eventually(address).toContain('by=group')
        await inventory.grid.getByRole('columnheader', { name: 'Files' }).click()
        await eventually(address).toContain('sort=files')
        await page.getByRole('searchbox').press('Enter')
        await page.keyboard.press('Home')
        for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown')
        const path = await inventory.current.locator('[col-id="path"]').innerText()
        await eventually(async () => decodeURIComponent(await address())).toContain(`at=${path}`)
        const copied = await page.evaluate(() => location.href)

        await page.goBack()
        await eventually(address).not.toContain('sort=')
        await page.goBack()
        await eventually(() => page.getByRole('button', { name: 'Group' }).innerText()).toContain('none')
        await page.goBack()
        await eventually(() => page.getByRole('checkbox', { name: /^Open/ }).isChecked()).toBe(false)
        await page.goBack()
        await eventually(() => page.getByRole('searchbox').inputValue()).toBe('')

        const other = await page.context().newPage()
        await other.goto(copied)
        const there = inventoryPage(other)
        await eventually(() => there.current.locator('[col-id="path"]').innerText()).toBe(path)
        expect(await other.getByRole('searchbox').inputValue()).toBe('date')
        expect(await other.getByRole('checkbox', { name: /^Open/ }).isChecked()).toBe(true)
        expect(await other.getByRole('button', { name: 'Group' }).innerText()).toContain('group number')
        expect(await other.locator('.grid [role="columnheader"][aria-sort="ascending"]').innerText()).toContain('Files')
        await other.close()
        await toStep(page, 'Apply')
        await eventually(title).toBe('Apply')
      },
    )

    it('the Profile has the Option that is looked at in it, and back leads to it', async () => {
      await toStep(page, 'Profile')
      const option = page.getByRole('switch', { name: 'Clean Graphics' })
      await option.focus()
      await eventually(address).toContain('at=CleanGraphics')
      await toStep(page, 'Apply')
      await eventually(title).toBe('Apply')
      await page.goBack()
      await eventually(() => option.evaluate((element) => element === document.activeElement)).toBe(true)
      await toStep(page, 'Apply')
      await eventually(title).toBe('Apply')
    })

    it('of a project that nobody knows here says so, and what to do', async () => {
      const before = await page.evaluate(() => location.href)
      await page.goto(before.replace('/demo/', '/elsewhere/'))
      await eventually(() => page.getByRole('alert').first().innerText()).toContain('not among the recent ones')
      await page.goto(before)
      await eventually(title).toBe('Apply')
      expect(window.errors).toEqual([])
    })
  })
}
