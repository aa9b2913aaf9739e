import type { Locator, Page } from 'playwright-core'

/** The inventory as a person finds it: by its roles and names. */
export function inventoryPage(page: Page) {
  const grid = page.getByRole('grid', { name: 'Element Inventory' })
  const search = page.getByRole('searchbox')
  const startsWith = (path: string): RegExp => new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
  const row = (path: string): Locator =>
    grid.locator('[role="row"]', { has: page.locator('[col-id="path"]', { hasText: startsWith(path) }) }).first()
  const decision = (path: string): Locator => row(path).locator('[col-id="decision"]')
  return {
    grid,
    search,
    row,
    decision,
    /** The row that is looked at. */
    current: grid.locator('.ag-row.is-current'),
    panel: page.getByRole('complementary', { name: 'Element' }),
    /** Waits until the list is there. */
    async ready(): Promise<void> {
      await grid.locator('[role="row"] [col-id="path"] .mono').first().waitFor()
    },
    /** Finds an element whose path begins like this and goes to its row, with the keyboard alone. */
    async goTo(path: string): Promise<void> {
      await page.keyboard.press('/')
      await search.fill(path)
      await page.locator('.ag-row.is-current [col-id="path"]', { hasText: path }).waitFor()
      await page.keyboard.press('Enter')
      const focused = page.locator('.ag-row.is-current [col-id="path"]:focus')
      await focused.waitFor()
      for (let lines = 0; lines < 30 && !startsWith(path).test(await focused.innerText()); lines++) await page.keyboard.press('ArrowDown')
    },
    /** The words of the status line. */
    status: page.locator('footer.statusbar'),
  }
}

export type InventoryPage = ReturnType<typeof inventoryPage>
