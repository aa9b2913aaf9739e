import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import type { WindowServer } from '../../src/main/server.ts'
import { UNWATCHED } from '../../src/contract/job.ts'
import { hasChromium, launchChromium, withChromium } from '../main/chromium.ts'
import { serve } from './browser-shell.ts'
import { engineFor } from './built-window.ts'
import { demoProject, good, temporaryFolder } from './demo-project.ts'
import { eventually } from './eventually.ts'
import { inventoryPage } from './inventory-page.ts'
import { toStep } from './to-step.ts'

/** A collection that is delivered in parts, and read again after each. */
describe.skipIf(!hasChromium)(`What is new since the last scan${withChromium}`, () => {
  let browser: Browser
  let engine: Engine
  let server: WindowServer
  let page: Page
  let later: string
  let collection: string

  beforeAll(async () => {
    const folder = temporaryFolder()
    const demo = await demoProject()
    collection = join(folder, 'delivery')
    const [first = '', ...others] = readdirSync(demo.collection).toSorted()
    mkdirSync(collection)
    cpSync(join(demo.collection, first), join(collection, first), { recursive: true })
    later = join(folder, 'later')
    mkdirSync(later)
    for (const one of others) cpSync(join(demo.collection, one), join(later, one), { recursive: true })
    browser = await launchChromium()
    engine = engineFor(join(folder, 'state'))
    const project = join(folder, 'project')
    await good(engine.openProject({ project, create: true }, UNWATCHED))
    await good(engine.scan({ project, collection }, UNWATCHED))
    server = await serve(engine, { project })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(server.url)
    await toStep(page, 'Collection')
  })
  afterAll(async () => {
    await page?.close()
    await server?.close()
    await engine?.shutdown()
    await browser?.close()
  })

  const strip = () => page.getByRole('group', { name: 'New since the last scan' })
  const status = () => page.locator('footer.statusbar').innerText()
  const readAgain = () => page.getByRole('button', { name: 'Read new and changed files' }).press('Enter')

  it('is not said after the first scan', async () => {
    await eventually(() => page.getByRole('region', { name: 'Modality' }).count()).toBe(1)
    expect(await strip().count()).toBe(0)
  })

  it('is nothing after a scan that found all as it was, and is said to be', async () => {
    await readAgain()
    await eventually(status).toContain('nothing has changed')
    await eventually(() => strip().innerText()).toContain('found nothing that was not there before')
  })

  it('is told in full, leads to the series with new files and to the new elements', async () => {
    cpSync(later, collection, { recursive: true })
    await readAgain()
    await eventually(status).toMatch(/: \d+ new files\./)
    await eventually(() => strip().innerText()).toMatch(
      /\d+ new files, \d+ new patients, \d+ new studies, \d+ new series, [\d,]+ new values\./,
    )
    const isCut = await strip().evaluate((bar) =>
      [...bar.children].some((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0),
    )
    expect(isCut).toBe(false)
    const patients = page.getByRole('treegrid', { name: 'Patients, studies and series' })
    const all = Number(await patients.getAttribute('aria-rowcount'))
    await page.getByRole('button', { name: 'Only series with new files' }).press('Enter')
    await eventually(async () => Number(await patients.getAttribute('aria-rowcount'))).toBeLessThan(all)
    expect(await page.evaluate(() => location.hash)).toContain('new=yes')
    const elements = /([\d,]+) new elements/.exec(await strip().innerText())?.[1]
    await strip().getByRole('button', { name: 'new elements' }).press('Enter')
    await inventoryPage(page).ready()
    await eventually(() => page.locator('.total').innerText()).toBe(`${elements} elements`)
  })

  it('says by its name what the list is filtered by, though there is little room', async () => {
    const chip = page.locator('.chips .chip .cut')
    expect(await chip.innerText()).toBe('Flags: New')
    expect(await chip.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0)
  })

  it('is over with the next scan, and a file that says something else with as many bytes is read anew', async () => {
    await toStep(page, 'Collection')
    await readAgain()
    await eventually(() => strip().innerText()).toContain('found nothing that was not there before')
    const siemens = async (): Promise<number> =>
      Number(/SIEMENS\s+(\d+)/.exec(await page.getByRole('region', { name: 'Manufacturer' }).innerText())?.[1])
    const before = await siemens()
    const file = renameManufacturer(collection)
    await readAgain()
    await eventually(status).toContain('1 changed')
    await eventually(() => strip().innerText()).toContain('1 changed')
    await eventually(siemens).toBe(before - 1)
    rmSync(file)
    await readAgain()
    await eventually(() => strip().innerText()).toContain('1 gone')
  })
})

/** Changes the manufacturer of one file by a letter. */
function renameManufacturer(folder: string): string {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (!entry.isFile()) continue
    const bytes = readFileSync(file)
    const at = bytes.indexOf('SIEMENS ', 0, 'latin1')
    if (at < 0) continue
    bytes.write('SIEMEND ', at, 'latin1')
    writeFileSync(file, bytes)
    return file
  }
  throw new Error('No file of the collection names that manufacturer.')
}
