import type { Page } from 'playwright-core'

/** Goes to a step by its key, whatever number it has. */
export async function toStep(page: Page, title: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: title })
  await page.keyboard.press((await link.getAttribute('aria-keyshortcuts')) ?? '')
}
