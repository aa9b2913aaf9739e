import type { Locator, Page } from 'playwright-core'

/** The Private room as a person finds it: by its roles and names. */
export function privatePage(page: Page) {
  const elements = page.getByRole('treegrid')
  const blocks = page.getByRole('grid', { name: /^Private Creator blocks/ })
  const row = (path: string): Locator => elements.getByRole('row').filter({ has: page.getByRole('rowheader', { name: path, exact: true }) })
  return {
    elements,
    blocks,
    row,
    decision: (path: string): Locator => row(path).locator('[role="gridcell"]').last(),
    search: page.getByRole('searchbox', { name: 'Search blocks and the knowledge base' }),
    /** The line that is looked at, and the block that is open. */
    current: elements.locator('.is-current'),
    block: blocks.locator('.is-current'),
    title: page.getByRole('region', { name: 'Block' }).getByRole('heading', { level: 1 }),
    panel: page.getByRole('complementary', { name: 'Element' }),
    bar: page.getByRole('toolbar', { name: 'Selection' }),
    /** How much of the collection's private elements is settled, in words. */
    progress: page.locator('.blocks .progress p'),
    async ready(): Promise<void> {
      await elements.getByRole('rowheader').first().waitFor()
    },
    /** Finds an element of the collection through the knowledge base, by words that only it has, with the keyboard alone. */
    async goTo(words: string, path: string): Promise<void> {
      await page.keyboard.press('/')
      await page.keyboard.type(words)
      await page.getByRole('region', { name: 'Knowledge base' }).getByText('1 element', { exact: true }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await row(path).and(page.locator('.is-current')).waitFor()
    },
  }
}

export type PrivatePage = ReturnType<typeof privatePage>
