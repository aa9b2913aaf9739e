import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { demoProject, temporaryFolder } from './demo-project.ts'
import { inventoryPage, type InventoryPage } from './inventory-page.ts'
import type { ShellUnderTest, WindowOptions, WindowUnderTest } from './window-under-test.ts'

/** A window on the demonstration, with its Inventory there. */
export interface DemoWindow {
  readonly window: WindowUnderTest
  readonly page: Page
  readonly inventory: InventoryPage
}

/** Opens the demonstration in a window that remembers nothing yet. */
export async function demoWindow(
  shell: ShellUnderTest,
  options: Pick<WindowOptions, 'width' | 'height' | 'heldAnswers'> = {},
): Promise<DemoWindow> {
  const demo = await demoProject()
  const window = await shell.open({ state: join(temporaryFolder(), 'state'), project: demo.project, ...options })
  const inventory = inventoryPage(window.page)
  await inventory.ready()
  return { window, page: window.page, inventory }
}
