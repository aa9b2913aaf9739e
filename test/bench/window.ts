import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { writeLargeCollection } from '../fixtures/large-collection.ts'
import { median } from './measure.ts'

/**
 * How long a person waits in the window over a project of many elements, each as milliseconds and as a share of its
 * target. The engine is a process of its own, as it is in use; the browser draws in software. Needs the built window
 * (`npm run build`) and Debian's Chromium.
 * Run: `node test/bench/window.ts [elements]`
 */
const ELEMENTS = Number(process.argv[2] ?? 20_000)
const TARGETS = { 'first rows, engine just started': 1000, 'first rows, engine warm': 1000, search: 150, 'mark visible': 50 } as const
const ROUNDS = 7

/** Starts the workstation's server on a project; it answers with its address in the first line. */
function serve(project: string, state: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [resolve('src/main/cli.ts'), 'serve', '--project', project, '--no-open', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TAGBENCH_STATE: state },
  })
  return new Promise((done) =>
    child.stdout.once('data', (line: Buffer) => done({ url: (JSON.parse(line.toString()) as { url: string }).url, child })),
  )
}

/** From the start of the load to the first row with its data, by the page's own clock. */
async function firstRows(page: Page, url: string): Promise<number> {
  await page.goto(url)
  await page.waitForFunction(() => (globalThis as unknown as { tagbenchFirstRow?: number }).tagbenchFirstRow !== undefined)
  return page.evaluate(() => (globalThis as unknown as { tagbenchFirstRow: number }).tagbenchFirstRow)
}

/** Notes when the first row is drawn. */
const WATCH_ROWS = `(() => {
  const look = () => {
    if (document.querySelector('.ag-row [col-id="path"] .mono') === null) return requestAnimationFrame(look)
    globalThis.tagbenchFirstRow = performance.now()
  }
  requestAnimationFrame(look)
})()`

/** From a key to the frame in which something reads otherwise than before, by the page's own clock. */
async function untilChanged(page: Page, selector: string, key: string): Promise<number> {
  await page.evaluate((what) => {
    const world = globalThis as unknown as { tagbenchChanged: Promise<number> }
    world.tagbenchChanged = new Promise((done) => {
      const read = (): string => document.querySelector(what)?.outerHTML ?? ''
      const before = read()
      let pressed = 0
      addEventListener('keydown', () => (pressed = performance.now()), { capture: true, once: true })
      const look = (): void => {
        if (pressed > 0 && read() !== before) done(performance.now() - pressed)
        else requestAnimationFrame(look)
      }
      look()
    })
  }, selector)
  await page.keyboard.press(key)
  return page.evaluate(() => (globalThis as unknown as { tagbenchChanged: Promise<number> }).tagbenchChanged)
}

function print(name: keyof typeof TARGETS, values: readonly number[]): void {
  const [middle, most] = [median(values), Math.max(...values)]
  const share = `${Math.round((100 * middle) / TARGETS[name])} % of ${TARGETS[name]} ms`
  process.stdout.write(`${name.padEnd(32)} ${middle.toFixed(0).padStart(5)} ms   ${share.padEnd(18)} worst ${most.toFixed(0)} ms\n`)
}

const folder = mkdtempSync(join(tmpdir(), 'tagbench-window-'))
const project = join(folder, 'project')
const engine = createEngine({ workerEntry: resolve('src/engine/worker.ts'), stateFolder: join(folder, 'state') })
const scanned = await engine.scan({ project, collection: writeLargeCollection(join(folder, 'collection'), ELEMENTS) }, UNWATCHED)
if (!scanned.ok) throw new Error(scanned.failure.message)
await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
await engine.saveWindowState({ project, state: { step: 'inventory' } }, UNWATCHED)
await engine.shutdown()
process.stdout.write(`${scanned.value.elements.toLocaleString('en')} elements, ${scanned.value.values.toLocaleString('en')} values\n`)

const { url, child } = await serve(project, join(folder, 'state'))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(WATCH_ROWS)
  print('first rows, engine just started', [await firstRows(page, url)])
  const again: number[] = []
  for (let round = 0; round < 3; round++) again.push(await firstRows(page, url.replace('/#', `/?${round}#`)))
  print('first rows, engine warm', again)

  const search = page.getByRole('searchbox')
  await search.focus()
  const searches: number[] = []
  for (const key of ['7', 'Backspace', 'c', 'Backspace', '3', '7', 'Backspace']) {
    searches.push(await untilChanged(page, '.total', key))
    await page.waitForTimeout(300)
  }
  print('search', searches)
  await search.press('Enter')
  await page.waitForTimeout(500)
  const marks: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    marks.push(await untilChanged(page, '.ag-row.is-current [col-id="decision"]', round % 2 === 0 ? 'd' : 'v'))
    await page.waitForTimeout(700)
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(100)
  }
  print('mark visible', marks)
} finally {
  await browser.close()
  child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}
