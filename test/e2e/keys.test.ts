import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { browserShell } from './browser-shell.ts'
import { demoProject, temporaryFolder } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { inventoryPage, type InventoryPage } from './inventory-page.ts'
import type { WindowUnderTest } from './window-under-test.ts'

/** The keys of the inventory, each by what it does. */
describe.skipIf(!hasChromium)(`The keys of the inventory, with an engine that takes its time${withChromium}`, () => {
  const shell = browserShell()
  let window: WindowUnderTest
  let page: Page
  let inventory: InventoryPage

  const index = async (): Promise<number> => Number(await inventory.current.getAttribute('row-index'))
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const focus = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('col-id') ?? '')

  beforeAll(async () => {
    const demo = await demoProject()
    window = await shell.open({
      state: join(temporaryFolder(), 'state'),
      project: demo.project,
      width: 1280,
      height: 800,
      slowAnswers: 200,
    })
    page = window.page
    inventory = inventoryPage(page)
    await inventory.ready()
    await page.getByRole('searchbox').press('Enter')
  })
  afterAll(async () => {
    await window?.close()
    await shell.end()
  })

  it('arrows, J and K, Home, End and the pages move the line that is looked at, and the panel follows', async () => {
    await press('Home', 'ArrowDown', 'j', 'j', 'k')
    await eventually(index).toBe(2)
    const path = await inventory.current.locator('[col-id="path"]').innerText()
    await eventually(() => inventory.panel.innerText()).toContain(path)
    await press('PageDown')
    await eventually(index).toBeGreaterThan(10)
    await press('PageUp')
    await eventually(index).toBe(2)
    await press('End')
    const last = Number(await inventory.grid.getAttribute('aria-rowcount')) - 2
    await eventually(index).toBe(last)
    await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).not.toBe('')
    await press('Home')
    await eventually(index).toBe(0)
    expect(await focus()).toBe('path')
  })

  it('Space selects, Shift with an arrow extends, Escape lets go', async () => {
    const bar = page.getByRole('toolbar', { name: 'Selection' })
    await press('Home', 'Space')
    await eventually(() => bar.innerText()).toContain('1 selected')
    await press('Shift+ArrowDown', 'Shift+ArrowDown')
    await eventually(() => bar.innerText()).toContain('3 selected')
    await press('Shift+ArrowUp')
    await eventually(() => bar.innerText()).toContain('2 selected')
    await press('Shift+End')
    await eventually(() => bar.innerText()).toMatch(/\d{3} selected/)
    await press('Escape')
    await eventually(() => bar.innerText()).toContain('This row')
  })

  it('A accepts the proposal of the row, with what the standard says as its ground', async () => {
    await inventory.goTo('(0010,0030)')
    await press('a')
    await eventually(() => inventory.decision('(0010,0030)').ariaSnapshot()).toMatch(/gridcell "(Retain|Delete)"/)
    await eventually(() => inventory.panel.getByRole('region', { name: 'History' }).innerText()).toContain('as the standard proposes')
    await press('Control+z')
    await eventually(() => inventory.decision('(0010,0030)').ariaSnapshot()).toContain('Proposed')
  })

  it('T treats: the menu offers what the element can take, and what is chosen is decided', async () => {
    await inventory.goTo('(0008,0020)')
    await press('t')
    await page.getByRole('menu', { name: 'Treatment' }).waitFor()
    expect(await page.getByRole('menuitemradio', { name: 'remap UID' }).count()).toBe(0)
    await page.getByRole('menuitemradio', { name: 'empty' }).press('Enter')
    await eventually(() => inventory.panel.getByRole('region', { name: 'Decision' }).innerText()).toMatch(/Treatment\s+empty/)
    await eventually(focus).toBe('path')
  })

  it('S scopes the next decision to a scanner, and it is shown beside the decision', async () => {
    await inventory.goTo('(0018,0015)')
    await press('s')
    await page.getByRole('menuitemradio').nth(1).press('Enter')
    const scope = await inventory.panel.getByRole('region', { name: 'Decision' }).innerText()
    expect(scope).not.toContain('all equipment')
    await press('d')
    await eventually(() => inventory.decision('(0018,0015)').ariaSnapshot()).toContain('Delete')
    await eventually(() => inventory.panel.getByRole('region', { name: 'History' }).innerText()).toMatch(/for (?!all equipment)/)
    await press('Control+z')
  })

  it('C comments: the words go with the decision', async () => {
    await inventory.goTo('(0008,0060)')
    await press('c')
    await eventually(focus).toBe('Comment')
    await page.keyboard.type('a word to the next reader')
    await press('Enter')
    await eventually(focus).toBe('path')
    await press('r')
    await eventually(() => inventory.panel.getByRole('region', { name: 'History' }).innerText()).toContain('a word to the next reader')
    expect(await page.getByLabel('Comment').inputValue()).toBe('')
    await press('Control+z')
  })

  it('N and Shift N go to what is open, and come round again', async () => {
    await press('/')
    await inventory.search.fill('')
    await eventually(() => page.locator('.total').innerText()).toMatch(/^\d{3} elements/)
    await press('Enter', 'Home', 'n')
    await eventually(() => inventory.current.locator('[col-id="operation"]').innerText()).toBe('blocked')
    const first = await index()
    await press('n')
    await eventually(index).toBeGreaterThan(first)
    await press('Shift+N')
    await eventually(index).toBe(first)
  })

  it('a mark leaves the row where it is though it no longer matches, until the list is renewed', async () => {
    const rows = (): Promise<string | null> => inventory.grid.getAttribute('aria-rowcount')
    const all = await rows()
    await press('f')
    await page.getByRole('checkbox', { name: /^Open/ }).press('Space')
    await press('f')
    await eventually(rows).not.toBe(all)
    await eventually(() => page.locator('.chip').innerText()).toContain('Work: Open')
    await press('/', 'Enter', 'Home')
    await eventually(index).toBe(0)
    await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).toMatch(/^\(/)
    const path = await inventory.current.locator('[col-id="path"]').innerText()
    await press('d')
    await eventually(() => page.getByRole('button', { name: 'renew list' }).count()).toBe(1)
    expect(await inventory.current.locator('[col-id="path"]').innerText()).toBe(path)
    await page.getByRole('button', { name: 'renew list' }).press('Enter')
    await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).not.toBe(path)
    await page.getByRole('button', { name: 'Remove filter Work' }).press('Enter')
    await press('Control+z')
  })

  it('arrows close and open groups, brackets go from one to the next', async () => {
    await page.getByRole('button', { name: 'Group' }).press('Enter')
    await page.getByRole('menuitemradio', { name: 'group number' }).press('Enter')
    await inventory.grid.getByText('0002 File Meta Information').waitFor()
    await press('/', 'Enter', 'Home')
    await eventually(() => inventory.current.innerText()).toMatch(/^0002 File Meta Information/)
    await press(']')
    await eventually(() => inventory.current.innerText()).toMatch(/^0004 Directory/)
    const before = await index()
    await press('ArrowDown', 'ArrowDown', 'ArrowLeft')
    await eventually(index).toBe(before)
    await press('ArrowLeft')
    await eventually(() => inventory.current.innerText()).toContain('closed')
    await press('ArrowDown')
    await eventually(() => inventory.current.innerText()).toMatch(/^0008 Identification/)
    await press('[', 'ArrowRight')
    await eventually(() => inventory.current.innerText()).not.toContain('closed')
    await press('ArrowDown')
    await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).toMatch(/^\(0004,/)
    await page.getByRole('button', { name: 'Group' }).press('Enter')
    await page.getByRole('menuitemradio', { name: 'none' }).press('Enter')
    await eventually(() => inventory.current.locator('[col-id="path"]').innerText()).toMatch(/^\(0004,/)
  })

  it('F shows the facets, I puts the panel away, ? lists the keys, Tab leaves the grid', async () => {
    await press('/')
    await eventually(focus).toBe('Search elements')
    await press('Enter')
    await eventually(focus).toBe('path')
    await press('f')
    await eventually(() => page.getByRole('complementary', { name: 'Facets' }).isVisible()).toBe(true)
    await press('f')
    await eventually(() => page.getByRole('complementary', { name: 'Facets' }).isVisible()).toBe(false)
    await press('i')
    await eventually(() => inventory.panel.count()).toBe(0)
    await press('i')
    await eventually(() => inventory.panel.count()).toBe(1)
    await press('?')
    await page.getByRole('dialog', { name: 'Keys of this screen' }).waitFor()
    await press('d', 'Escape')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    await eventually(focus).toBe('path')
    await press('Tab')
    await eventually(focus).toBe('Close the side panel')
    await press('Shift+Tab')
    await eventually(focus).toBe('path')
  })

  it('the heads of the columns are reached above the first row, and sort', async () => {
    await press('Home', 'ArrowUp')
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('columnheader')
    await press('Enter')
    await eventually(() => page.locator('[role="columnheader"][aria-sort="ascending"]').count()).toBe(1)
    await press('Enter', 'Enter')
    await eventually(() => page.locator('[role="columnheader"][aria-sort="ascending"]').count()).toBe(0)
    expect(window.errors).toEqual([])
  })
})
