import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { INVENTORY } from '../../src/renderer/steps/inventory/texts.ts'
import { eventually } from './eventually.ts'
import { demoWindow } from './demo-window.ts'
import type { InventoryPage } from './inventory-page.ts'
import type { ShellUnderTest, WindowUnderTest } from './window-under-test.ts'

/** What is read out; the grid marks a sentence that it says again with a sign that nobody hears. */
const spoken = (text: string): string => text.replaceAll('\u200B', '').trim()

/** The Inventory room and its side panel with the keyboard, over any shell. */
export function inventorySuite(shell: ShellUnderTest): void {
  describe.skipIf(!hasChromium)(`The Inventory room, in ${shell.name}${withChromium}`, () => {
    let window: WindowUnderTest
    let page: Page
    let inventory: InventoryPage
    const section = (name: string) => inventory.panel.getByRole('region', { name, exact: true })
    const total = async (): Promise<number> => Number((await page.locator('.total').innerText()).replace(/\D/g, ''))

    beforeAll(async () => {
      ;({ window, page, inventory } = await demoWindow(shell, { width: 1440, height: 900 }))
    })
    afterAll(async () => {
      await window?.close()
      await shell.end()
    })

    it('finds elements by keyword and by the digits of a tag', async () => {
      await inventory.search.fill('PatientBirthDate')
      await eventually(() => inventory.grid.locator('[role="gridcell"][col-id="path"] .mono').allInnerTexts()).toContain('(0010,0030)')
      await inventory.search.fill('')
      await eventually(total).toBeGreaterThan(500)
      await inventory.search.fill('00100030')
      await eventually(() => inventory.grid.locator('[role="gridcell"][col-id="path"] .mono').allInnerTexts()).toContain('(0010,0030)')
      expect(await total()).toBeLessThan(10)
      await inventory.search.fill('')
      await eventually(total).toBeGreaterThan(500)
    })

    it('has the grid say nothing by itself but in the words of the room', async () => {
      const own = Object.values<string>(INVENTORY.grid)
      const said = async (): Promise<readonly string[]> =>
        (await page.locator('.ag-aria-description-container').allInnerTexts()).flatMap((text) => spoken(text).split('. '))
      await inventory.goTo('(0010,0030)')
      await eventually(said).toEqual([INVENTORY.grid.ariaRowSelect])
      await page.keyboard.press('Space')
      await eventually(said).toEqual([INVENTORY.grid.ariaRowDeselect])
      const boxes = await inventory.grid.locator('.ag-selection-checkbox input').evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))
      expect(boxes.length).toBeGreaterThan(0)
      for (const label of boxes) for (const part of label.split(/[()]/)) if (part !== '') expect(own).toContain(part.trim())
      await page.keyboard.press('Escape')
      await inventory.grid.locator('.ag-header-cell[col-id="path"]').focus()
      await eventually(said).toContain(INVENTORY.grid.ariaSortableColumn)
      for (const sentence of await said()) expect(own).toContain(sentence)
      await inventory.search.fill('no element is called this')
      await eventually(total).toBe(0)
      for (const text of await page.locator('.ag-overlay').allInnerTexts()) expect(['', ...own]).toContain(text.trim())
      await inventory.search.fill('')
      await eventually(total).toBeGreaterThan(500)
    })

    it('filters whose counts react to each other: what is chosen of one changes what the others would leave', async () => {
      const choice = (facet: string, word: string) =>
        page.locator('.facets fieldset', { hasText: facet }).locator('label', { hasText: word })
      const counted = async (): Promise<number> => Number((await choice('Flags', 'Numbers').locator('.n').innerText()).replace(/\D/g, ''))
      const before = await counted()
      await choice('Knowledge', 'No statement').getByRole('checkbox').press('Space')
      await eventually(counted).toBeLessThan(before)
      const left = await counted()
      await choice('Flags', 'Numbers').getByRole('checkbox').press('Space')
      await eventually(total).toBe(left)
      await choice('Flags', 'Numbers').getByRole('checkbox').press('Space')
      await choice('Knowledge', 'No statement').getByRole('checkbox').press('Space')
      await eventually(total).toBeGreaterThan(500)
    })

    it('says what an element is, its code under every Option, its Type in each IOD, and where it is', async () => {
      await inventory.goTo('(0008,1010)')
      await eventually(() => inventory.panel.innerText()).toContain('StationName · VM 1 · PS3.6')
      const table = section('Table E.1-1')
      await eventually(() => table.innerText()).toContain('changed to K by RetainDeviceIdentity')
      await eventually(() => section('Type in the IODs').innerText()).toMatch(/Type 3[\s\S]*CT Image[\s\S]*removed/)
      await eventually(() => section('Where it is').innerText()).toMatch(/First file: \d+/)
      await eventually(() => section('Evidence').innerText()).toContain('Constant in')
    })

    it('draws numbers as a histogram, dates as a timeline, counts UIDs, and shows every value in full', async () => {
      const values = section('Values')
      await inventory.goTo('(0018,0050)')
      await eventually(() => values.locator('td.value').first().innerText()).not.toBe('')
      await inventory.goTo('(0020,1041)')
      await eventually(() => values.getByRole('img').getAttribute('aria-label')).toMatch(/^From -?[\d.]+ to -?[\d.]+/)
      await inventory.goTo('(0008,0018)')
      await eventually(() => values.locator('dl').innerText()).toMatch(/\d+\.\d+/)
      const more = values.getByRole('button', { name: /more values/ })
      await more.press('Enter')
      await eventually(() => values.locator('td.value').count()).toBe(74)
    })

    it('finds values of an element by a text that they hold, and lets go of it with Escape', async () => {
      const values = section('Values')
      await inventory.goTo('(0020,1041)')
      await inventory.goTo('(0008,0018)')
      const field = values.getByRole('textbox', { name: 'Search in the values of this element' })
      await eventually(() => values.locator('td.value').count()).toBe(8)
      const wanted = await values.locator('td.value').first().innerText()
      await field.fill(wanted.slice(4))
      await eventually(() => values.getByRole('status').innerText()).toMatch(/^\d+ values? of 74$/)
      for (const text of await values.locator('td.value').allInnerTexts()) expect(text).toContain(wanted.slice(4))
      await field.fill('no such value')
      await eventually(() => values.getByRole('status').innerText()).toBe('No value holds “no such value”')
      await field.press('Escape')
      await eventually(() => values.locator('td.value').count()).toBe(8)
      expect(await values.getByRole('status').innerText()).toBe('')
      await eventually(() => inventory.panel.count()).toBe(1)
    })

    it('previews a choice that has the focus in words, and before it is made', async () => {
      await inventory.goTo('(0008,0020)')
      const preview = section('Preview')
      await eventually(() => preview.innerText()).toMatch(/shift date; \d+ values? changes?/)
      const deciding = inventory.panel.getByRole('group', { name: 'Decide' })
      await deciding.getByRole('button', { name: 'Delete' }).focus()
      await eventually(() => preview.innerText()).toMatch(/Delete[\s\S]*\d+ values? (go|are emptied|change)/)
      await deciding.getByRole('button', { name: 'Review' }).focus()
      await eventually(() => preview.innerText()).toMatch(/nothing is decided; \d+ values? waits?/)
      expect(await inventory.decision('(0008,0020)').locator('[role=img]').first().getAttribute('aria-label')).toMatch(/^Proposed/)
    })

    it('previews the treatments of the menu as one goes along them', async () => {
      await inventory.goTo('(0008,0020)')
      await page.keyboard.press('t')
      await page.getByRole('menuitemradio', { name: 'as it is' }).focus()
      await eventually(() => section('Preview').innerText()).toMatch(/Retain, as it is[\s\S]*keep; \d+ values? stays?/)
      await page.keyboard.press('Escape')
      await eventually(() => page.locator('.ag-row.is-current [role="gridcell"]:focus').count()).toBe(1)
    })

    it('selects all that match in groups too, folded or not, and asks once with the count', async () => {
      await page.getByRole('button', { name: 'Group: none' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'group number' }).press('Enter')
      await inventory.ready()
      const all = await total()
      await page.locator('.ag-row.is-current').first().waitFor()
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: `Select ${all}` }).press('Enter')
      await eventually(() => page.getByRole('toolbar', { name: 'Selection' }).innerText()).toContain(`${all} selected`)
      await page.keyboard.press('Escape')
      await eventually(() => page.getByRole('toolbar', { name: 'Selection' }).innerText()).toContain('This row')
      await page.getByRole('button', { name: 'Group: group number' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'none' }).press('Enter')
      await inventory.ready()
    })

    it('says what becomes of a selection as it stands, also after it was marked and after that was undone', async () => {
      await inventory.goTo('(0008,103E)')
      await page.keyboard.press('Control+a')
      await page.getByRole('button', { name: /^Select \d/ }).press('Enter')
      const standing = (): Promise<string> => section('Selection').innerText()
      await eventually(standing).toMatch(/blocked/)
      await page.keyboard.press('d')
      await eventually(standing).not.toMatch(/blocked/)
      expect(await standing()).toMatch(/remove|empty|dummy/)
      await page.keyboard.press('Control+z')
      await eventually(standing).toMatch(/blocked/)
      await page.keyboard.press('Escape')
      await inventory.search.fill('')
    })

    it('puts facets that lie over the list away with Escape, and is on the list again', async () => {
      const size = page.viewportSize() ?? { width: 1440, height: 900 }
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.getByRole('button', { name: 'Facets' }).press('Enter')
      const first = page.locator('.facets').getByRole('checkbox').first()
      await first.focus()
      await page.keyboard.press('Escape')
      await eventually(() => first.isVisible()).toBe(false)
      await eventually(() => page.locator('.ag-row.is-current [role="gridcell"]:focus').count()).toBe(1)
      await page.setViewportSize(size)
    })

    it('keeps columns under a name, goes back to the standard and comes back to them', async () => {
      const columns = page.getByRole('button', { name: 'Columns' })
      const heads = (): Promise<readonly string[]> => page.getByRole('columnheader').allInnerTexts()
      const height = async (): Promise<number | undefined> => (await page.locator('.ag-row').first().boundingBox())?.height
      await columns.press('Enter')
      await page.getByRole('menuitemcheckbox', { name: 'IOD Type' }).press('Enter')
      await page.getByRole('menuitemradio', { name: '24 pixels' }).press('Enter')
      await eventually(height).toBe(24)
      await columns.press('Enter')
      await page.getByRole('menuitem', { name: 'Keep or drop layouts …' }).press('Enter')
      await page.getByRole('textbox', { name: 'Name for the columns as they are now' }).fill('With types')
      await page.keyboard.press('Enter')
      await eventually(heads).toContain('IOD Type')
      await columns.press('Enter')
      await page.getByRole('menuitemradio', { name: 'Standard' }).press('Enter')
      await eventually(heads).not.toContain('IOD Type')
      await eventually(height).toBe(28)
      await columns.press('Enter')
      await page.getByRole('menuitemradio', { name: 'With types' }).press('Enter')
      await eventually(heads).toContain('IOD Type')
      await eventually(height).toBe(24)
      await columns.press('Enter')
      await page.getByRole('menuitemradio', { name: 'Standard' }).press('Enter')
      expect(window.errors).toEqual([])
    })

    it('draws beside each element how its values spread over the files, in words for who does not see it', async () => {
      const spread = (path: string): Promise<string | null> =>
        inventory.row(path).locator('[col-id="spread"]').getByRole('img').getAttribute('aria-label')
      await inventory.goTo('(0008,0018)')
      await eventually(() => spread('(0008,0018)')).toMatch(/^nearly every file has another value/)
      await inventory.goTo('(0008,103E)')
      await eventually(() => spread('(0008,103E)')).toMatch(/^the commonest value in \d+% of the files, \d+ values; overlaps an identity/)
    })

    it('keeps the head of a group in sight while its elements are scrolled, and no line goes under it', async () => {
      await inventory.search.fill('')
      await eventually(total).toBeGreaterThan(500)
      await page.getByRole('button', { name: 'Group' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'group number' }).press('Enter')
      await page.locator('.sticky').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.ag-row.is-current').click()
      for (let pages = 0; pages < 6; pages++) await page.keyboard.press('PageDown')
      for (let lines = 0; lines < 30; lines++) await page.keyboard.press('ArrowUp')
      await eventually(async () => {
        const [head, line] = await Promise.all([page.locator('.sticky').boundingBox(), inventory.current.boundingBox()])
        return (line?.y ?? 0) - (head?.y ?? 0) - (head?.height ?? 0)
      }).toBeGreaterThanOrEqual(-1)
      const group = /^\((\w{4}),/.exec((await inventory.current.locator('[col-id="path"] .leaf').textContent()) ?? '')?.[1] ?? '-'
      expect(await page.locator('.sticky').innerText()).toContain(group)
      await page.getByRole('button', { name: 'Group' }).press('Enter')
      await page.getByRole('menuitemradio', { name: 'none' }).press('Enter')
      await eventually(() => page.locator('.sticky').count()).toBe(0)
      expect(window.errors).toEqual([])
    })
  })
}
