import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, withChromium } from '../main/chromium.ts'
import { eventually } from './eventually.ts'
import { browserShell } from './browser-shell.ts'
import { demoWindow } from './demo-window.ts'
import type { InventoryPage } from './inventory-page.ts'
import type { WindowUnderTest } from './window-under-test.ts'

/** What tests and assistive tools rely on (cli.md, Window contract). */
describe.skipIf(!hasChromium)(`The window contract${withChromium}`, () => {
  const shell = browserShell()
  let window: WindowUnderTest
  let page: Page
  let inventory: InventoryPage

  const nameOfDecision = (path: string): Promise<string> => inventory.decision(path).ariaSnapshot()

  beforeAll(async () => {
    ;({ window, page, inventory } = await demoWindow(shell))
  })
  afterAll(async () => {
    await window?.close()
    await shell.end()
  })

  it('the element search has role searchbox', async () => {
    expect(await page.getByRole('searchbox').count()).toBe(1)
    await page.getByRole('searchbox').fill('(0010,0020)')
    await eventually(() => inventory.grid.locator('[role="row"][aria-rowindex] [col-id="path"] .mono').allInnerTexts()).toContain(
      '(0010,0020)',
    )
    await page.getByRole('searchbox').fill('')
    await inventory.ready()
  })

  it('the grid keeps its roles, and every row its index', async () => {
    const rows = inventory.grid.locator('[role="row"][aria-rowindex]:has([role="gridcell"])')
    await eventually(() => rows.count()).toBeGreaterThan(10)
    const indexes = await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-rowindex'))))
    expect(indexes.toSorted((a, b) => a - b)).toEqual(indexes)
    expect(Number(await inventory.grid.getAttribute('aria-rowcount'))).toBeGreaterThan(500)
    expect(await page.getByRole('columnheader', { name: 'Decision' }).count()).toBe(1)
  })

  it('in the flat view the text of a path cell begins with the full path', async () => {
    await page.getByRole('searchbox').fill('(0009,')
    const cells = inventory.grid.locator('[role="gridcell"][col-id="path"]')
    await eventually(() => cells.first().innerText()).toMatch(/^\(0009,/)
    for (const text of await cells.allTextContents()) expect(text).toMatch(/^\(0009,("(?:[^"\\]|\\.)*"(?:,[0-9A-F]{2})?|[0-9A-F]{4})\)/)
  })

  it('inside a block group a path is short, and has the full path as its name', async () => {
    await page.getByRole('button', { name: 'Group' }).press('Enter')
    await page.getByRole('menuitemradio', { name: 'Private Creator' }).press('Enter')
    const short = inventory.grid.locator('[col-id="path"] [role="img"]').first()
    await eventually(() => short.textContent()).toMatch(/^\(0009,xx[0-9A-F]{2}\)$/)
    expect(await short.getAttribute('aria-label')).toMatch(/^\(0009,".+",[0-9A-F]{2}\)$/)
    await page.getByRole('button', { name: 'Group' }).press('Enter')
    await page.getByRole('menuitemradio', { name: 'none' }).press('Enter')
    await page.getByRole('searchbox').fill('')
    await inventory.ready()
  })

  it('the decision column is pinned, and its cell says the decision', async () => {
    await page.getByRole('searchbox').fill('(0010,00')
    await inventory.row('(0010,0010)').waitFor()
    expect(await nameOfDecision('(0010,0010)')).toMatch(/"Proposed: (Retain|Delete|Review)"/)
    expect(await inventory.grid.locator('.ag-grid-pinned-right-cells [col-id="decision"]').count()).toBeGreaterThan(0)
  })

  it.each([
    ['r', 'Retain'],
    ['d', 'Delete'],
    ['v', 'Review'],
  ])('%s marks the row at once, without a dialog, and Ctrl Z takes it back', async (key, word) => {
    await inventory.row('(0010,0010)').locator('[col-id="path"]').click()
    await page.keyboard.press(key)
    await eventually(() => nameOfDecision('(0010,0010)')).toContain(`"${word}"`)
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Control+z')
    await eventually(() => nameOfDecision('(0010,0010)')).toMatch(/^- '?gridcell "Proposed: /)
  })

  it('a key that comes in the same moment as the focus is for the row that got it', async () => {
    await inventory.row('(0010,0010)').locator('[col-id="path"]').click()
    // Nothing of the window gets its turn between the two, as on a machine that is busy.
    await inventory
      .row('(0010,0020)')
      .locator('[col-id="path"]')
      .evaluate((cell: HTMLElement) => {
        cell.focus()
        cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true, cancelable: true }))
      })
    await eventually(() => nameOfDecision('(0010,0020)')).toContain('"Retain"')
    expect(await nameOfDecision('(0010,0010)')).toContain('"Proposed: ')
    await page.keyboard.press('Control+z')
    await eventually(() => nameOfDecision('(0010,0020)')).toContain('"Proposed: ')
  })

  it('marks all that are selected by their checkboxes', async () => {
    const paths = ['(0010,0010)', '(0010,0020)']
    for (const path of paths) await inventory.row(path).getByRole('checkbox').click()
    await page.keyboard.press('d')
    for (const path of paths) await eventually(() => nameOfDecision(path)).toContain('"Delete"')
    await page.keyboard.press('Control+z')
    for (const path of paths) await eventually(() => nameOfDecision(path)).toContain('"Proposed: ')
    await page.keyboard.press('Escape')
  })

  it('all that match is asked for once, with the count, and is marked without being loaded', async () => {
    await page.getByRole('searchbox').fill('(0018,')
    await eventually(() => inventory.grid.locator('[col-id="path"] .mono').first().innerText()).toMatch(/^\(0018,/)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    const yes = page.getByRole('button', { name: /^Select \d+$/ })
    const count = Number(/\d+/.exec(await yes.innerText())?.[0])
    await page.keyboard.press('Enter')
    const bar = page.getByRole('toolbar', { name: 'Selection' })
    await eventually(() => bar.innerText()).toContain(`${count} selected`)
    // Of what is not loaded nobody has counted the proposals.
    expect(await bar.innerText()).not.toMatch(/Accept \d/)
    await page.keyboard.press('d')
    await eventually(() => inventory.status.innerText()).toContain(`recorded for ${count} elements`)
    await page.keyboard.press('Control+z')
    await eventually(() => inventory.status.innerText()).toContain(`Took ${count} decisions back`)
  })

  it('a letter that is typed marks nothing', async () => {
    await page.getByRole('searchbox').fill('')
    await page.getByRole('searchbox').pressSequentially('drv')
    await eventually(() => page.getByRole('searchbox').inputValue()).toBe('drv')
    expect(await inventory.status.innerText()).not.toContain('Recorded')
    expect(window.errors).toEqual([])
  })
})
