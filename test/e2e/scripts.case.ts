import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { demoProject, temporaryFolder } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { inventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** The room of scripts with the keyboard, over any shell, on the demonstration with everything decided. */
export function scriptsSuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`Scripts with the keyboard, in ${shell.name}${withChromium}`, () => {
    let window: WindowUnderTest
    let page: Page
    let folder: string

    /** Keys act where nothing is typed. */
    const press = async (key: string): Promise<void> => {
      await page.locator('main').focus()
      await page.keyboard.press(key)
    }
    const part = (name: string): Locator => page.getByRole('tabpanel', { name })
    const rowOf = (name: string, path: string): Locator =>
      part(name)
        .getByRole('row')
        .filter({ has: page.locator('[role=gridcell]').getByText(path, { exact: true }) })
        .first()

    beforeAll(async () => {
      const demo = await demoProject(true)
      folder = temporaryFolder()
      window = await shell.open({ state: join(folder, 'state'), project: demo.project })
      page = window.page
      await inventoryPage(page).ready()
      await toStep(page, 'Script')
      await page.getByRole('radio', { name: /CTP/ }).press('Space')
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it('says of each decision what the target makes of it, filtered and searched', async () => {
      await press('e')
      await part('Decisions').getByRole('row').nth(1).waitFor()
      await press('/')
      await page.keyboard.type('study time')
      await eventually(() => rowOf('Decisions', '(0008,0030)').innerText()).toContain('as decided')
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
      await page.getByRole('button', { name: /^Stricter/ }).press('Enter')
      await eventually(() => part('Decisions').getByRole('row').nth(1).innerText()).toContain('stricter')
    })

    it('goes from part to part by arrows, as tabs do', async () => {
      await page.getByRole('tab', { name: 'Decisions' }).focus()
      await page.keyboard.press('ArrowRight')
      await eventually(() => page.getByRole('tab', { name: 'Script text' }).getAttribute('aria-selected')).toBe('true')
      await part('Script text').getByText('RSNA CTP DicomAnonymizer script, written by Tagbench').waitFor()
    })

    it('shows the text that would be written, but no table of patients', async () => {
      await press('t')
      await press('/')
      await page.keyboard.type('t="00100020"')
      await eventually(() => part('Script text').getByRole('row').nth(1).innerText()).toContain('@lookup(root:00100020,ptid,empty)')
      await part('Script text').getByLabel('File').selectOption('ctp-lookup.properties')
      await part('Script text')
        .getByText(/it is written, and not shown/)
        .waitFor()
    })

    it('runs the script as CTP would: what comes out more weakly is what it is said not to express', async () => {
      await press('e')
      await page.getByRole('button', { name: /^Not expressible/ }).press('Enter')
      const said = (await rowOf('Decisions', '(7FE1,"GEMS_Ultrasound_MovieGroup_001")').innerText()).split('\n')
      expect(said).toContain('weaker')
      await press('s')
      const status = part('Simulation').getByRole('status')
      await eventually(() => status.innerText()).toContain('1 of them more weakly')
      await rowOf('Simulation', '(7FE1,"GEMS_Ultrasound_MovieGroup_001")').waitFor()
      await part('Simulation').getByLabel('Script').selectOption({ label: 'TCIA-Basic (comes with CTP)' })
      await eventually(() => status.innerText()).toMatch(/\d\d+ of them more weakly/)
    })

    it('shows old values and new ones of the whole script, searched by a value, page by page', async () => {
      await press('p')
      await part('Preview of values').getByText('SOP Instance UID').first().waitFor()
      await page.getByRole('button', { name: 'Next page' }).press('Enter')
      await eventually(() => part('Preview of values').innerText()).toContain('page 2')
      await press('/')
      await page.keyboard.type('(0008,0020)')
      await eventually(() => part('Preview of values').locator('tbody').count()).toBe(1)
      await eventually(() => part('Preview of values').locator('tbody del').first().innerText()).toMatch(/^\d{8}$/)
    })

    it('points at the line and the column of a fault in a script that was pasted', async () => {
      await press('k')
      const box = page.getByRole('textbox', { name: 'Script', exact: true })
      await box.fill('<script>\n<e en="T" t="00100010" n="">@anonymise(this)</e>\n</script>')
      const fault = page.getByRole('button', { name: /Line 2, column 29/ })
      await fault.press('Enter')
      await eventually(() => box.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe(
        '@anonymise',
      )
      await box.fill('<script>\n<e en="T" t="00100010" n="">@remove()</e>\n</script>')
      await eventually(() => part('Check a script').getByRole('status').innerText()).toBe('No fault, no warning.')
    })

    it('compares with a script that comes with CTP, in words and in values of this collection', async () => {
      await press('c')
      await press('/')
      await page.keyboard.type('(0010,0010)')
      await eventually(() => rowOf('Compare', '(0010,0010)').innerText()).toMatch(/map patient → .+\n\d+\n\d+/)
    })

    it('writes the script with what lies beside it, and says what was written', async () => {
      const out = join(folder, 'ctp')
      await window.chooseFolder(() => press('w'), out)
      await page.getByRole('region', { name: 'Written' }).waitFor()
      expect(existsSync(join(out, 'PrivateTagDictionary.xml'))).toBe(true)
      expect(statSync(join(out, 'ctp-lookup.properties')).mode & 0o777).toBe(0o600)
      expect(readFileSync(join(out, 'ctp-anonymizer.script'), 'utf8')).toContain('t="00100020"')
    })

    it('writes one for each model, with a filter for each', async () => {
      const out = join(folder, 'models')
      await page.getByRole('button', { name: 'each model' }).press('Enter')
      await window.chooseFolder(() => press('w'), out)
      await eventually(() => page.getByRole('region', { name: 'Written' }).innerText()).toContain('ctp-filter.')
    })

    it('takes a script over as decisions, and takes them back', async () => {
      await press('i')
      await page.getByRole('button', { name: 'Record as decisions' }).press('Enter')
      await eventually(() => part('Import').getByRole('status').innerText()).toMatch(/^Recorded \d+ decisions/)
      await page.getByRole('button', { name: 'Take it back' }).press('Enter')
      await eventually(() => page.getByRole('contentinfo').innerText()).toMatch(/Took \d+ decisions back/)
    })

    it('has said nothing to the console that is an error', () => {
      expect(window.errors).toEqual([])
    })
  })
}
