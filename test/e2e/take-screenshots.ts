import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { serveWindow } from '../../src/main/server.ts'

/**
 * Takes the pictures of the README anew, of the demonstration with what the standard proposes accepted: the inventory on
 * the second element that is still open, the Private room on an element of one scanner, the collection. Needs the built window (`npm run build`) and Debian's Chromium.
 * Run: `npm run screenshots`
 */
const OUT = resolve('resources/screenshots')
const state = mkdtempSync(join(tmpdir(), 'tagbench-screenshots-'))
const engine = createEngine({ workerEntry: resolve('src/engine/worker.ts'), stateFolder: state })

function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

const { project, collection } = done(await engine.demo({ keep: true }, UNWATCHED))
done(await engine.scan({ project, collection }, UNWATCHED))
done(await engine.setProfile({ project, preset: 'TCIA', set: { 'patient-id': 'DEMO-{n:4}' } }, UNWATCHED))
done(await engine.acceptProposals({ project, which: 'standard', by: 'A. Curator' }, UNWATCHED))
const server = done(await serveWindow({ api: engine, pages: resolve('out/renderer'), port: 0, project }))
const args = ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
mkdirSync(OUT, { recursive: true })
const take = (name: string): Promise<Buffer> => page.screenshot({ path: join(OUT, `${name}.png`) })
/** Nothing moves by itself; what was asked for has come after this. */
const rest = (): Promise<void> => page.waitForTimeout(1500)

await page.goto(server.url)
await page.locator('nav.rail a', { hasText: 'Inventory' }).click()
await page.locator('.ag-row[row-index="3"] [col-id="path"]').click()
for (let open = 1; open <= 2; open += 1) {
  await page.keyboard.press('n')
  await rest()
}
await take('inventory')

await page.locator('nav.rail a', { hasText: 'Private' }).click()
await page.getByRole('treegrid').getByRole('rowheader').first().waitFor()
await page.keyboard.press('/')
await page.keyboard.type('"siemens mr header" 0019,12')
await page.getByRole('region', { name: 'Knowledge base' }).getByText('found here').first().waitFor()
await page.keyboard.press('ArrowDown')
await page.keyboard.press('Enter')
await page.getByRole('treegrid').locator('.is-current').waitFor()
await rest()
await take('private')

await page.locator('nav.rail a', { hasText: 'Collection' }).click()
await page.getByRole('treegrid').first().waitFor()
await rest()
await take('collection')
await browser.close()
await server.close()
await engine.shutdown()
rmSync(state, { recursive: true, force: true })
