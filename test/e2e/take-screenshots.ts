import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { UNWATCHED } from '../../src/contract/job.ts'
import type { Outcome } from '../../src/contract/outcome.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { serveWindow } from '../../src/main/server.ts'

/**
 * Takes the picture of the README anew: the inventory of the demonstration, what the standard proposes accepted, on the
 * second element that is still open. Needs the built window (`npm run build`) and Debian's Chromium.
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
await page.goto(server.url)
await page.locator('nav.rail a', { hasText: 'Inventory' }).click()
await page.locator('.ag-row[row-index="3"] [col-id="path"]').click()
for (let open = 1; open <= 2; open += 1) {
  await page.keyboard.press('n')
  await page.waitForTimeout(800)
}
mkdirSync(OUT, { recursive: true })
await page.screenshot({ path: join(OUT, 'inventory.png') })
await browser.close()
await server.close()
await engine.shutdown()
rmSync(state, { recursive: true, force: true })
