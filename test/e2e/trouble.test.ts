import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CurationApi } from '../../src/contract/curation-api.ts'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { WindowServer } from '../../src/main/server.ts'
import { hasChromium, launchChromium, withChromium } from '../main/chromium.ts'
import { eventually } from './eventually.ts'
import { chooseInDialog, serve } from './browser-shell.ts'
import { engineFor } from './built-window.ts'
import { demoProject, good, temporaryFolder, type DemoProject } from './demo-project.ts'
import { inventoryPage } from './inventory-page.ts'
import { scanByHand } from './scan-by-hand.ts'

/** Things that go wrong around a window, and what it makes of them. */
describe.skipIf(!hasChromium)(`A window in trouble${withChromium}`, () => {
  let browser: Browser
  let demo: DemoProject
  const open: (() => Promise<unknown>)[] = []
  const ends = (end: () => Promise<unknown>): void => void open.push(end)

  beforeAll(async () => {
    browser = await launchChromium()
    demo = await demoProject()
  })
  afterEach(async () => {
    for (const end of open.splice(0).toReversed()) await end()
  })
  afterAll(() => browser?.close())

  async function over(api: CurationApi, project?: string): Promise<{ page: Page; server: WindowServer }> {
    const server = await serve(api, project === undefined ? {} : { project })
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    ends(() => server.close())
    ends(() => page.close())
    await page.goto(server.url)
    return { page, server }
  }
  async function window(project?: string): Promise<{ page: Page; engine: Engine; server: WindowServer }> {
    const engine = engineFor(temporaryFolder())
    ends(() => engine.shutdown())
    return { engine, ...(await over(engine, project)) }
  }
  const status = (page: Page) => page.locator('footer.statusbar')
  const step = (page: Page, name: string) => page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })

  it('that is loaded again in the middle of a scan finds it again, and can cancel it', async () => {
    const project = demo.copy()
    const engine = engineFor(temporaryFolder())
    ends(() => engine.shutdown())
    const scan = scanByHand()
    const { page } = await over({ ...engine, ...scan.calls }, project)
    await step(page, 'Collection').click()
    await page.getByRole('button', { name: 'Read new and changed files' }).press('Enter')
    await scan.progress(12)
    await eventually(() => status(page).innerText()).toMatch(/12 of 80/)
    await page.reload()
    await eventually(() => status(page).innerText()).toMatch(/12 of 80/)
    await scan.progress(40)
    await eventually(() => status(page).innerText()).toMatch(/40 of 80\s+20\/s\s+2 s left/)
    await eventually(() => step(page, 'Collection').innerText()).toMatch(/50\s?%/)
    await page.getByRole('button', { name: 'Cancel' }).press('Enter')
    await eventually(() => status(page).innerText()).toContain('Cancelled. What was done so far is kept.')
    expect(scan.isCancelled()).toBe(true)
  })

  it('on a project that nothing was read into says in every room what to do, and complains of nothing', async () => {
    const project = join(temporaryFolder(), 'project')
    const engine = engineFor(temporaryFolder())
    ends(() => engine.shutdown())
    await good(engine.openProject({ project, create: true }, UNWATCHED))
    const { page } = await over(engine, project)
    for (const room of ['Inventory', 'Private', 'Values', 'Script', 'Apply']) {
      await step(page, room).press('Enter')
      await page.getByRole('main').getByText('Choose its folder first').waitFor()
      expect((await page.getByRole('alert').allInnerTexts()).join('')).toBe('')
      await page.getByRole('main').getByRole('button', { name: 'To the collection' }).press('Enter')
      await page.getByRole('button', { name: 'Choose a folder and read it' }).waitFor()
    }
  })

  it('whose engine is gone says so, keeps what is decided meanwhile, and records it once it is back', async () => {
    const project = demo.copy()
    const { page, engine, server } = await window(project)
    const inventory = inventoryPage(page)
    await inventory.ready()
    await inventory.goTo('(0010,0020)')
    await server.close()
    await engine.shutdown()
    await page.getByText('The line to the engine is lost').waitFor()
    await page.keyboard.press('d')
    await eventually(() => inventory.decision('(0010,0020)').ariaSnapshot()).toContain('"Delete"')
    await eventually(() => status(page).innerText()).toContain('1 change not recorded yet')
    expect(await status(page).innerText()).not.toContain('Saved')

    const again = engineFor(temporaryFolder())
    const secret = new URLSearchParams(new URL(server.url).hash.slice(1)).get('secret') ?? ''
    const back = await serve(again, { port: server.port, secret })
    ends(() => again.shutdown())
    ends(() => back.close())
    await eventually(() => page.getByText('The line to the engine is lost').count()).toBe(0)
    await eventually(() => inventory.panel.getByRole('region', { name: 'History' }).innerText()).toContain('Delete')
    await eventually(() => status(page).innerText()).toContain('Saved')
    expect(await status(page).innerText()).not.toContain('not recorded')
    const row = await good(again.element({ project, path: '(0010,0020)' }, UNWATCHED))
    expect(row.decision?.choice.decision).toBe('delete')
    await page.keyboard.press('Control+z')
    await eventually(() => inventory.decision('(0010,0020)').ariaSnapshot()).toContain('"Proposed: ')
  })

  it('of a launch that is over, or of none, is told that it does not belong to the one that runs, and where to go', async () => {
    const { page, engine, server } = await window(demo.project)
    await inventoryPage(page).ready()
    const address = await page.evaluate(() => location.href)
    await server.close()
    await page.getByText('The line to the engine is lost').waitFor()
    const next = await serve(engine, { port: server.port })
    ends(() => next.close())
    await page.getByText('this window does not belong to it').waitFor()
    const elsewhere = await browser.newContext()
    ends(() => elsewhere.close())
    const other = await elsewhere.newPage()
    await other.goto(address)
    await other.getByText('this window does not belong to it').waitFor()
    await page.goto(next.url)
    await inventoryPage(page).ready()
    expect(await page.getByText('this window does not belong to it').count()).toBe(0)
  })

  it('on a project that another process holds says who, looks only when asked to, and then changes nothing', async () => {
    const project = demo.copy()
    const other = engineFor(temporaryFolder())
    ends(() => other.shutdown())
    await good(other.openProject({ project }, UNWATCHED))
    const { page } = await window(project)
    await eventually(() => page.getByRole('alert').allInnerTexts()).toContainEqual(
      expect.stringMatching(/in use by .+ on .+ \(process \d+\) since/),
    )
    await page.getByRole('button', { name: 'Look only' }).press('Enter')
    const inventory = inventoryPage(page)
    await inventory.ready()
    await eventually(() => page.getByText('looking only', { exact: true }).count()).toBe(1)
    await inventory.goTo('(0010,0020)')
    await page.keyboard.press('d')
    await page.keyboard.press('a')
    await page.keyboard.press('Control+z')
    for (const name of ['Retain', 'Delete', 'Review', 'Undo', 'More'])
      expect(await page.getByRole('button', { name, exact: false }).first().isDisabled(), name).toBe(true)
    expect((await good(other.element({ project, path: '(0010,0020)' }, UNWATCHED))).decision).toBeUndefined()
    for (const [name, button] of [
      ['Apply', 'De-identify into a new folder'],
      ['Collection', 'Read new and changed files'],
      ['Script', 'Write the script'],
    ] as const) {
      await step(page, name).click()
      expect(await page.getByRole('button', { name: button }).isDisabled(), button).toBe(true)
    }
    await step(page, 'Profile').click()
    expect(await page.getByRole('switch').first().isDisabled()).toBe(true)
  })

  it('on a folder that is no project says so in one line, and stays where it is', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'photos'))
    writeFileSync(join(folder, 'photos', 'cat.txt'), 'no project')
    const { page } = await window()
    await chooseInDialog(page, () => page.getByRole('button', { name: 'Open a project' }).press('Enter'), join(folder, 'photos'))
    await eventually(() => page.getByRole('alert').allInnerTexts()).toContainEqual(expect.stringContaining('is not a Tagbench project'))
    expect(await page.getByRole('button', { name: 'Look only' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Open a project' }).press('Enter')
    await page.getByRole('dialog').getByLabel('Folder path').fill(join(folder, 'nowhere'))
    await page.getByRole('dialog').getByLabel('Folder path').press('Enter')
    await eventually(() => page.getByRole('dialog').getByRole('alert').innerText()).toContain('not there')
  })

  it('on a collection that has moved says so, and goes on from its new place', async () => {
    const own = await demoProject()
    const { page } = await window(own.project)
    await inventoryPage(page).ready()
    const moved = `${own.collection}-moved`
    renameSync(own.collection, moved)
    await step(page, 'Collection').click()
    await page.getByRole('button', { name: 'Read new and changed files' }).press('Enter')
    await eventually(() => page.locator('.failure-line').innerText()).toContain('does not exist')
    await page.reload()
    await eventually(() => step(page, 'Collection').innerText()).toContain('moved')
    await chooseInDialog(page, () => page.getByRole('main').getByRole('button', { name: 'Choose its new place' }).press('Enter'), moved)
    await eventually(() => step(page, 'Collection').innerText()).toContain('done')
    expect(await page.getByRole('main').innerText()).toContain(moved)
  })
})
