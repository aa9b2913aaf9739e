import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoProject, temporaryFolder } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** The Collection, the header of an instance, the Values and the Profile with the keyboard, over any shell. */
export function roomsSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The rooms with the keyboard, in ${shell.name}${withChromium}`, () => {
    let window: WindowUnderTest
    let page: Page

    beforeAll(async () => {
      const demo = await demoProject(true)
      window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project })
      page = window.page
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    const tree = () => page.getByRole('treegrid', { name: 'Patients, studies and series' })
    const bar = (chart: string, name: string) => page.getByRole('region', { name: chart }).getByRole('button', { name, exact: true })
    const current = async (list: ReturnType<typeof tree>): Promise<string> => {
      const id = await list.getAttribute('aria-activedescendant')
      return id === null ? '' : page.locator(`[id="${id}"]`).innerText()
    }

    describe('the collection', () => {
      it('is shown in charts that filter each other', async () => {
        await toStep(page, 'Collection')
        await bar('Modality', 'MR').press('Enter')
        await eventually(() => bar('Modality', 'MR').getAttribute('aria-pressed')).toBe('true')
        await eventually(() => page.getByRole('toolbar', { name: 'Filters' }).innerText()).toMatch(/of 76 instances/)
        const series = await tree().getAttribute('aria-rowcount')
        await bar('Manufacturer', 'SIEMENS').press('Enter')
        await eventually(() => tree().getAttribute('aria-rowcount')).not.toBe(series)
        await eventually(() => bar('Manufacturer', 'SIEMENS').getAttribute('aria-pressed')).toBe('true')
      })

      it('has its filters in the address, and Escape gives them up', async () => {
        await eventually(() => page.evaluate(() => location.hash)).toContain('modality=MR&manufacturer=SIEMENS')
        await page.keyboard.press('Escape')
        await eventually(() => bar('Modality', 'MR').getAttribute('aria-pressed')).toBe('false')
      })

      it('has its legend in the colours of the charts, also where the system chooses all others', async () => {
        const colours = (what: string): Promise<string> =>
          page
            .locator(what)
            .first()
            .evaluate((one) => getComputedStyle(one).backgroundColor)
        await page.emulateMedia({ forcedColors: 'active' })
        expect(await colours('.legend .kind-0')).toBe(await colours('.stack .kind-0'))
        await page.emulateMedia({ forcedColors: 'none' })
      })

      it('tells patients of one ID from each other by who issued it', async () => {
        const patients = tree().locator('[role=row]').filter({ hasText: 'QF-4471902' })
        await eventually(() => patients.count()).toBe(2)
        const texts = (await patients.allInnerTexts()).join(' ')
        expect(texts).toContain('HARROWGATE-MPI')
        expect(texts).toContain('WENDREDA-RIS')
      })

      it('goes through patients, studies and series', async () => {
        await tree().focus()
        await page.keyboard.press('End')
        await eventually(() => current(tree())).toContain('US-KM-55120')
        await page.keyboard.press('ArrowRight')
        await eventually(() => tree().locator('[role=row][aria-level="2"]').count()).toBe(1)
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowRight')
        await eventually(() => tree().locator('[role=row][aria-level="3"]').count()).toBe(1)
        await page.keyboard.press('ArrowLeft')
        await eventually(() => tree().locator('[role=row][aria-level="3"]').count()).toBe(0)
        await page.keyboard.press('ArrowLeft')
        await eventually(() => current(tree())).toContain('US-KM-55120')
      })

      it('lists the cases of a problem', async () => {
        await page.getByRole('button', { name: /^Show: 5 files are not DICOM/ }).press('Enter')
        const cases = page.getByRole('grid', { name: /files are not DICOM/ })
        await eventually(() => cases.getAttribute('aria-rowcount')).toBe('6')
        await page.keyboard.press('Escape')
        await eventually(() => cases.count()).toBe(0)
      })
    })

    describe('the header of an instance', () => {
      const elements = () => page.getByRole('treegrid', { name: 'Elements of this instance' })

      it('is opened from the tree, and is that of the copy beside the original', async () => {
        await tree().focus()
        await page.keyboard.press('/')
        await page.keyboard.type('SM0093847561')
        await page.keyboard.press('Enter')
        await eventually(() => tree().getAttribute('aria-rowcount')).toBe('2')
        await page.keyboard.press('x')
        await elements().waitFor()
        await eventually(() => elements().getByRole('columnheader', { name: 'After' }).count()).toBe(1)
      })

      it('is searched, and shows a value in full', async () => {
        await page.keyboard.press('/')
        await page.keyboard.type("Patient's Name")
        await page.keyboard.press('Enter')
        await eventually(() => elements().getAttribute('aria-rowcount')).toBe('2')
        await eventually(() => current(elements())).toContain('(0010,0010)')
        await eventually(() => page.getByRole('complementary', { name: 'Value in full' }).innerText()).toContain("Patient's Name")
      })

      it('shows only what was changed', async () => {
        await page.keyboard.press('/')
        await page.getByRole('searchbox', { name: 'Search this header' }).fill('')
        await page.keyboard.press('Enter')
        await page.keyboard.press('c')
        await eventually(() => page.getByRole('button', { name: 'Changed', exact: true }).getAttribute('aria-pressed')).toBe('true')
        await eventually(() => elements().getByText('removed').count()).toBeGreaterThan(0)
      })

      it('closes with Escape', async () => {
        await page.keyboard.press('Escape')
        await eventually(() => page.getByRole('dialog').count()).toBe(0)
      })
    })

    describe('the profile', () => {
      const option = (name: string) => page.getByRole('switch', { name })
      const said = (name: string) => page.locator('li', { has: option(name) }).innerText()
      const example = (setting: string) => page.locator('.row', { has: page.getByLabel(setting) }).innerText()
      const preset = (name: string) => page.getByRole('button', { name, exact: true })

      it('says of each Option, by the name that the standard gives it, what it changes here', async () => {
        await toStep(page, 'Profile')
        await option('Clean Graphics Option').waitFor()
        expect(await said('Clean Graphics Option')).toContain('would change 2 elements')
        await option('Clean Graphics Option').press('Space')
        await eventually(() => said('Clean Graphics Option')).toContain('changes 2 elements')
        expect(await said('with Full Dates Option')).toContain('Excluded by')
      })

      it('shows beside a setting what it makes of a value of this collection', async () => {
        await eventually(() => example('Patient ID')).toContain('DEMO-0001')
        await page.getByLabel('Patient ID').fill('CASE-{n:3}')
        // The profile is answered anew while the field is typed in.
        const turn = (): Promise<void> => option('Clean Graphics Option').evaluate((box: HTMLElement) => box.click())
        await turn()
        await eventually(() => said('Clean Graphics Option')).toContain('would change 2 elements')
        await turn()
        await eventually(() => said('Clean Graphics Option')).toContain('changes 2 elements')
        await page.keyboard.press('Tab')
        await eventually(() => example('Patient ID')).toContain('CASE-001')
        await eventually(() => example('Output path')).toContain('CASE-001/2.25.')
      })

      it('keeps in its field what cannot be taken for a setting, with the reason, until it is mended or Escape takes it back', async () => {
        const shift = page.getByLabel('Date shift')
        const before = await shift.inputValue()
        await shift.fill('a year or so')
        await page.keyboard.press('Tab')
        await eventually(() => example('Date shift')).toContain('is neither key, none or MIN..MAX days, nor the path of a CSV file')
        expect([await shift.inputValue(), await shift.getAttribute('aria-invalid')]).toEqual(['a year or so', 'true'])
        await page.getByLabel('Patient ID').fill('CASE-{n:4}')
        await page.keyboard.press('Tab')
        await eventually(() => example('Patient ID')).toContain('CASE-0001')
        expect([await shift.inputValue(), await shift.getAttribute('aria-invalid')]).toEqual(['a year or so', 'true'])
        await page.getByLabel('Patient ID').fill('CASE-{n:3}')
        await page.keyboard.press('Tab')
        await eventually(() => example('Patient ID')).toContain('CASE-001')
        await shift.fill('-90..-10')
        await page.keyboard.press('Tab')
        await eventually(() => example('Date shift')).not.toContain('is neither')
        await eventually(() => shift.getAttribute('aria-invalid')).toBe('false')
        await shift.fill('a year or so')
        await page.keyboard.press('Tab')
        await eventually(() => shift.getAttribute('aria-invalid')).toBe('true')
        await shift.focus()
        await page.keyboard.press('Escape')
        expect([await shift.inputValue(), await shift.getAttribute('aria-invalid')]).toEqual(['-90..-10', 'false'])
        await shift.fill(before)
        await page.keyboard.press('Tab')
      })

      it('is kept under a name, and comes back by it', async () => {
        await preset('Save these as a preset').press('Enter')
        await page.keyboard.type('Our trials')
        await page.keyboard.press('Enter')
        await eventually(() => preset('Our trials').getAttribute('aria-pressed')).toBe('true')
        await preset('Basic').press('Enter')
        await eventually(() => preset('Our trials').getAttribute('aria-pressed')).toBe('false')
        await preset('Our trials').press('Enter')
        await eventually(() => option('Clean Graphics Option').isChecked()).toBe(true)
        await page.reload()
        await eventually(() => preset('Our trials').getAttribute('aria-pressed')).toBe('true')
        await preset('Remove Our trials').press('Enter')
        await eventually(() => preset('Our trials').count()).toBe(0)
      })
    })

    describe('the review', () => {
      it('has in a narrow window a report whose columns can all be read, and which is scrolled sideways for it', async () => {
        await toStep(page, 'Review')
        const heads = page.getByRole('region', { name: /leaks/i }).getByRole('columnheader')
        await heads.first().waitFor()
        const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
        await page.setViewportSize({ width: 720, height: 450 })
        const cut = await heads.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent))
        expect(cut).toEqual([])
        await page.setViewportSize({ width, height })
      })
    })

    it('had no errors', () => {
      expect(window.errors).toEqual([])
    })
  })
}
