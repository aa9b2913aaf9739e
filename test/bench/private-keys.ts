import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { UNWATCHED } from '../../src/contract/job.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { CORPUS } from './places.ts'

/**
 * Whether the private elements of the corpus can all be settled with the keyboard alone, with how many keys, and how long
 * the window keeps a curator waiting who never thinks: each key is pressed as soon as the one before it is answered.
 * `N` goes to the next open element; what is proposed is accepted, anything else is retained or deleted in turn. With
 * `blocks`, a block that is come to is first accepted as it is proposed (`B`, Enter). Needs the built window
 * (`npm run build`), Debian's Chromium and the corpus (`../shared/corpus` or TAGBENCH_CORPUS).
 * Run: `node test/bench/private-keys.ts [elements|blocks]`
 */
const BY_BLOCK = process.argv[2] === 'blocks'
const GIVE_UP_MS = 60_000
const NOTHING_LEFT = 'Nothing is open in the private blocks.'

function serve(project: string, state: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [resolve('out/server/cli.js'), 'serve', '--project', project, '--no-open', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TAGBENCH_STATE: state },
  })
  return new Promise((done) =>
    child.stdout.once('data', (line: Buffer) => done({ url: (JSON.parse(line.toString()) as { url: string }).url, child })),
  )
}

/** What a curator sees: whether the line that is looked at is open, what is proposed for it, and the block's own name. */
interface Seen {
  readonly path: string
  readonly block: string
  readonly open: boolean
  readonly proposed: string
  readonly said: string
  readonly refused: string
}

const LOOK = `(() => {
  const text = (selector) => document.querySelector(selector)?.textContent?.trim() ?? ''
  const line = document.querySelector('[role="treegrid"] .is-current')
  const mark = line?.querySelector('.decision')
  const decided = mark?.querySelector('.dec[role=img]:not(.is-proposed)')?.getAttribute('aria-label') ?? ''
  const isElement = mark !== null && mark !== undefined
  return {
    path: line?.querySelector('[role=rowheader]')?.getAttribute('aria-label') ?? '',
    block: text('.top h1') + ' ' + text('.top .about'),
    open: isElement && !mark.textContent.includes('settled') && (decided === '' || decided === 'Review'),
    proposed: mark?.querySelector('.is-proposed')?.getAttribute('aria-label') ?? '',
    said: text('.said'),
    refused: text('[role=alert]'),
  }
})()`

async function run(page: Page): Promise<void> {
  const progress = page.locator('.blocks .progress p')
  const look = (): Promise<Seen> => page.evaluate(LOOK) as Promise<Seen>
  let keys = 0
  const waits: number[] = []
  /** Presses a key and waits until the window has answered it. */
  const press = async (key: string, isAnswered: (seen: Seen) => boolean): Promise<Seen> => {
    keys += 1
    const begun = performance.now()
    await page.keyboard.press(key)
    for (;;) {
      const seen = await look()
      const waited = performance.now() - begun
      if (isAnswered(seen)) {
        waits.push(waited)
        return seen
      }
      if (waited > GIVE_UP_MS) throw new Error(`after ${keys} keys "${key}" was not answered: ${JSON.stringify(seen)}`)
      await page.waitForTimeout(5)
    }
  }
  const key = await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Private' }).getAttribute('aria-keyshortcuts')
  await page.keyboard.press(key ?? '')
  await page.getByRole('treegrid').getByRole('rowheader').first().waitFor()
  await progress.waitFor()
  process.stdout.write(`${await progress.innerText()}\n`)
  const begun = performance.now()
  let turn = 0
  let decisions = 0
  let accepted = ''
  let seen = await look()
  for (;;) {
    if (seen.open && BY_BLOCK && seen.block !== accepted) {
      accepted = seen.block
      keys += 2
      await page.keyboard.press('b')
      await page.getByRole('menu').waitFor()
      const first = page.getByRole('menuitem').first()
      if ((await first.getAttribute('aria-disabled')) === 'true') await page.keyboard.press('Escape')
      else await page.keyboard.press('Enter')
      await page.getByRole('menu').waitFor({ state: 'detached' })
      await page.waitForTimeout(0)
      seen = await look()
    }
    if (seen.open) {
      turn += 1
      const word = seen.proposed === '' || seen.proposed.includes('Review') ? (turn % 2 === 0 ? 'r' : 'd') : 'a'
      const { path } = seen
      const after = await press(word, (now) => now.path === path && !now.open)
      decisions += 1
      seen = after
      if (decisions % 200 === 0)
        process.stdout.write(`  ${decisions} decisions, ${keys} keys, ${Math.round((performance.now() - begun) / 1000)} s\n`)
    }
    seen = await press('n', (now) => now.open || now.said === NOTHING_LEFT)
    if (!seen.open) break
  }
  // Until the counts of the last decision are there: what a curator sees who stops.
  await page.waitForFunction(() => {
    const [, done, all] = /^([\d,]+) of ([\d,]+)/.exec(document.querySelector('.blocks .progress p')?.textContent?.trim() ?? '') ?? []
    return done !== undefined && done === all
  })
  const seconds = (performance.now() - begun) / 1000
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
  process.stdout.write(
    `${await progress.innerText()}\n\n| decisions one by one | keys | seconds | a key, median ms | 95 % ms | worst ms |\n|---|---|---|---|---|---|\n`,
  )
  process.stdout.write(`| ${decisions} | ${keys} | ${seconds.toFixed(1)} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |\n`)
}

if (!existsSync(CORPUS)) throw new Error('The corpus is not there; name it in TAGBENCH_CORPUS.')
const folder = mkdtempSync(join(process.env['TAGBENCH_BENCH'] ?? tmpdir(), 'tagbench-keys-'))
const project = join(folder, 'project')
const engine = createEngine({ workerEntry: resolve('src/engine/worker.ts'), stateFolder: join(folder, 'scanning') })
const scanned = await engine.scan({ project, collection: CORPUS, workers: 1 }, UNWATCHED)
if (!scanned.ok) throw new Error(scanned.failure.message)
await engine.setProfile({ project, preset: 'TCIA' }, UNWATCHED)
await engine.shutdown()
const { url, child } = await serve(project, join(folder, 'state'))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
try {
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors\n`)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('pageerror', (error) => process.stdout.write(`an error of the page: ${error.message}\n`))
  await page.goto(url)
  await run(page)
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1)}\n`)
} finally {
  await browser.close()
  child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}
