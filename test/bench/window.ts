import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { makeProject } from './made-project.ts'
import { median } from './measure.ts'

/**
 * How long a person waits in the window over a large project, each as milliseconds and as a share of its target. The
 * project is a store as a scan leaves it, made from a seed; no file of it exists. The engine is a process of its own, as
 * it is in use; the browser draws in software. Needs the built window (`npm run build`) and Debian's Chromium.
 * Run: `node test/bench/window.ts [files] [elements] [elements that are marked at once]`
 *
 * Other work on the machine shows in every figure by the clock. Beside each stands therefore what the engine and the page
 * used of a processor until then, on average: nobody waits shorter than the longer of the two, nor on a machine of its own
 * much longer than both.
 */
const FILES = Number(process.argv[2] ?? 200_000)
const ELEMENTS = Number(process.argv[3] ?? 20_000)
const AT_ONCE = Number(process.argv[4] ?? 100_000)
const ROUNDS = 7
const TARGETS = {
  'first rows, opened in the window': 1000,
  'first rows, engine just started': 1000,
  'first rows, engine warm': 1000,
  search: 100,
  'search in values': 100,
  facet: 100,
  'a frame while scrolling': 33,
  'mark visible': 50,
  'mark durable': 200,
  'all marked at once, visible': 2000,
  'all marked at once, durable': 2000,
} as const

/** Starts the workstation's server on a project; it answers with its address in the first line. */
function serve(project: string | undefined, state: string): Promise<{ url: string; child: ChildProcess }> {
  const named = project === undefined ? [] : ['--project', project]
  const child = spawn(process.execPath, [resolve('out/server/cli.js'), 'serve', ...named, '--no-open', '--json'], {
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

/** From the click on a project that this engine has not had open, on the home page, to the first row with its data. */
async function rowsAfterOpening(page: Page): Promise<number> {
  await page.evaluate(`addEventListener('click', () => (globalThis.tagbenchClicked = performance.now()), { capture: true, once: true })`)
  await page.evaluate(WATCH_ROWS)
  await page.getByRole('main').getByRole('table').getByRole('button').first().click()
  await page.waitForFunction(() => (globalThis as unknown as { tagbenchFirstRow?: number }).tagbenchFirstRow !== undefined)
  return page.evaluate(() => {
    const { tagbenchFirstRow, tagbenchClicked } = globalThis as unknown as Record<string, number>
    return (tagbenchFirstRow ?? Number.NaN) - (tagbenchClicked ?? Number.NaN)
  })
}

/** Notes when the first row is drawn. */
const WATCH_ROWS = `(() => {
  const look = () => {
    if (document.querySelector('.ag-row [col-id="path"] .mono') === null) return requestAnimationFrame(look)
    globalThis.tagbenchFirstRow = performance.now()
  }
  requestAnimationFrame(look)
})()`

/** From an event of the curator's to the frame in which something reads otherwise than before, by the page's own clock. */
async function untilChanged(page: Page, selector: string, event: 'keydown' | 'click', act: () => Promise<void>): Promise<number> {
  await page.evaluate(
    ([what, name]) => {
      const world = globalThis as unknown as { tagbenchChanged: Promise<number> }
      world.tagbenchChanged = new Promise((done) => {
        const read = (): string => document.querySelector(what)?.outerHTML ?? ''
        const before = read()
        let begun = 0
        addEventListener(name, () => (begun = performance.now()), { capture: true, once: true })
        const look = (): void => {
          if (begun > 0 && read() !== before) done(performance.now() - begun)
          else requestAnimationFrame(look)
        }
        look()
      })
    },
    [selector, event] as const,
  )
  return counted(async () => {
    await act()
    return page.evaluate(() => (globalThis as unknown as { tagbenchChanged: Promise<number> }).tagbenchChanged)
  })
}

/** The frames that are drawn while the list is scrolled from its begin to its end and half back, line by line and page by page. */
async function scrollFrames(page: Page): Promise<readonly number[]> {
  await page.locator('.ag-row').first().hover()
  const frames = page.evaluate(
    () =>
      new Promise<readonly number[]>((done) => {
        const times: number[] = []
        let before = performance.now()
        const begun = before
        const look = (now: number): void => {
          times.push(now - before)
          before = now
          if (now - begun < 4000) requestAnimationFrame(look)
          else done(times.slice(1))
        }
        requestAnimationFrame(look)
      }),
  )
  const begun = Date.now()
  for (let turn = 0; Date.now() - begun < 3800; turn++) await page.mouse.wheel(0, turn % 3 === 0 ? 1400 : 120)
  return frames
}

/** Milliseconds that processes have used of a processor so far (proc(5), fields 14 and 15, in hundredths of a second). */
function cpuOf(...pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return sum + 10 * (Number(fields[11]) + Number(fields[12]))
  }, 0)
}

/** The processes of the engine and of the page: what they use is counted while something is waited for. */
let watched: readonly number[] = []
let used: { readonly cpu: number; readonly times: number } = { cpu: 0, times: 0 }

/** Counts what is used while something is done. */
async function counted<T>(work: () => Promise<T>): Promise<T> {
  const before = cpuOf(...watched)
  const result = await work()
  used = { cpu: used.cpu + cpuOf(...watched) - before, times: used.times + 1 }
  return result
}

async function rendererOf(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] }
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

function print(name: keyof typeof TARGETS, values: readonly number[]): void {
  const cpu = used.times === 0 ? '' : `   processor ${(used.cpu / used.times).toFixed(0)} ms`
  used = { cpu: 0, times: 0 }
  const [middle, most] = [median(values), Math.max(...values)]
  const share = `${Math.round((100 * middle) / TARGETS[name])} % of ${TARGETS[name]} ms`
  process.stdout.write(`${name.padEnd(34)} ${middle.toFixed(0).padStart(5)} ms   ${share.padEnd(18)} worst ${most.toFixed(0)} ms${cpu}\n`)
}

/** What everything of the page holds: the memory of its process that is shared with no other, and of that its JavaScript. */
async function printMemory(browser: Browser, page: Page): Promise<void> {
  const pids = await rendererOf(browser)
  const own = pids.map((id) => Number(/Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024)
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1024 / 1024,
  )
  const most = Math.max(...own)
  process.stdout.write(
    `${'memory of the page'.padEnd(34)} ${most.toFixed(0).padStart(5)} MB   ${Math.round((100 * most) / 300)} % of 300 MB       JavaScript ${heap.toFixed(0)} MB\n`,
  )
}

async function prepared(folder: string, files: number, elements: number): Promise<{ project: string; state: string }> {
  const project = makeProject(folder, { files, elements })
  const state = join(folder, 'state')
  const engine = createEngine({ workerEntry: '', stateFolder: state })
  await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
  await engine.openProject({ project }, UNWATCHED)
  await engine.saveWindowState({ project, state: { step: 'inventory' } }, UNWATCHED)
  await engine.shutdown()
  return { project, state }
}

/** What is said when a decision is in the log; counts beside it come when what follows from it is found out. */
const SAID = '.statusbar .said'

async function marks(page: Page): Promise<void> {
  const [visible, durable]: [number[], number[]] = [[], []]
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const key = Math.floor(round / 2) % 2 === 0 ? 'd' : 'v'
    const [selector, times] = round % 2 === 0 ? ['.ag-row.is-current [col-id="decision"]', visible] : [SAID, durable]
    times.push(await untilChanged(page, selector, 'keydown', () => page.keyboard.press(key)))
    await page.waitForTimeout(700)
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(300)
  }
  print('mark visible', visible)
  print('mark durable', durable)
}

async function oneProject(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tagbench-window-'))
  const { project, state } = await prepared(folder, FILES, ELEMENTS)
  process.stdout.write(`${FILES.toLocaleString('en')} files, ${ELEMENTS.toLocaleString('en')} elements\n`)
  const home = await serve(undefined, state)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    watched = [home.child.pid ?? 0]
    await page.goto(home.url)
    await page.getByRole('main').getByRole('table').waitFor()
    await page.waitForTimeout(1000)
    print('first rows, opened in the window', [await counted(() => rowsAfterOpening(page))])
    await page.close()
  } finally {
    home.child.kill()
  }
  const { url, child } = await serve(project, state)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(WATCH_ROWS)
    watched = [child.pid ?? 0]
    print('first rows, engine just started', [await firstRows(page, url)])
    watched = [child.pid ?? 0, ...(await rendererOf(browser))]
    const again: number[] = []
    for (let round = 0; round < 3; round++) again.push(await counted(() => firstRows(page, url.replace('/#', `/?${round}#`))))
    print('first rows, engine warm', again)
    await page.waitForTimeout(1500)

    const search = page.getByRole('searchbox', { name: 'Search elements' })
    await search.focus()
    const searches: number[] = []
    for (const key of ['7', 'Backspace', 'c', 'Backspace', '3', '7', 'Backspace', 'Backspace']) {
      searches.push(await untilChanged(page, '.total', 'keydown', () => page.keyboard.press(key)))
      await page.waitForTimeout(400)
    }
    print('search', searches)
    const box = page.getByLabel('in values')
    await box.check()
    await search.focus()
    const inValues: number[] = []
    for (const key of ['k', 'i', 'n', 'd', 'Backspace', 'Backspace']) {
      inValues.push(await untilChanged(page, '.total', 'keydown', () => page.keyboard.press(key)))
      await page.waitForTimeout(600)
    }
    print('search in values', inValues)
    await search.fill('')
    await box.uncheck()
    await page.waitForTimeout(600)
    const facets: number[] = []
    for (const word of ['Numbers', 'Numbers', 'Text', 'Text', 'Numbers', 'Numbers']) {
      const choice = page.locator('.facets fieldset', { hasText: 'Flags' }).locator('label', { hasText: word }).first()
      facets.push(await untilChanged(page, '.total', 'click', () => choice.click()))
      await page.waitForTimeout(600)
    }
    print('facet', facets)
    print('a frame while scrolling', await scrollFrames(page))
    await page.waitForTimeout(800)
    await page.locator('.ag-row [col-id="name"]').first().click()
    await page.waitForTimeout(800)
    await marks(page)
    await printMemory(browser, page)
    await page.close()
  } finally {
    child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function allAtOnce(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tagbench-window-'))
  const { project, state } = await prepared(folder, AT_ONCE / 2, AT_ONCE)
  process.stdout.write(`${AT_ONCE.toLocaleString('en')} elements\n`)
  const { url, child } = await serve(project, state)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(WATCH_ROWS)
    await firstRows(page, url)
    watched = [child.pid ?? 0, ...(await rendererOf(browser))]
    await page.waitForTimeout(3000)
    await page.locator('.ag-row [col-id="name"]').first().click()
    const [visible, durable]: [number[], number[]] = [[], []]
    for (const key of ['d', 'r', 'd', 'v']) {
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Enter')
      const [selector, times] = key === 'd' ? ['.ag-row.is-current [col-id="decision"]', visible] : [SAID, durable]
      times.push(await untilChanged(page, selector, 'keydown', () => page.keyboard.press(key)))
      await page.waitForTimeout(6000)
      await page.keyboard.press('Escape')
    }
    print('all marked at once, visible', visible)
    print('all marked at once, durable', durable)
    await printMemory(browser, page)
    await page.close()
  } finally {
    child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--enable-precise-memory-info', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
try {
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors\n`)
  await oneProject(browser)
  await allAtOnce(browser)
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1)}\n`)
} finally {
  await browser.close()
}
